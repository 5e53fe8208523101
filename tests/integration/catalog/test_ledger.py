"""The ledger with real Redis, in both databases."""

from dataclasses import replace
from uuid import uuid4

import numpy as np
import pytest
import redis
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError

from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.database.tables import (
    BaselineRow,
    DailyFault,
    DailyTotal,
    ExerciseRow,
    ExerciseVersion,
    RepPoses,
)
from spotter.catalog.database.tables.totals import NOBODY
from spotter.catalog.exercises import changes
from spotter.catalog.exercises.content import Content
from spotter.catalog.ledger import inbox
from spotter.catalog.ledger.inbox import BATCH
from spotter.catalog.ledger.reading import one_rep
from spotter.movement.assessment.baseline_choice import baseline_of
from spotter.movement.values import Exercise, Outcome, Reason, ReasonCode, Verdict, quantised
from spotter.runtime.redis.membership import server_time_s
from spotter.wire import names
from spotter.wire.baselines import baseline_bytes
from spotter.wire.catalog.ledger import RepFilter
from spotter.wire.references import exercise_bytes
from spotter.wire.verdicts import RepVerdict, verdict_message
from support.ledger_in_test import (
    FAULTY,
    GOOD,
    KNEES_IN,
    LedgerInTest,
    add,
    add_session,
    in_session,
    say,
)
from support.scored_gym import make_rep
from support.stick_squats import squat_reference

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
    """Whether two verdicts say the same but for the alignment."""
    left, right = verdict_message(one), verdict_message(other)
    left.ClearField("alignment")
    right.ClearField("alignment")
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


def test_what_no_row_can_hold_is_set_aside_and_the_rest_is_written(
    ledger: LedgerInTest, digest: str
) -> None:
    ledger.client.xadd(names.VERDICTS, {names.VERDICT_FIELD: b"\xff\xff"})
    ledger.client.xadd(names.VERDICTS, {b"other": b"field"})
    said = say(ledger.client, make_rep(digest), GOOD)
    for damaged in (
        replace(said, rep_id="another"),
        replace(said, ended_us=0),
        replace(said, reference_digest="x"),
        replace(said, exercise=""),
        replace(said, method_version="\0"),
        replace(said, set_number=2**32 - 1),
    ):
        add(ledger.client, damaged)
    ledger.catch_up()
    assert len(ledger.entries()) == 1
    assert ledger.count("set_aside_total") == ledger.client.xlen(names.UNREADABLE_VERDICTS) == 8
    assert ledger.keeper.problem() is None


def test_a_rep_of_the_last_day_that_a_calendar_has_stops_no_ledger(
    redis_client: redis.Redis, database: Database, digest: str
) -> None:
    ledger = LedgerInTest(redis_client, database, zone="Pacific/Kiritimati")
    said = say(redis_client, make_rep(digest), GOOD)
    late_us = 253_402_300_790_000_000
    late = replace(said, started_us=late_us, ended_us=late_us + 1, set_started_us=late_us)
    add(redis_client, replace(late, rep_id=f"{said.station_id}_{said.track_id}_{late_us}"))
    ledger.catch_up()
    assert len(ledger.entries()) == 1
    assert ledger.count("set_aside_total") == 1


def test_no_verdict_is_set_aside_for_what_is_the_databases_fault(
    ledger: LedgerInTest, digest: str
) -> None:
    say(ledger.client, make_rep(digest), GOOD)
    with ledger.database.writing() as session:
        session.execute(text("ALTER TABLE daily_total RENAME TO elsewhere"))
    with pytest.raises(DBAPIError):
        ledger.catch_up()
    with ledger.database.writing() as session:
        session.execute(text("ALTER TABLE elsewhere RENAME TO daily_total"))
    LedgerInTest(ledger.client, ledger.database).catch_up()
    assert len(ledger.entries()) == 1
    assert not ledger.client.exists(names.UNREADABLE_VERDICTS)


