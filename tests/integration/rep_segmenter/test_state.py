"""The segmenters' state of a station survives failures, with a real Redis server."""

import pytest
import redis
from rq import Queue
from rq.job import Job
from rq.serializers import JSONSerializer
from structlog.testing import capture_logs

from spotter.movement.segmentation import RepCutter, RepEvent
from spotter.movement.values.body.poses import Pose
from spotter.movement.values.taught.reference import Reference
from spotter.rep_segmenter.storage.pose_log import PoseLog
from spotter.wire import names
from support.gyms.gym_in_redis import put_station
from support.movements.pose_frames import pose_frames
from support.movements.stick_squats import FRAME_US, squat_reference, squats
from support.processes.segmenter_replica import (
    BATCH,
    STANDING,
    THREE_REPS,
    Replica,
    enqueued,
    logged_us,
    rep_ids_without_interruption,
    stored_reps,
)
from support.records.kept_exercises import put_reference
from support.servers.limited_user import limited_client


def test_two_segmenters_with_the_same_frames_store_each_rep_once(
    gym: redis.Redis,
) -> None:
    expected = rep_ids_without_interruption(THREE_REPS, gym)
    replicas = Replica(gym), Replica(gym)
    for step, start in enumerate(range(0, len(THREE_REPS), 35)):
        replicas[step % 2].add(THREE_REPS[start : start + 35])
    assert [rep.rep_id for rep in stored_reps(gym)] == expected
    assert enqueued(gym) == expected


def test_a_frame_that_comes_twice_is_logged_once_and_counted(gym: redis.Redis) -> None:
    replica = Replica(gym)
    replica.add(THREE_REPS[:40])
    replica.add(THREE_REPS[32:48])
    assert logged_us(gym) == [frame.captured_us for frame in THREE_REPS[:48]]
    assert replica.count("frames_left_out_total", reason="not_newer") == 8


def test_frames_not_newer_than_the_log_are_reported_once_and_again_after_a_recovery(
    gym: redis.Redis,
) -> None:
    replica = Replica(gym)
    replica.add(THREE_REPS[:40])
    with capture_logs() as lines:
        replica.add(THREE_REPS[:40])
        replica.add(THREE_REPS[40:48])
        replica.add(THREE_REPS[:16])
    refused = [line for line in lines if "refused" in line["event"]]
    assert [(line["station_id"], line["frames"], line["last_logged_us"]) for line in refused] == [
        ("rack-1", BATCH, THREE_REPS[39].captured_us),
        ("rack-1", BATCH, THREE_REPS[47].captured_us),
    ]
    assert replica.count("frames_left_out_total", reason="not_newer") == 56


