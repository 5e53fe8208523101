"""A station whose snapshot cannot be used, with a real Redis server."""

from dataclasses import replace

import pytest
import redis
from structlog.testing import capture_logs

from spotter.api.snapshots.v1 import snapshot_pb2
from spotter.movement.segmentation import cut_reps, learn_template
from spotter.movement.values.judged.rep import Rep
from spotter.movement.values.taught.reference import Reference
from spotter.rep_segmenter.storage.reps import is_same_movement
from spotter.simulation.motion.performance import Plan
from spotter.wire import names
from spotter.wire.poses.people import PoseFrame
from spotter.wire.snapshots import SCHEMA_VERSION
from support.movements.filmed import filmed, filmed_reference
from support.movements.mixed_training import START_US
from support.movements.pose_frames import pose_frames
from support.movements.stick_squats import squat_reference
from support.processes.segmenter_replica import (
    THREE_REPS,
    Replica,
    enqueued,
    rep_ids_without_interruption,
    stored_reps,
)
from support.processes.segmenter_stream import send
from support.processes.service_process import warm_service
from support.records.kept_exercises import forget_reference, put_reference

MID_SET = 200
"""Frames up to the middle of the third rep."""


def of_version(data: bytes, version: int) -> bytes:
    """A snapshot as a segmenter of another version may have left it."""
    message = snapshot_pb2.StationSnapshot.FromString(data)
    message.schema_version = version
    return message.SerializeToString()


def leave_snapshot_of_version(client: redis.Redis, station_id: str, version: int) -> None:
    key = names.segmenter_state(station_id)
    client.set(key, of_version(client.get(key), version))  # type: ignore[arg-type]


def test_a_segmenter_killed_mid_set_with_a_snapshot_of_an_unknown_version_loses_no_rep(
    gym: redis.Redis, redis_url: str, three_reps: list[PoseFrame]
) -> None:
    expected = rep_ids_without_interruption(three_reps, gym)
    with warm_service("rep_segmenter", redis_url=redis_url) as killed:
        send(killed.line("ready")["address"], three_reps[:MID_SET])
        killed.kill()
    assert enqueued(gym) == expected[:2]
    leave_snapshot_of_version(gym, "rack-1", SCHEMA_VERSION + 1)
    with warm_service("rep_segmenter", redis_url=redis_url) as successor:
        send(successor.line("ready")["address"], three_reps[MID_SET:])
        refusal = successor.line("snapshot refused: the pose log is cut again")
        refused = 'spotter_segmenter_snapshots_refused_total{reason="unknown_version"}'
        assert successor.metric(refused) == 1
        assert successor.metric("spotter_segmenter_reps_known_total") == 2
        assert successor.metric("spotter_segmenter_reps_total") == 1
    assert (refusal["station_id"], refusal["kind"]) == ("rack-1", "unknown_version")
    assert f"found version {SCHEMA_VERSION + 1}" in refusal["reason"]
    reps = stored_reps(gym)
    assert [rep.rep_id for rep in reps] == enqueued(gym) == expected
    assert [(rep.set_number, rep.rep_number) for rep in reps] == [(1, 1), (1, 2), (1, 3)]


@pytest.mark.parametrize(
    ("snapshot", "reason"),
    [
        (b"\xff", "unreadable"),
        (b'{"captured_us": 1, "tracks": []}', "unreadable"),
        (b"", "unknown_version"),
        (
            snapshot_pb2.StationSnapshot(schema_version=SCHEMA_VERSION).SerializeToString(),
            "unreadable",
        ),
    ],
)
def test_without_a_usable_snapshot_the_log_is_cut_again(
    gym: redis.Redis, snapshot: bytes, reason: str
) -> None:
    expected = rep_ids_without_interruption(THREE_REPS, gym)
    Replica(gym).add(THREE_REPS[:MID_SET])
    gym.set(names.segmenter_state("rack-1"), snapshot)
    successor = Replica(gym)
    with capture_logs() as lines:
        successor.add(THREE_REPS[MID_SET:])
    assert [line["kind"] for line in lines if line["log_level"] == "warning"] == [reason]
    assert successor.count("snapshots_refused_total", reason=reason) == 1
    assert [rep.rep_id for rep in stored_reps(gym)] == enqueued(gym) == expected
    with capture_logs() as lines:  # the successor's snapshot is usable
        Replica(gym).maintain("rack-1")
    assert [line for line in lines if line["log_level"] == "warning"] == []


def test_a_snapshot_whose_reference_is_missing_is_refused_and_no_rep_is_enqueued_twice(
    gym: redis.Redis,
) -> None:
    Replica(gym).add(THREE_REPS[:MID_SET])
    before = stored_reps(gym)
    forget_reference(before[0].reference_digest)
    put_reference(Reference("squat", squat_reference().reps[:1]))
    successor = Replica(gym)
    successor.add(THREE_REPS[MID_SET:])
    assert successor.count("snapshots_refused_total", reason="unusable") == 1
    assert_each_once(stored_reps(gym), count=3)


def test_no_rep_is_enqueued_twice_when_the_log_lacks_the_beginning(
    gym: redis.Redis,
) -> None:
    put_reference(filmed_reference("squat"))
    poses = filmed(Plan("squat", reps=10), seed=4)[1]
    poses = replace(poses, captured_us=poses.captured_us + START_US)
    frames = pose_frames("rack-1", {1: poses})
    first_left, killed = 154, 280
    Replica(gym).add(frames[:killed])
    before = stored_reps(gym)
    gym.xtrim(names.pose_log("rack-1"), minid=frames[first_left].captured_us, approximate=False)
    begins_off = {
        ended.started_us
        for ended in cut_reps(
            learn_template(filmed_reference("squat")),
            poses.between(frames[first_left].captured_us, frames[killed].captured_us),
        )
    } - {int(rep.poses.captured_us[0]) for rep in before}
    assert begins_off
    leave_snapshot_of_version(gym, "rack-1", SCHEMA_VERSION + 1)
    successor = Replica(gym)
    successor.add(frames[killed:])
    successor.clock.now_s += 6
    successor.maintain("rack-1")
    after = stored_reps(gym)
    assert [rep.rep_id for rep in after][: len(before)] == [rep.rep_id for rep in before]
    assert_each_once(after, count=10)


def assert_each_once(reps: list[Rep], *, count: int) -> None:
    assert len(reps) == count
    twice = [
        (one.rep_id, other.rep_id)
        for place, one in enumerate(reps)
        for other in reps[place + 1 :]
        if is_same_movement(one, other)
    ]
    assert twice == []