def test_a_dead_consumers_entries_are_taken_by_another(
    redis_client: redis.Redis, database: Database, digest: str
) -> None:
    LedgerInTest(redis_client, database, consumer="dead").keeper.step()
    say(redis_client, make_rep(digest), GOOD)
    redis_client.xreadgroup(names.LEDGER_GROUP, "dead", {names.VERDICTS: ">"})
    redis_client.xclaim(
        names.VERDICTS,
        names.LEDGER_GROUP,
        "dead",
        0,
        [
            one["message_id"]
            for one in redis_client.xpending_range(names.VERDICTS, names.LEDGER_GROUP, "-", "+", 10)
        ],
        idle=60_000,
        justid=True,
    )
    ledger = LedgerInTest(redis_client, database, consumer="living")
    ledger.catch_up()
    assert len(ledger.entries()) == 1


def test_a_consumer_that_was_silent_for_long_is_forgotten(
    ledger: LedgerInTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "_FORGOTTEN_AFTER_MS", -1)
    ledger.catch_up()
    ledger.client.xgroup_createconsumer(names.VERDICTS, names.LEDGER_GROUP, "dead")
    LedgerInTest(ledger.client, ledger.database, consumer="living").catch_up()
    found = ledger.client.xinfo_consumers(names.VERDICTS, names.LEDGER_GROUP)
    assert [one["name"] for one in found] == [b"living"]


def test_keys_of_what_the_ledger_has_go_soon(ledger: LedgerInTest, digest: str) -> None:
    first, faulty = make_rep(digest), make_rep(digest, rep_number=2)
    say(ledger.client, first, GOOD)
    say(ledger.client, faulty, FAULTY)
    ledger.catch_up()
    lives = {rep.rep_id: ledger.client.ttl(names.rep_key(rep.rep_id)) for rep in (first, faulty)}
    assert 0 < lives[faulty.rep_id] <= 600 < lives[first.rep_id] <= 3600
    assert 0 < ledger.client.ttl(names.verdict_key(first.rep_id)) <= 24 * 3600


def test_the_group_is_made_again_when_redis_lost_it(ledger: LedgerInTest, digest: str) -> None:
    say(ledger.client, make_rep(digest), GOOD)
    ledger.catch_up()
    ledger.client.delete(names.VERDICTS)
    ledger.keeper.step()
    say(ledger.client, make_rep(digest, rep_number=2), GOOD)
    ledger.keeper.step()
    ledger.catch_up()
    assert len(ledger.entries()) == 2


@pytest.mark.parametrize(("ages_s", "kept"), [((0,) * 2500, 2500), ((700,) * 2500, 2000)])
def test_the_stream_keeps_the_newest_and_the_last_minutes(
    sqlite_url: str, redis_client: redis.Redis, ages_s: tuple[int, ...], kept: int
) -> None:
    database = Database(sqlite_url)
    upgrade(database)
    ledger = LedgerInTest(redis_client, database)
    ledger.catch_up()
    now_ms = int(server_time_s(redis_client) * 1000)
    pipeline = redis_client.pipeline()
    for number, age_s in enumerate(ages_s):
        pipeline.xadd(
            names.VERDICTS, {"verdict": b"\xff"}, id=f"{now_ms - 1000 * age_s}-{number + 1}"
        )
    pipeline.execute()
    ledger.keeper.step()
    assert redis_client.xlen(names.VERDICTS) == len(ages_s)
    assert ledger.keeper.state.behind_entries == len(ages_s) - BATCH
    assert ledger.keeper.state.behind_s == pytest.approx(ages_s[0], abs=60)
    late = LedgerInTest(redis_client, database, clock=lambda: 1e6)
    late.catch_up()
    LedgerInTest(redis_client, database, clock=lambda: 1e6).keeper.step()
    assert redis_client.xlen(names.VERDICTS) == kept
    assert redis_client.xlen(names.UNREADABLE_VERDICTS) == 1000
    database.close()


def test_verdicts_that_went_before_the_ledger_had_them_are_said(
    ledger: LedgerInTest, digest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = [say(ledger.client, make_rep(digest, rep_number=number), GOOD) for number in range(1, 4)]
    ledger.catch_up()
    lost = "verdicts went before the ledger had them"
    restarted = LedgerInTest(ledger.client, ledger.database)
    restarted.catch_up()
    assert lost not in capsys.readouterr().out
    for one in said:
        add(ledger.client, replace(one, set_number=2))
    ledger.client.xtrim(names.VERDICTS, maxlen=2, approximate=False)
    again = LedgerInTest(ledger.client, ledger.database)
    again.catch_up()
    assert capsys.readouterr().out.count(lost) == 1
    assert again.keeper.state.behind_entries == 0
