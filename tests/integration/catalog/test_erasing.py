"""A member is exported, and erased everywhere, with others untouched: real database and Redis."""

import csv
import io
import json
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path

import pytest
import redis
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import (
    AuditEntry,
    BaselineRow,
    ClassMember,
    DailyFault,
    DailyTotal,
    ExerciseRow,
    ExerciseVersion,
    MemberRow,
    RepPoses,
    RepRow,
    SessionRow,
    Table,
    WorkoutItemRow,
    WorkoutRow,
)
from spotter.catalog.exercises import changes
from spotter.catalog.exercises.changes import Reason
from spotter.catalog.exercises.content import Content
from spotter.catalog.exercises.statements import by_name, live
from spotter.catalog.members.erased import erased_ids, note_erased
from spotter.catalog_client.errors import UnknownError
from spotter.movement.values import Exercise, Rep
from spotter.runtime.redis.connection import connect
from spotter.wire import names
from spotter.wire.catalog.classes import ClassPlan
from spotter.wire.catalog.members import Consent, Erasure, Member
from spotter.wire.references import exercise_bytes
from spotter.wire.reps import rep_bytes
from spotter.wire.verdicts import rep_verdict, verdict_bytes
from support.kept_history import (
    FAULTY,
    keep_baseline,
    keep_rep,
    keep_sums,
    keep_workout,
    moved,
    place_of,
    session_row,
)
from support.people_catalog import ALL, PeopleCatalog, people_catalog
from support.scored_gym import make_rep
from support.stick_squats import squat_reference, squats

SQUAT = Exercise((squat_reference(),))
REPS = 3
EVENING = ClassPlan(
    name="Evening", first_day=date(2026, 3, 2), is_weekly=True, starts_at=time(18, 30), minutes=60
)
APART_US = 60_000_000


@dataclass(frozen=True, slots=True)
class Gym:
    """Anna and Ben trained, and so did nobody in particular."""

    catalog: PeopleCatalog
    anna: Member
    ben: Member
    annas: tuple[Rep, ...]
    bens: tuple[Rep, ...]


def store(session: Session, exercise: Exercise) -> None:
    reason = Reason(Signature("ida", 1), "+5 good reps of Anna")
    content = Content.of(exercise_bytes(exercise))
    row = by_name(session, exercise.name)
    if row is None:
        changes.create(session, exercise.name, content, reason, uuid.uuid4())
    else:
        changes.replace(session, row, content, live(session, row.no).digest, reason)


@pytest.fixture
def gym(database_url: str, redis_client: redis.Redis) -> Iterator[Gym]:
    with people_catalog(database_url, redis_client) as catalog:
        yield filled(catalog)


def filled(catalog: PeopleCatalog) -> Gym:
    anna, ben = (catalog.members.add(name, ALL) for name in ("Anna", "Ben"))
    digest = Content.of(exercise_bytes(SQUAT)).digest
    with catalog.database.writing() as session:
        store(session, SQUAT)
    catalog.classes.create(replace(EVENING, member_ids=(anna.member_id, ben.member_id)))
    made = {}
    for number, member in enumerate((anna, ben)):
        begun, _ = catalog.sessions.begin(f"rack-{number}", member.member_id)
        made[member.name] = tuple(
            replace(
                moved(make_rep(digest, track_id=number, rep_number=one), number * APART_US),
                session_id=begun.session_id,
                member_id=member.member_id,
            )
            for one in range(REPS)
        )
    with catalog.database.writing() as session:
        place = place_of(session, digest)
        for member in (anna, ben):
            owner = session_row(session, member.member_id)
            for rep in made[member.name]:
                keep_rep(session, place, rep, owner)
            keep_sums(session, place, owner.member_no, REPS)
            keep_baseline(session, owner, f"of-{member.name}")
            keep_workout(session, place, owner.member_no, f"Plan of {member.name}")
        keep_rep(session, place, make_rep(digest, track_id=9, set_number=7), None)
        keep_sums(session, place, 0, 1)
    return Gym(catalog, anna, ben, made["Anna"], made["Ben"])


def counts(database: Database) -> dict[str, int]:
    tables = (MemberRow, SessionRow, RepRow, RepPoses, BaselineRow, DailyTotal, DailyFault)
    with database.reading() as session:
        return {
            table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0
            for table in (*tables, WorkoutRow, WorkoutItemRow, ClassMember)
        }


def all_text(database: Database) -> str:
    """Everything in the database that is text or bytes."""
    found = []
    with database.reading() as session:
        for table in Table.metadata.sorted_tables:
            found += [repr(tuple(row)) for row in session.execute(select(table))]
    return "\n".join(found)


def in_transit(gym: Gym, reps: tuple[Rep, ...]) -> list[str]:
    client = gym.catalog.redis
    for rep in reps:
        client.set(names.rep_key(rep.rep_id), rep_bytes(rep))
        client.hset(names.job_key(rep.rep_id), "status", "failed")
        client.zadd(names.DEAD_LETTERS, {rep.rep_id: 1})
        client.zadd(names.visit_key(rep.visit_id), {rep.rep_id: 1})
        client.hset(names.visit_verdicts_key(rep.visit_id), rep.rep_id, b"x")
        client.set(names.baseline_key(rep.visit_id, rep.reference_digest), b"x")
        data = verdict_bytes(rep_verdict(rep, FAULTY))
        client.xadd(names.VERDICTS, {names.VERDICT_FIELD: data})
    return [rep.rep_id for rep in reps]


