"""The visits of the ledger, in both databases."""

from dataclasses import replace

import pytest
import redis
from sqlalchemy import select

from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import ExerciseRow
from spotter.catalog.ledger.visits import visit_rows, visits
from spotter.movement.assessment.baseline_choice import baseline_of
from spotter.movement.values import Rep
from spotter.wire import names
from spotter.wire.baselines import baseline_bytes, baseline_from_bytes
from spotter.wire.catalog.records.ledger import RepFilter
from spotter.wire.catalog.records.visits import VisitReps
from spotter.wire.references import reference_digest
from spotter.wire.reps import rep_bytes
from support.gyms.scored_gym import make_rep
from support.records.ledger_in_test import FAULTY, GOOD, LedgerInTest, add_session, in_session, say

DIGEST = reference_digest(b"squat")


@pytest.fixture
def ledger(redis_client: redis.Redis, database: Database) -> LedgerInTest:
    return LedgerInTest(redis_client, database, keeps_unnamed_poses=True)


def started_us(rep: Rep) -> int:
    return int(rep.poses.captured_us[0])


def listed(ledger: LedgerInTest, wanted: RepFilter) -> list[VisitReps]:
    with ledger.database.reading() as session:
        return list(visits(session, wanted))


def test_a_session_is_a_visit_and_of_nobody_each_track_is(ledger: LedgerInTest) -> None:
    session_id = add_session(ledger.database)[1]
    named = [
        in_session(make_rep(DIGEST, track_id=1 + number % 2, rep_number=number), session_id)
        for number in range(1, 5)
    ]
    unnamed = [make_rep(DIGEST, track_id=track, set_number=track) for track in (8, 9)]
    for rep in (*reversed(unnamed), *named):
        say(ledger.client, rep, GOOD)
    say(ledger.client, replace(unnamed[0], track_id=10, set_number=10), GOOD)
    ledger.client.delete(names.rep_key(replace(unnamed[0], track_id=10).rep_id))
    ledger.catch_up()
    found = listed(ledger, RepFilter())
    assert [(one.visit_id, one.reps, one.reps_with_poses) for one in found] == [
        (session_id, 4, 4),
        ("rack-1_8", 1, 1),
        ("rack-1_10", 1, 0),
        ("rack-1_9", 1, 1),
    ]
    assert (found[0].first_us, found[0].last_us) == (started_us(named[0]), started_us(named[-1]))
    late = RepFilter(since_us=started_us(named[1]), until_us=started_us(unnamed[0]))
    assert [(one.visit_id, one.reps, one.first_us) for one in listed(ledger, late)] == [
        (session_id, 3, started_us(named[1]))
    ]


def test_a_visit_has_its_reps_by_their_start_with_poses_and_baselines(
    ledger: LedgerInTest,
) -> None:
    session_id = add_session(ledger.database)[1]
    reps = [in_session(make_rep(DIGEST, rep_number=number), session_id) for number in range(1, 7)]
    baseline = baseline_of([(rep.rep_id, rep.poses) for rep in reps[:3]])
    assert baseline is not None
    key = names.baseline_key(session_id, DIGEST)
    ledger.client.set(key, baseline_bytes(baseline))
    by_oneself = replace(FAULTY, baseline_id=baseline.baseline_id)
    for rep in reversed(reps):
        say(ledger.client, rep, by_oneself if rep.rep_number > 3 else GOOD)
    ledger.catch_up()
    with ledger.database.reading() as session:
        found = visit_rows(session, session_id, "", started_us(reps[0]), started_us(reps[4]))
        nobodys = visit_rows(session, "rack-1_1", "", 0, started_us(reps[5]))
    assert [one.entry.judged.rep_id for one in found.reps] == [rep.rep_id for rep in reps[:5]]
    assert [found.poses[one.key] for one in found.reps] == [rep_bytes(rep) for rep in reps[:5]]
    (kept,) = found.baselines
    assert baseline_from_bytes(kept)[0].rep_ids == baseline.rep_ids
    assert not nobodys.reps


def test_only_reps_of_the_exercise_that_is_asked_for_come_with_poses(ledger: LedgerInTest) -> None:
    squat = make_rep(DIGEST)
    curl = replace(
        make_rep(DIGEST, set_number=2), exercise="curl", reference_digest=reference_digest(b"curl")
    )
    for rep in (squat, curl):
        say(ledger.client, rep, GOOD)
    ledger.catch_up()
    with ledger.database.reading() as session:
        curls = session.scalar(select(ExerciseRow.id).where(ExerciseRow.name == "curl"))
        found = visit_rows(session, "rack-1_1", str(curls), 0, 2 * started_us(curl))
    assert [one.key in found.asked_for for one in found.reps] == [False, True]
    assert list(found.poses) == [found.reps[1].key]
