"""A member is erased everywhere, with others untouched: real database and Redis."""

import uuid
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest
import redis
from sqlalchemy import func, select

from spotter.catalog.audit import Signature
from spotter.catalog.database.tables import (
    AuditEntry,
    DailyTotal,
    ExerciseActivation,
    ExerciseRow,
    ExerciseVersion,
    RepRow,
)
from spotter.catalog.exercises.changes import Reason
from spotter.catalog.exercises.changes import replace as replace_version
from spotter.catalog.exercises.content import Content
from spotter.catalog.exercises.statements import by_name, live
from spotter.catalog.members.erased import erased_ids, note_erased
from spotter.catalog_client.errors import UnknownError
from spotter.movement.values import Exercise
from spotter.runtime.redis.connection import connect
from spotter.wire import names
from spotter.wire.catalog.people.members import Consent, Erasure
from spotter.wire.references import exercise_bytes
from support.movements.stick_squats import squat_reference, squats
from support.records.gym_of_two import (
    REPS,
    SQUAT,
    Gym,
    all_text,
    counts,
    filled,
    in_transit,
    store,
)
from support.records.people_catalog import people_catalog


def test_nothing_is_left_of_who_is_erased_and_all_of_the_others(two: Gym) -> None:
    catalog, before = two.catalog, counts(two.catalog.database)
    erasure = catalog.members.erase(two.anna.member_id)
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
    session_id = two.annas[0].session_id
    assert uuid.UUID(session_id).hex not in text.replace("-", "")
    assert [one.name for one in catalog.members.listed(with_left=True)] == ["Ben"]
    with pytest.raises(UnknownError):
        catalog.members.get(two.anna.member_id)


def test_the_sums_of_the_gym_are_those_of_the_reps_that_are_left(two: Gym) -> None:
    two.catalog.members.erase(two.anna.member_id)
    with two.catalog.database.reading() as session:
        assert session.scalar(select(func.sum(DailyTotal.faulty))) == REPS + 1
        assert session.scalar(select(func.count()).select_from(RepRow)) == REPS + 1


def test_redis_forgets_what_is_under_way(two: Gym) -> None:
    annas, bens = in_transit(two, two.annas), in_transit(two, two.bens)
    removed = dict(two.catalog.members.erase(two.anna.member_id).removed)
    assert removed["entries in Redis"] == 3 * REPS + 3
    client = two.catalog.redis
    keys = " ".join(repr(key) for key in client.scan_iter())
    assert not [one for one in (*annas, two.annas[0].session_id) if one in keys]
    assert client.zrange(names.DEAD_LETTERS, 0, -1) == [one.encode() for one in sorted(bens)]
    assert client.xlen(names.VERDICTS) == REPS
    assert all(names.rep_key(one) in keys for one in bens)
    assert two.anna.member_id not in str(client.hgetall(names.STATION_SESSIONS))


def test_exercises_are_made_again_without_their_recordings_and_reps(two: Gym) -> None:
    rep = two.annas[1].poses
    others = replace(SQUAT, faulty_reps=(two.bens[0].poses,))
    recorded = replace(squat_reference(), person="anna", reps=(squats(70, start_us=5),))
    with two.catalog.database.writing() as session:
        store(session, replace(others, references=(*SQUAT.references, recorded)))
        store(session, others.with_faulty_rep(rep))
        store(session, replace(SQUAT, false_alarm_ratio=0.01))
        store(session, others.with_confirmed_rep(rep, ""))
    erasure = two.catalog.members.erase(two.anna.member_id)
    assert (erasure.remade_exercises, erasure.still_to_do) == (("squat",), ())
    with two.catalog.database.reading() as session:
        row = session.scalars(select(ExerciseRow)).one()
        left = Content.of(live(session, row.no).data).exercise
        assert (left.rep_count, len(left.faulty_reps)) == (SQUAT.rep_count, 1)
        versions = session.scalars(select(ExerciseVersion).order_by(ExerciseVersion.no))
        assert [bool(one.data) for one in versions] == [True, False, False, True, False, True]
    assert "Anna" not in all_text(two.catalog.database)
    assert "+5 good reps of an erased member" in all_text(two.catalog.database)
    told = two.catalog.redis.xrange(names.CATALOG_CHANGES)
    assert str(row.id) in str(told)