def test_nothing_is_left_of_who_is_erased_and_all_of_the_others(gym: Gym) -> None:
    catalog, before = gym.catalog, counts(gym.catalog.database)
    erasure = catalog.members.erase(gym.anna.member_id)
    assert dict(erasure.removed) == {
        "reps": REPS,
        "poses of reps": REPS,
        "baselines": 1,
        "sums of days": 1,
        "sums of faults": 1,
        "workouts": 1,
        "places in classes": 1,
        "sessions": 1,
        "members": 1,
    }
    assert (erasure.remade_exercises, erasure.still_to_do) == ((), ())
    after = counts(catalog.database)
    assert {name: before[name] - after[name] for name in before if before[name] != after[name]} == {
        "member": 1,
        "session": 1,
        "rep": REPS,
        "rep_poses": REPS,
        "baseline": 1,
        "daily_total": 1,
        "daily_fault": 1,
        "workout": 1,
        "workout_item": 1,
        "class_member": 1,
    }
    text = all_text(catalog.database)
    session_id = gym.annas[0].session_id
    assert uuid.UUID(session_id).hex not in text.replace("-", "")
    assert [one.name for one in catalog.members.listed(with_left=True)] == ["Ben"]
    with pytest.raises(UnknownError):
        catalog.members.get(gym.anna.member_id)


def test_the_sums_of_the_gym_are_those_of_the_reps_that_are_left(gym: Gym) -> None:
    gym.catalog.members.erase(gym.anna.member_id)
    with gym.catalog.database.reading() as session:
        assert session.scalar(select(func.sum(DailyTotal.faulty))) == REPS + 1
        assert session.scalar(select(func.count()).select_from(RepRow)) == REPS + 1


def test_redis_forgets_what_is_under_way(gym: Gym) -> None:
    annas, bens = in_transit(gym, gym.annas), in_transit(gym, gym.bens)
    removed = dict(gym.catalog.members.erase(gym.anna.member_id).removed)
    assert removed["entries in Redis"] == 3 * REPS + 3
    client = gym.catalog.redis
    keys = " ".join(repr(key) for key in client.scan_iter())
    assert not [one for one in (*annas, gym.annas[0].session_id) if one in keys]
    assert client.zrange(names.DEAD_LETTERS, 0, -1) == [one.encode() for one in sorted(bens)]
    assert client.xlen(names.VERDICTS) == REPS
    assert all(names.rep_key(one) in keys for one in bens)
    assert gym.anna.member_id not in str(client.hgetall(names.STATION_SESSIONS))


def test_exercises_are_made_again_without_their_recordings_and_reps(gym: Gym) -> None:
    rep = gym.annas[1].poses
    others = replace(SQUAT, faulty_reps=(gym.bens[0].poses,))
    recorded = replace(squat_reference(), person="anna", reps=(squats(70, start_us=5),))
    with gym.catalog.database.writing() as session:
        store(session, replace(others, references=(*SQUAT.references, recorded)))
        store(session, others.with_faulty_rep(rep))
        store(session, replace(SQUAT, false_alarm_ratio=0.01))
        store(session, others.with_good_rep(rep, "", 0))
    erasure = gym.catalog.members.erase(gym.anna.member_id)
    assert (erasure.remade_exercises, erasure.still_to_do) == (("squat",), ())
    with gym.catalog.database.reading() as session:
        row = session.scalars(select(ExerciseRow)).one()
        left = Content.of(live(session, row.no).data).exercise
        assert (left.rep_count, len(left.faulty_reps)) == (SQUAT.rep_count, 1)
        versions = session.scalars(select(ExerciseVersion).order_by(ExerciseVersion.no))
        assert [bool(one.data) for one in versions] == [True, False, False, True, False, True]
    assert "Anna" not in all_text(gym.catalog.database)
    assert "+5 good reps of an erased member" in all_text(gym.catalog.database)
    told = gym.catalog.redis.xrange(names.CATALOG_CHANGES)
    assert str(row.id) in str(told)


def test_an_exercise_of_which_nothing_is_left_is_to_be_recorded_again(gym: Gym) -> None:
    lunge = replace(squat_reference(), exercise="lunge", person=gym.anna.member_id)
    with gym.catalog.database.writing() as session:
        store(session, Exercise((lunge,)))
    erasure = gym.catalog.members.erase(gym.anna.member_id)
    assert erasure.still_to_do == (
        "nothing is left of lunge without them: it is archived; record it again",
    )
    with gym.catalog.database.reading() as session:
        assert by_name(session, "lunge") is None


