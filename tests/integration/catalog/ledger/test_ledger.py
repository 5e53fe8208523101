"""The ledger with real Redis, in both databases."""

from dataclasses import replace
from uuid import uuid4
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import redis
from sqlalchemy import func, select, update

from spotter.catalog.audit import Signature
from spotter.catalog.checkin.disowning import disown
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import (
    BaselineRow,
    DailyFault,
    DailyTotal,
    ExerciseRow,
    ExerciseVersion,
    FollowingRow,
    RepPoses,
    SessionRow,
)
from spotter.catalog.database.tables.records.totals import NOBODY
from spotter.catalog.exercises import changes
from spotter.catalog.exercises.content import Content
from spotter.catalog.ledger.reading import one_rep
from spotter.movement.assessment.baseline_choice import baseline_of
from spotter.movement.values import (
    Exercise,
    Joint,
    LiftingSpeed,
    Outcome,
    Reason,
    ReasonCode,
    Scale,
    ScaleSource,
    Verdict,
    quantised,
)
from spotter.training.following.values import FollowedSet, Following
from spotter.wire import names
from spotter.wire.baselines import baseline_bytes
from spotter.wire.catalog.records.ledger import RepFilter
from spotter.wire.catalog.training.followed_workouts import following_bytes
from spotter.wire.references import exercise_bytes
from spotter.wire.verdicts import RepVerdict, verdict_message
from support.gyms.scored_gym import make_rep
from support.movements.stick_squats import squat_reference
from support.records.ledger_in_test import (
    FAULTY,
    GOOD,
    KNEES_IN,
    LedgerInTest,
    add,
    add_session,
    in_session,
    say,
)

UNSCORABLE = Verdict.unscorable(Reason(ReasonCode.CUT_OFF, 0.4, 0.9))


SQUAT = Content.of(exercise_bytes(Exercise((squat_reference(),))))


@pytest.fixture
def digest(database: Database) -> str:
    store(database)
    return SQUAT.digest


def store(database: Database) -> None:
    with database.writing() as session:
        recorded = changes.Reason(Signature("anna", 1), "recorded")
        changes.create(session, "squat", SQUAT, recorded, uuid4())


@pytest.fixture
def ledger(redis_client: redis.Redis, database: Database) -> LedgerInTest:
    return LedgerInTest(redis_client, database)


def same(one: RepVerdict, other: RepVerdict) -> bool:
    """Whether two verdicts say the same but for what the ledger does not keep."""
    left, right = verdict_message(one), verdict_message(other)
    for message in (left, right):
        message.ClearField("alignment")
        message.ClearField("trace_id")
    return left.SerializeToString(deterministic=True) == right.SerializeToString(deterministic=True)


