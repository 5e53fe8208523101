"""A station whose exercise must be recognised, with a real Redis server."""

import pytest
import redis
from structlog.testing import capture_logs

from spotter.movement.values.taught.reference import Reference
from spotter.wire import names
from spotter.wire.sessions import StationSession, StationSessions, station_sessions_bytes
from support.gyms.gym_in_redis import put_station
from support.movements.mixed_training import (
    CANDIDATES,
    START_US,
    one_after_another,
    references,
    walking_about,
)
from support.movements.pose_frames import pose_frames
from support.processes.segmenter_replica import (
    Replica,
    enqueued,
    rep_ids_without_interruption,
    stored_reps,
)
from support.records.kept_exercises import put_no_reference, put_reference

STATION = "rack-1"
LATER_US = START_US + 60_000_000
WORKOUT = (("squat", 3), ("biceps-curl", 2), ("squat", 1))
IN_ORDER = [
    ("squat", 1, 1),
    ("squat", 1, 2),
    ("squat", 1, 3),
    ("biceps-curl", 2, 1),
    ("biceps-curl", 2, 2),
    ("squat", 3, 1),
]


@pytest.fixture
def digests(redis_client: redis.Redis) -> dict[str, str]:
    """A station with two candidates, and the digests of their references."""
    put_station(redis_client, STATION, "", candidates=CANDIDATES)
    return {one.exercise: put_reference(one) for one in references()}


def numbered(client: redis.Redis) -> list[tuple[str, int, int]]:
    return [(rep.exercise, rep.set_number, rep.rep_number) for rep in stored_reps(client)]


def test_each_rep_carries_the_exercise_that_was_done_and_its_reference(
    redis_client: redis.Redis, digests: dict[str, str]
) -> None:
    Replica(redis_client).add(pose_frames(STATION, {1: one_after_another(*WORKOUT)}))
    assert numbered(redis_client) == IN_ORDER
    reps = stored_reps(redis_client)
    assert [rep.reference_digest for rep in reps] == [digests[rep.exercise] for rep in reps]
    assert sorted(enqueued(redis_client)) == sorted(rep.rep_id for rep in reps)


def test_walking_about_is_no_rep_of_any_candidate(
    redis_client: redis.Redis,
    digests: dict[str, str],  # noqa: ARG001 - what there is to recognise
) -> None:
    replica = Replica(redis_client)
    replica.add(pose_frames(STATION, {1: walking_about()}))
    replica.clock.now_s += 6
    replica.maintain(STATION)
    assert stored_reps(redis_client) == []
    assert replica.count("tracks") == 0


def test_restarts_and_replays_give_the_same_reps_with_the_same_ids(
    redis_client: redis.Redis,
    digests: dict[str, str],  # noqa: ARG001 - what there is to recognise
) -> None:
    frames = pose_frames(STATION, {1: one_after_another(*WORKOUT)})
    expected = rep_ids_without_interruption(frames, redis_client)
    assert len(expected) == len(IN_ORDER)
    for step, start in enumerate(range(0, len(frames), 60)):
        replica = Replica(redis_client)
        replica.add(frames[start : start + 60])
        if step % 2:
            replica.segmenter.save()
    assert [rep.rep_id for rep in stored_reps(redis_client)] == expected
    assert numbered(redis_client) == IN_ORDER
    redis_client.delete(names.segmenter_state(STATION))  # so that all is cut again
    again = Replica(redis_client)
    again.maintain(STATION)
    assert again.count("reps_total") == 0
    assert again.count("reps_known_total") == len(expected)


def test_any_exercise_means_every_one_with_a_reference_even_if_recorded_later(
    redis_client: redis.Redis,
) -> None:
    put_station(redis_client, STATION, "", candidates=("any",))
    put_no_reference()
    squat, curl = references()
    replica = Replica(redis_client)
    with capture_logs() as lines:
        replica.maintain(STATION)
    assert [line["reason"] for line in lines if "reason" in line] == [
        "no exercise has a reference; record one"
    ]
    assert replica.exercises.missing_count == 1
    put_reference(squat)
    replica.maintain(STATION)
    replica.add(pose_frames(STATION, {1: one_after_another(("squat", 2))}))
    put_reference(curl)
    replica.maintain(STATION)
    curls = one_after_another(("biceps-curl", 2), start_us=LATER_US)
    replica.add(pose_frames(STATION, {1: curls}))
    assert [exercise for exercise, _, _ in numbered(redis_client)] == [
        "squat",
        "squat",
        "biceps-curl",
        "biceps-curl",
    ]


def test_a_candidate_without_a_reference_is_named_and_nothing_is_cut(
    redis_client: redis.Redis,
    digests: dict[str, str],  # noqa: ARG001 - those of the others
) -> None:
    put_station(redis_client, STATION, "", candidates=("squat", "moonwalk"))
    replica = Replica(redis_client)
    with capture_logs() as lines:
        replica.maintain(STATION)
    assert lines[0]["reason"] == "the exercise 'moonwalk' has no reference; record one"
    assert replica.exercises.of(STATION) is None


def test_a_new_reference_of_a_candidate_is_used_from_then_on(
    redis_client: redis.Redis, digests: dict[str, str]
) -> None:
    replica = Replica(redis_client)
    replica.add(pose_frames(STATION, {1: one_after_another(("squat", 2))}))
    new = put_reference(Reference("squat", references()[0].reps[:3]))
    replica.maintain(STATION)
    replica.add(pose_frames(STATION, {1: one_after_another(("squat", 2), start_us=LATER_US)}))
    used = [rep.reference_digest for rep in stored_reps(redis_client)]
    assert used == [digests["squat"]] * 2 + [new] * 2


def expect(client: redis.Redis, exercise: str) -> None:
    """Both exercises are in the workout of the member who is there; that one is due."""
    here = StationSession("s", "m", 1, None, ("box-squat", "squat"), expected=exercise)
    data = station_sessions_bytes(StationSessions((here,)))
    client.hset(names.STATION_SESSIONS, STATION, data)


def test_of_two_exercises_that_look_alike_the_one_that_is_due_is_done(
    redis_client: redis.Redis,
) -> None:
    put_station(redis_client, STATION, "", candidates=("any",))
    for name in ("box-squat", "squat"):
        put_reference(Reference(name, references()[0].reps))
    first, second = (
        pose_frames(STATION, {1: one_after_another(("squat", 2), start_us=start_us)})
        for start_us in (START_US, LATER_US)
    )
    replica = Replica(redis_client)
    expect(redis_client, "box-squat")
    replica.maintain(STATION)
    replica.add(first[:8])
    expect(redis_client, "squat")  # while the member is being followed
    replica.maintain(STATION)
    replica.add(first[8:])
    expect(redis_client, "box-squat")
    replica.maintain(STATION)
    again = Replica(redis_client)  # which goes on where the other one was told
    again.maintain(STATION)
    again.add(second)
    assert [exercise for exercise, _, _ in numbered(redis_client)] == ["squat"] * 2 + [
        "box-squat"
    ] * 2