def test_erasing_goes_on_where_it_was_interrupted(gym: Gym, database_url: str) -> None:
    nowhere = connect("redis://127.0.0.1:9", retries=0)
    with people_catalog(database_url, nowhere) as away:
        erasure = away.members.erase(gym.anna.member_id)
        assert "Redis does not answer" in erasure.still_to_do[0]
        assert counts(away.database)["member"] == 2
        assert "Anna" not in all_text(away.database)
        with pytest.raises(UnknownError):
            away.members.get(gym.anna.member_id)
    in_transit(gym, gym.annas)
    gym.catalog.people.tend()
    assert counts(gym.catalog.database)["member"] == 1
    assert gym.catalog.redis.xlen(names.VERDICTS) == 0
    assert gym.catalog.members.erase(gym.anna.member_id) == Erasure(())


def test_after_a_backup_is_restored_they_are_erased_again(
    gym: Gym, tmp_path: Path, redis_client: redis.Redis
) -> None:
    gym.catalog.members.erase(gym.anna.member_id)
    with gym.catalog.database.reading() as session:
        erased = erased_ids(session)
    assert [str(one) for one in erased] == [gym.anna.member_id]
    with people_catalog(f"sqlite:///{tmp_path}/backup.sqlite3", redis_client) as backup:
        again = filled(backup)
        ids = [uuid.UUID(again.anna.member_id), *erased]
        with backup.database.writing() as session:
            assert note_erased(session, ids, 5) == 2
            assert note_erased(session, ids, 6) == 0
        backup.people.tend()
        assert [one.name for one in backup.members.listed()] == ["Ben"]
        assert counts(backup.database)["rep"] == REPS + 1


def test_poses_go_with_the_consent_and_verdicts_stay(gym: Gym) -> None:
    before = counts(gym.catalog.database)
    changed, removed = gym.catalog.members.change_consent(
        gym.anna.member_id, Consent(keeps_reps=True)
    )
    assert (changed.consent.keeps_poses, removed) == (False, REPS)
    after = counts(gym.catalog.database)
    assert {name: before[name] - after[name] for name in before if before[name] != after[name]} == {
        "rep_poses": REPS,
        "baseline": 1,
    }


def exported(gym: Gym, member: Member) -> zipfile.ZipFile:
    file = io.BytesIO()
    gym.catalog.members.export(member.member_id, file)
    archive = zipfile.ZipFile(file)
    assert archive.testzip() is None
    return archive


def test_an_export_holds_all_that_is_known_of_a_member_and_nothing_of_others(gym: Gym) -> None:
    archive = exported(gym, gym.anna)
    told = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    assert sum(name.startswith("poses/") for name in told) == REPS
    assert json.loads(told["member.json"])["name"] == "Anna"
    reps = json.loads(told["reps.json"])
    assert [one["rep_id"].split("_")[1:] for one in reps] == [
        one.rep_id.split("_")[1:] for one in gym.annas
    ]
    assert {(one["outcome"], one["exercise"], one["score"]) for one in reps} == {
        ("faulty", "squat", 1.5)
    }
    assert "knee" in reps[0]["faults"][0]
    rows = list(csv.DictReader(io.StringIO(told["reps.csv"])))
    assert [row["rep_id"] for row in rows] == [one["rep_id"] for one in reps]
    assert rows[0]["faults"] == reps[0]["faults"][0]
    poses = json.loads(told[f"poses/{gym.annas[0].rep_id}.json"])
    assert poses["captured_us"] == gym.annas[0].poses.captured_us.tolist()
    assert len(poses["x_y_confidence"]) == len(gym.annas[0].poses)
    assert json.loads(told["sessions.json"])[0]["session_id"] == gym.annas[0].session_id
    assert json.loads(told["totals.json"])[0]["faulty"] == REPS
    assert json.loads(told["faults.json"])[0]["reps"] == REPS
    assert json.loads(told["classes.json"])[0]["name"] == "Evening"
    workout = json.loads(told["workouts.json"])[0]
    assert (workout["title"], workout["exercise"], workout["load_kg"]) == (
        "Plan of Anna",
        "squat",
        60.0,
    )
    changed = [one["what"] for one in json.loads(told["changes.json"])]
    assert "exported all that is known of the member" in changed
    everything = "\n".join(told.values())
    assert "Ben" not in everything
    assert gym.ben.member_id not in everything


def test_names_are_no_formulas_in_a_table(gym: Gym) -> None:
    catalog = gym.catalog
    evil = catalog.members.add("=HYPERLINK(1)", ALL)
    catalog.sessions.begin("rack-7", evil.member_id)
    member = replace(evil)
    with exported(gym, member) as archive:
        assert json.loads(archive.read("member.json"))["name"] == "=HYPERLINK(1)"
        for name in archive.namelist():
            if name.endswith(".csv"):
                rows = csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig")))
                assert not [cell for row in rows for cell in row if cell.startswith("=")]


def test_who_was_erased_is_in_no_change_by_name(gym: Gym) -> None:
    gym.catalog.members.rename(gym.anna.member_id, "Annegret")
    gym.catalog.members.erase(gym.anna.member_id)
    with gym.catalog.database.reading() as session:
        said = " ".join(session.scalars(select(AuditEntry.what)))
    assert "Ann" not in said