def rows(database: Database, kind: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def test_a_rep_is_kept_with_all_that_was_said_of_it(ledger: LedgerInTest, digest: str) -> None:
    alignment = np.array([[0, 0], [1, 2]], np.uint16)
    said = [
        say(ledger.client, make_rep(digest, rep_number=number), verdict)
        for number, verdict in enumerate(
            (GOOD, replace(FAULTY, alignment=alignment), UNSCORABLE), start=1
        )
    ]
    ledger.catch_up()
    found = ledger.entries()
    assert [one.judged.rep_id for one in found] == [one.rep_id for one in reversed(said)]
    assert all(map(same, [one.judged for one in found], reversed(said)))
    assert [(one.member_id, one.has_poses) for one in found] == [("", False)] * 3
    assert ledger.count("reps_total") == 3


def test_a_rep_has_the_load_of_the_set_that_was_followed(ledger: LedgerInTest, digest: str) -> None:
    _, session_id = add_session(ledger.database)
    reps = [in_session(make_rep(digest, set_number=number), session_id) for number in (1, 2)]
    begun = [int(one.poses.captured_us[0]) for one in reps]
    sets = tuple(
        FollowedSet(0, number, "squat", 5, load_kg=kg, began_us=at_us, last_us=at_us + 1)
        for number, (kg, at_us) in enumerate(zip((60, 62.5), begun, strict=True), start=1)
    )
    with ledger.database.writing() as session:
        number = session.scalar(select(SessionRow.no)) or 0
        data = following_bytes(Following(str(uuid4()), "Legs", sets))
        row = FollowingRow(session_no=number, workout_id=uuid4(), is_over=False, data=data)
        session.add(row)
    for one in (*reps, make_rep(digest, set_number=3)):
        say(ledger.client, one, GOOD)
    ledger.catch_up()
    assert [one.load_kg for one in ledger.entries()] == [None, 62.5, 60]


LIFTING = LiftingSpeed(Joint.MID_HIP, 0.8, 1.2, 2.0, 1.0, Scale(0.5, ScaleSource.HEIGHT))
IN_METRES = replace(GOOD, measures=replace(GOOD.measures, lifting=LIFTING))


@pytest.mark.parametrize("keeps_reps", [True, False])
def test_metres_which_tell_a_height_are_kept_only_of_whoever_agreed(
    ledger: LedgerInTest,
    digest: str,
    keeps_reps: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    _, session_id = add_session(ledger.database, keeps_reps=keeps_reps)
    say(ledger.client, in_session(make_rep(digest), session_id), IN_METRES)
    ledger.catch_up()
    [found] = ledger.entries()
    kept = LIFTING if keeps_reps else replace(LIFTING, scale=None)
    assert found.judged.verdict.measures.lifting == kept


def test_metres_of_a_disowned_session_are_forgotten(ledger: LedgerInTest, digest: str) -> None:
    _, session_id = add_session(ledger.database)
    say(ledger.client, in_session(make_rep(digest), session_id), IN_METRES)
    ledger.catch_up()
    with ledger.database.writing() as session:
        row = session.scalars(select(SessionRow)).one()
        disown(session, row, ZoneInfo("UTC"), Signature("anna", 2))
    [found] = ledger.entries()
    assert found.judged.verdict.measures.lifting == replace(LIFTING, scale=None)


def test_a_rep_that_comes_again_changes_nothing(ledger: LedgerInTest, digest: str) -> None:
    said = say(ledger.client, make_rep(digest), FAULTY)
    ledger.catch_up()
    add(ledger.client, said)
    add(ledger.client, replace(said, verdict=GOOD))
    ledger.catch_up()
    assert [one.judged.verdict.outcome for one in ledger.entries()] == [Outcome.FAULTY]
    assert (ledger.count("reps_total"), ledger.count("repeated_total")) == (1, 2)
    with ledger.database.reading() as session:
        assert session.execute(select(DailyTotal.good, DailyTotal.faulty)).all() == [(0, 1)]
        assert session.scalars(select(DailyFault.reps)).all() == [1]


def test_poses_are_kept_of_those_who_agreed(ledger: LedgerInTest, digest: str) -> None:
    member_id, session_id = add_session(ledger.database)
    rep = in_session(make_rep(digest), session_id)
    say(ledger.client, rep, GOOD)
    ledger.catch_up()
    (entry,) = ledger.entries(RepFilter(member_id=member_id, session_id=session_id))
    assert (entry.member_id, entry.judged.session_id) == (member_id, session_id)
    with ledger.database.reading() as session:
        found, kept = one_rep(session, rep.rep_id)
    assert kept is not None
    assert found.has_poses
    assert np.array_equal(kept.poses.keypoints, quantised(rep.poses).keypoints, equal_nan=True)


@pytest.mark.parametrize(
    ("keeps_reps", "keeps_unnamed"),
    [(True, True), (True, False), (False, True), (False, False)],
)
def test_without_consent_no_poses_are_kept(
    redis_client: redis.Redis,
    database: Database,
    digest: str,
    keeps_reps: bool,  # noqa: FBT001 - a parameter of the test
    keeps_unnamed: bool,  # noqa: FBT001
) -> None:
    ledger = LedgerInTest(redis_client, database, keeps_unnamed_poses=keeps_unnamed)
    member_id, session_id = add_session(database, keeps_reps=keeps_reps, keeps_poses=False)
    say(redis_client, in_session(make_rep(digest), session_id), GOOD)
    ledger.catch_up()
    (entry,) = ledger.entries()
    assert entry.member_id == (member_id if keeps_reps else "")
    assert bool(entry.judged.session_id) == keeps_reps
    assert rows(database, RepPoses) == 0


def test_poses_of_nobody_are_kept_where_the_gym_keeps_them(
    redis_client: redis.Redis, database: Database, digest: str
) -> None:
    ledger = LedgerInTest(redis_client, database, keeps_unnamed_poses=True)
    say(redis_client, make_rep(digest), GOOD)
    ledger.catch_up()
    assert ledger.entries()[0].has_poses


def test_an_unknown_session_and_an_unknown_reference_lose_no_row(
    redis_client: redis.Redis, database: Database
) -> None:
    ledger = LedgerInTest(redis_client, database, keeps_unnamed_poses=True)
    stranger = in_session(make_rep("d" * 64), "8b4a2f1e-0000-0000-0000-000000000000")
    say(redis_client, stranger, GOOD)
    say(redis_client, in_session(make_rep("d" * 64, track_id=2), "no id"), GOOD)
    ledger.catch_up()
    assert [one.judged.session_id for one in ledger.entries()] == ["", ""]
    assert {one.judged.reference_digest for one in ledger.entries()} == {"d" * 64}
    assert rows(database, RepPoses) == 0  # perhaps somebody's who was erased


def test_a_version_that_only_a_verdict_names_is_kept_until_somebody_stores_its_recordings(
    redis_client: redis.Redis, database: Database
) -> None:
    ledger = LedgerInTest(redis_client, database)
    say(ledger.client, make_rep(SQUAT.digest), GOOD)
    ledger.catch_up()
    with database.reading() as session:
        assert session.scalars(select(ExerciseVersion.data)).all() == [b""]
        assert (
            session.scalars(
                select(ExerciseRow.archived_us).where(ExerciseRow.archived_us.is_(None))
            ).all()
            == []
        )
    store(database)
    say(ledger.client, make_rep(SQUAT.digest, rep_number=2), GOOD)
    ledger.catch_up()
    assert {one.judged.exercise for one in ledger.entries()} == {"squat"}
    with database.reading() as session:
        assert SQUAT.data in session.scalars(select(ExerciseVersion.data)).all()


def test_a_version_emptied_for_somebody_who_was_erased_stays_empty(
    ledger: LedgerInTest, digest: str
) -> None:
    say(ledger.client, make_rep(digest), GOOD)
    ledger.catch_up()
    with ledger.database.writing() as session:
        session.execute(update(ExerciseVersion).values(data=b""))
    say(ledger.client, make_rep(digest, rep_number=2), GOOD)
    ledger.catch_up()
    with ledger.database.reading() as session:
        assert session.scalars(select(ExerciseVersion.data)).all() == [b""]
    assert len(ledger.entries()) == 2


def test_a_baseline_that_a_verdict_names_is_kept_once(ledger: LedgerInTest, digest: str) -> None:
    _, session_id = add_session(ledger.database)
    reps = [in_session(make_rep(digest, rep_number=one), session_id) for one in range(1, 6)]
    baseline = baseline_of([(one.rep_id, one.poses) for one in reps[:3]])
    assert baseline is not None
    key = names.baseline_key(reps[0].visit_id, digest)
    ledger.client.set(key, baseline_bytes(baseline))
    for rep in reps[3:]:
        say(ledger.client, rep, replace(GOOD, baseline_id=baseline.baseline_id))
    ledger.catch_up()
    with ledger.database.reading() as session:
        (kept,) = session.scalars(select(BaselineRow)).all()
    assert (kept.baseline_id, kept.data) == (baseline.baseline_id, baseline_bytes(baseline))
    assert ledger.entries()[0].judged.verdict.baseline_id == baseline.baseline_id


def test_totals_name_the_member_and_nobody(ledger: LedgerInTest, digest: str) -> None:
    _, session_id = add_session(ledger.database)
    twice = replace(FAULTY, faults=(KNEES_IN, replace(KNEES_IN, phase=0.9)))
    say(ledger.client, in_session(make_rep(digest), session_id), twice)
    say(ledger.client, make_rep(digest, track_id=2), UNSCORABLE)
    ledger.catch_up()
    with ledger.database.reading() as session:
        totals = session.scalars(select(DailyTotal).order_by(DailyTotal.member_no)).all()
        assert session.scalars(select(DailyFault.reps)).all() == [1]
    nobody, member = totals
    assert nobody.member_no == NOBODY
    assert (nobody.unscorable, nobody.measured) == (1, 0)
    assert (member.faulty, member.measured, member.range_ratio_sum) == (1, 1, 0.9)
    assert (member.out_s_sum, member.back_s_sum, member.rep_s_sum) == (1.0, 0.8, 2.0)