def test_an_exercise_of_which_nothing_is_left_is_to_be_recorded_again(two: Gym) -> None:
    lunge = replace(squat_reference(), exercise="lunge", person=two.anna.member_id)
    with two.catalog.database.writing() as session:
        store(session, Exercise((lunge,)))
    erasure = two.catalog.members.erase(two.anna.member_id)
    assert erasure.still_to_do == (
        "nothing is left of lunge without them: it is archived; record it again",
    )
    with two.catalog.database.reading() as session:
        assert by_name(session, "lunge") is None


def test_erasing_goes_on_where_it_was_interrupted(two: Gym, database_url: str) -> None:
    nowhere = connect("redis://127.0.0.1:9", retries=0)
    with people_catalog(database_url, nowhere) as away:
        erasure = away.members.erase(two.anna.member_id)
        assert "Redis does not answer" in erasure.still_to_do[0]
        assert counts(away.database)["member"] == 2
        assert "Anna" not in all_text(away.database)
        with pytest.raises(UnknownError):
            away.members.get(two.anna.member_id)
    in_transit(two, two.annas)
    two.catalog.people.tend()
    assert counts(two.catalog.database)["member"] == 1
    assert two.catalog.redis.xlen(names.VERDICTS) == 0
    assert two.catalog.members.erase(two.anna.member_id) == Erasure(())


def test_after_a_backup_is_restored_they_are_erased_again(
    two: Gym, tmp_path: Path, redis_client: redis.Redis
) -> None:
    two.catalog.members.erase(two.anna.member_id)
    with two.catalog.database.reading() as session:
        erased = erased_ids(session)
    assert [str(one) for one in erased] == [two.anna.member_id]
    with people_catalog(f"sqlite:///{tmp_path}/backup.sqlite3", redis_client) as backup:
        again = filled(backup)
        ids = [uuid.UUID(again.anna.member_id), *erased]
        with backup.database.writing() as session:
            assert note_erased(session, ids, 5) == 2
            assert note_erased(session, ids, 6) == 0
        backup.people.tend()
        assert [one.name for one in backup.members.listed()] == ["Ben"]
        assert counts(backup.database)["rep"] == REPS + 1


def test_poses_go_with_the_consent_and_verdicts_stay(two: Gym) -> None:
    before = counts(two.catalog.database)
    changed, removed = two.catalog.members.change_consent(
        two.anna.member_id, Consent(keeps_reps=True)
    )
    assert (changed.consent.keeps_poses, removed) == (False, REPS)
    after = counts(two.catalog.database)
    assert {name: before[name] - after[name] for name in before if before[name] != after[name]} == {
        "rep_poses": REPS,
        "baseline": 1,
    }


@pytest.mark.parametrize("name", ["J. R.", "Jürgen", "李小龍", "Zoë (the 2nd)"])
def test_who_was_erased_is_in_no_reason_by_name(two: Gym, name: str) -> None:
    catalog = two.catalog
    member = catalog.members.add(name, Consent(keeps_reps=True))
    with catalog.database.writing() as session:
        row = session.scalars(select(ExerciseRow)).one()
        why = f"3 of {normalize('NFD', name).upper()}, {name}s friend, and of {name}"
        mild = Content.of(exercise_bytes(replace(SQUAT, false_alarm_ratio=0.2)))
        reason = Reason(Signature("ida", 5), why)
        replace_version(session, row, mild, live(session, row.no).digest, reason)
    catalog.members.erase(member.member_id)
    with catalog.database.reading() as session:
        newest = select(ExerciseActivation).order_by(ExerciseActivation.no.desc())
        said = session.scalars(newest.limit(1)).one().reason
    assert said == f"3 of an erased member, {name}s friend, and of an erased member"


def test_who_was_erased_is_in_no_change_by_name(two: Gym) -> None:
    two.catalog.members.rename(two.anna.member_id, "Annegret")
    two.catalog.members.erase(two.anna.member_id)
    with two.catalog.database.reading() as session:
        said = " ".join(session.scalars(select(AuditEntry.what)))
    assert "Ann" not in said