@pytest.mark.parametrize("step", ["add", "maintain"])
def test_a_station_that_cannot_be_cut_restarts_without_harm_to_others(
    gym: redis.Redis, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before, during, after = THREE_REPS[:8], THREE_REPS[8:16], THREE_REPS[16:]
    fails_us = during[0].captured_us
    cut = RepCutter.feed

    def fail_at_one_pose(cutter: RepCutter, pose: Pose) -> list[RepEvent]:
        if pose.captured_us == fails_us:
            raise RuntimeError("as if it had a mistake")
        return cut(cutter, pose)

    monkeypatch.setattr(RepCutter, "feed", fail_at_one_pose)
    replica = Replica(gym)
    replica.add(before)
    if step == "maintain":
        PoseLog(gym, length=3600, expiry_s=3600).append(during)
        replica.maintain("rack-1")
        during = []
    other = squats(80, STANDING, start_us=1_700_000_000_010_000)
    replica.add([*during, *pose_frames("rack-2", {5: other})])
    assert replica.count("failures_total") == 1
    replica.add(after)
    assert replica.count("failures_total") == 1
    found = [(rep.station_id, rep.rep_number) for rep in stored_reps(gym)]
    assert found == [("rack-1", 1), ("rack-1", 2), ("rack-1", 3), ("rack-2", 1)]


def test_a_rep_is_not_lost_when_redis_refuses_to_store_it(gym: redis.Redis, redis_url: str) -> None:
    expected = rep_ids_without_interruption(THREE_REPS, gym)
    with limited_client(gym, redis_url) as (client, user):
        replica = Replica(client)
        replica.add(THREE_REPS[:BATCH])
        user.forbid("set")
        refused = []
        for start in range(BATCH, len(THREE_REPS), BATCH):
            batch = THREE_REPS[start : start + BATCH]
            try:
                replica.add_batch(batch)
            except redis.RedisError:
                refused.append(start)
                user.forbid()
                replica.add_batch(batch)  # as a pose worker does
    assert len(refused) == 1
    assert THREE_REPS[refused[0]].captured_us > int(squats(80).captured_us[60])
    assert [rep.rep_id for rep in stored_reps(gym)] == expected
    assert enqueued(gym) == expected


def test_a_rep_that_has_a_verdict_or_waits_for_one_is_not_enqueued_again(gym: redis.Redis) -> None:
    first, second, third = rep_ids_without_interruption(THREE_REPS, gym)
    Replica(gym).add(THREE_REPS)
    Queue(names.REP_QUEUE, connection=gym, serializer=JSONSerializer).remove(first)
    Job.fetch(first, connection=gym, serializer=JSONSerializer).delete()
    gym.set(names.verdict_key(first), "1-0")
    gym.delete(names.segmenter_state("rack-1"))  # so that all is cut again
    again = Replica(gym)
    again.maintain("rack-1")
    assert enqueued(gym) == [second, third]
    assert again.count("reps_known_total") == 3
    assert again.count("reps_total") == 0


def test_a_rep_at_the_end_of_a_recording_is_counted_when_the_frames_stop(
    gym: redis.Redis,
) -> None:
    replica = Replica(gym)
    replica.add(THREE_REPS[: 2 * 90 + 30 + 55])
    assert len(stored_reps(gym)) == 2
    replica.clock.now_s += 4
    replica.maintain("rack-1")
    assert len(stored_reps(gym)) == 2
    replica.clock.now_s += 2
    replica.maintain("rack-1")
    assert len(stored_reps(gym)) == 3
    assert replica.count("tracks") == 0


def test_a_rep_in_whose_middle_the_person_was_lost_is_stored_once_as_one_of_unseen_end(
    gym: redis.Redis,
) -> None:
    replica = Replica(gym)
    replica.add(THREE_REPS[: 2 * 90 + 30 + 35])
    for _ in range(2):
        replica.clock.now_s += 6
        replica.maintain("rack-1")
    reps = stored_reps(gym)
    assert [(rep.rep_number, rep.end_unseen) for rep in reps] == [(1, False), (2, False), (3, True)]
    assert reps[2].poses.captured_us[-1] == THREE_REPS[2 * 90 + 30 + 34].captured_us
    assert enqueued(gym) == [rep.rep_id for rep in reps]


def test_a_segmenter_new_to_a_silent_station_does_not_repeat_its_last_rep(gym: redis.Redis) -> None:
    replica, successor = Replica(gym), Replica(gym)
    replica.add(THREE_REPS[: 2 * 90 + 30 + 55])
    replica.clock.now_s += 6
    replica.maintain("rack-1")
    successor.maintain("rack-1")
    successor.clock.now_s += 6
    successor.maintain("rack-1")
    assert successor.count("reps_total") == successor.count("reps_known_total") == 0


def test_a_station_owned_by_another_segmenter_is_not_finished(gym: redis.Redis) -> None:
    replica, other = Replica(gym), Replica(gym)
    replica.add(THREE_REPS[:60])
    replica.segmenter.forget({"rack-1"})
    replica.clock.now_s += 60
    other.add(THREE_REPS[60:])
    assert [rep.rep_number for rep in stored_reps(gym)] == [1, 2, 3]


def test_members_share_the_stations_and_the_last_one_takes_over_all_of_them(
    gym: redis.Redis,
) -> None:
    stations = [f"rack-{number}" for number in range(1, 13)]
    for station_id in stations:
        put_station(gym, station_id)
    replicas = {name: Replica(gym) for name in ("one:1", "two:2")}
    housekeeping = {name: replica.housekeeping(name) for name, replica in replicas.items()}
    for _ in range(2):  # the first sees the second only in its second step
        for step in housekeeping.values():
            step()
    one, two = (replica.segmenter.stations for replica in replicas.values())
    assert one | two == set(stations)
    assert not one & two
    assert min(len(one), len(two)) > 0
    # The first dies with frames of a station logged and not cut.
    theirs = min(one)
    PoseLog(gym, length=3600, expiry_s=3600).append(
        pose_frames(theirs, {1: squats(80, STANDING)}),
    )
    gym.zrem(names.SEGMENTERS, "one:1")
    housekeeping["two:2"]()
    assert replicas["two:2"].segmenter.stations == set(stations)
    assert [rep.station_id for rep in stored_reps(gym)] == [theirs]


def test_stations_in_mixed_batches_are_cut_independently(gym: redis.Redis) -> None:
    second = pose_frames("rack-2", {5: squats(80, 80, STANDING, start_us=1_700_000_000_010_000)})
    mixed = sorted([*THREE_REPS, *second], key=lambda frame: frame.captured_us)
    Replica(gym).add(mixed)
    found = [(rep.station_id, rep.track_id, rep.rep_number) for rep in stored_reps(gym)]
    assert found == [
        ("rack-1", 1, 1),
        ("rack-1", 1, 2),
        ("rack-1", 1, 3),
        ("rack-2", 5, 1),
        ("rack-2", 5, 2),
    ]


@pytest.mark.parametrize("restart", [False, True])
def test_a_reference_that_is_recorded_later_is_used_from_then_on(
    gym: redis.Redis, *, restart: bool
) -> None:
    put_station(gym, "rack-1", exercise="front squat")
    replica = Replica(gym)
    replica.add(THREE_REPS[:120])
    digest = put_reference(Reference("front squat", squat_reference().reps))
    if restart:
        replica = Replica(gym)
    replica.maintain("rack-1")
    replica.add(THREE_REPS[120:])
    reps = stored_reps(gym)
    assert [(rep.exercise, rep.rep_number) for rep in reps] == [
        ("front squat", 1),
        ("front squat", 2),
    ]
    assert {rep.reference_digest for rep in reps} == {digest}
    assert int(reps[0].poses.captured_us[0]) > THREE_REPS[119].captured_us


def test_a_new_reference_ends_the_set_and_cuts_the_next(gym: redis.Redis) -> None:
    replica = Replica(gym)
    replica.add(THREE_REPS[:120])
    before = stored_reps(gym)
    new = put_reference(Reference("squat", squat_reference().reps[:1]))
    replica.maintain("rack-1")
    replica.add(THREE_REPS[120:])
    after = stored_reps(gym)[len(before) :]
    assert {rep.reference_digest for rep in before} != {rep.reference_digest for rep in after}
    assert {rep.reference_digest for rep in after} == {new}
    assert {rep.set_number for rep in (*before, *after)} == {1}
    assert {rep.set_id for rep in before}.isdisjoint(rep.set_id for rep in after)
    assert len({rep.set_id for rep in after}) == 1
    assert len(before) == 1
    assert len(after) == 2


def test_a_damaged_log_entry_is_skipped(gym: redis.Redis) -> None:
    expected = rep_ids_without_interruption(THREE_REPS, gym)
    Replica(gym).add(THREE_REPS[:10])
    between_us = THREE_REPS[9].captured_us + FRAME_US // 2
    gym.xadd(names.pose_log("rack-1"), {names.POSE_FIELD: b"\xff"}, id=f"{between_us}-0")
    Replica(gym).add(THREE_REPS[10:])
    assert [rep.rep_id for rep in stored_reps(gym)] == expected


def test_a_station_restarts_after_its_log_was_cleared(gym: redis.Redis) -> None:
    replica = Replica(gym)
    later = pose_frames("rack-1", {1: squats(80, STANDING, start_us=1_800_000_000_000_000)})
    replica.add(later)
    gym.flushdb()
    put_station(gym, "rack-1")
    put_reference(squat_reference())
    replica.add(THREE_REPS)  # earlier than what was before
    assert [rep.rep_number for rep in stored_reps(gym)] == [1, 2, 3]


def test_the_log_is_bounded_and_a_rest_longer_than_it_loses_no_count(gym: redis.Redis) -> None:
    rest = [STANDING] * 8
    frames = pose_frames("rack-1", {1: squats(80, *rest, 80, STANDING)})
    expected = rep_ids_without_interruption(frames, gym)
    Replica(gym, log_length=300).add(frames[:-100])
    assert 300 <= len(logged_us(gym)) < 330
    Replica(gym, log_length=300).add(frames[-100:])
    reps = stored_reps(gym)
    assert [rep.rep_id for rep in reps] == expected
    assert [rep.set_number for rep in reps] == [1, 2]
