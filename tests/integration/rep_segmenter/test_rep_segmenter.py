"""The segmenter as a real process that is really killed, with real Redis and gRPC."""

import signal
from collections.abc import Iterator

import grpc
import numpy as np
import pytest
import redis
from rq.job import Job
from rq.serializers import JSONSerializer

from spotter.api.segmentation.v1 import segmentation_service_pb2 as messages
from spotter.api.segmentation.v1.segmentation_service_pb2_grpc import SegmentationServiceStub
from spotter.movement.values import Pose, PoseSeries, quantised
from spotter.rep_segmenter.storage.pose_log import PoseLog
from spotter.runtime.redis.membership import live_members
from spotter.wire import names
from spotter.wire.poses.people import PoseFrame, pose_frame_message, pose_frame_value
from support.gyms.gym_in_redis import put_station
from support.movements.same_poses import assert_same_poses
from support.movements.stick_squats import squat_reference
from support.processes.grpc_client import segmenter_channel
from support.processes.segmenter_replica import (
    BATCH,
    Replica,
    enqueued,
    logged_us,
    recent_reps,
    rep_ids_without_interruption,
    stored_reps,
)
from support.processes.segmenter_stream import send
from support.processes.service_process import ServiceProcess, warm_service
from support.records.kept_exercises import put_reference
from support.servers.redis_server import free_port, redis_server
from support.waiting import PATIENCE_S, until


@pytest.fixture
def segmenter(redis_url: str, gym: redis.Redis) -> Iterator[ServiceProcess]:  # noqa: ARG001 - first
    with warm_service("rep_segmenter", redis_url=redis_url, stop_wait_s=PATIENCE_S) as running:
        yield running


def test_streamed_poses_are_acknowledged_logged_and_become_reps_with_jobs(
    segmenter: ServiceProcess, gym: redis.Redis, three_reps: list[PoseFrame]
) -> None:
    address = segmenter.line("ready")["address"]
    assert send(address, three_reps) == list(range(1, len(three_reps) // BATCH + 2))
    assert logged_us(gym) == [frame.captured_us for frame in three_reps]
    reps = stored_reps(gym)
    assert [(rep.set_number, rep.rep_number) for rep in reps] == [(1, 1), (1, 2), (1, 3)]
    assert enqueued(gym) == [rep.rep_id for rep in reps]
    assert gym.zrange(names.visit_key(reps[0].visit_id), 0, -1, withscores=True) == [
        (rep.rep_id.encode(), int(rep.poses.captured_us[0])) for rep in reps
    ]
    job = Job.fetch(reps[0].rep_id, connection=gym, serializer=JSONSerializer)
    assert (job.func_name, job.args) == (names.SCORE_JOB, [reps[0].rep_id])
    assert job.retries_left == 5
    for rep in reps:
        first, last = rep.poses.captured_us[[0, -1]]
        expected = [
            Pose(frame.captured_us, frame.people[0].keypoints)
            for frame in three_reps
            if first <= frame.captured_us <= last
        ]
        assert_same_poses(rep.poses, quantised(PoseSeries.of(expected)))
        assert rep.trace_id == f"{last:032x}"
    assert segmenter.metric("spotter_segmenter_frames_total") == len(three_reps)
    assert segmenter.metric("spotter_segmenter_reps_total") == 3
    assert segmenter.metric("spotter_segmenter_sets_total") == 1


def test_a_process_becomes_ready_is_found_and_leaves_at_once_on_a_stop_signal(
    segmenter: ServiceProcess, redis_url: str
) -> None:
    address = segmenter.line("ready")["address"]
    with redis.Redis.from_url(redis_url) as client:
        until(lambda: live_members(client, names.SEGMENTERS, timeout_s=3600), what="a member")
        assert live_members(client, names.SEGMENTERS, timeout_s=3600) == (address,)
        until(lambda: '"ready"' in segmenter.get("/readyz"), what="readiness")
        segmenter.process.send_signal(signal.SIGTERM)
        assert segmenter.wait() == 0
        assert live_members(client, names.SEGMENTERS, timeout_s=3600) == ()


def test_a_stream_that_is_open_ends_after_its_batch_when_the_process_stops(
    segmenter: ServiceProcess, gym: redis.Redis, three_reps: list[PoseFrame]
) -> None:
    address = segmenter.line("ready")["address"]

    def batches() -> Iterator[messages.StreamPosesRequest]:
        for number, frame in enumerate(three_reps, start=1):
            yield messages.StreamPosesRequest(
                batch_number=number, frames=[pose_frame_message(frame)]
            )
            until(lambda: acknowledged[-1:] == [number], what="an acknowledgement")  # noqa: B023
            if number == 20:
                segmenter.process.send_signal(signal.SIGTERM)
                segmenter.line("stopping")

    acknowledged: list[int] = []
    with segmenter_channel(address) as channel:
        for answer in SegmentationServiceStub(channel).StreamPoses(batches()):
            acknowledged.append(answer.batch_number)  # noqa: PERF401 - batches() looks at it
    assert segmenter.wait() == 0
    assert len(logged_us(gym)) == len(acknowledged) == 21


def test_reps_survive_sigkill_in_their_middle(
    redis_url: str, gym: redis.Redis, three_reps: list[PoseFrame]
) -> None:
    expected = rep_ids_without_interruption(three_reps, gym)
    assert len(expected) == 3
    start = 0
    for end in (70, 170, 250, len(three_reps)):
        with warm_service("rep_segmenter", redis_url=redis_url) as running:
            send(running.line("ready")["address"], three_reps[start:end])
            running.kill()
        start = end
    assert [rep.rep_id for rep in stored_reps(gym)] == expected
    assert enqueued(gym) == expected


def test_frames_logged_but_not_cut_are_cut_when_a_process_starts(
    redis_url: str, gym: redis.Redis, three_reps: list[PoseFrame]
) -> None:
    expected = rep_ids_without_interruption(three_reps, gym)
    Replica(gym).add(three_reps[:70])
    # A segmenter that was killed between logging and storing left these:
    PoseLog(gym, length=3600, expiry_s=3600).append(three_reps[70:])
    assert stored_reps(gym) == []
    with warm_service("rep_segmenter", redis_url=redis_url):
        until(lambda: len(stored_reps(gym)) == 3, what="the reps")
    assert [rep.rep_id for rep in stored_reps(gym)] == expected
    assert enqueued(gym) == expected


def test_while_redis_is_away_nothing_is_acknowledged(
    gym: redis.Redis, redis_url: str, three_reps: list[PoseFrame]
) -> None:
    with warm_service("rep_segmenter", redis_url=redis_url) as running:
        address = running.line("ready")["address"]
        gym.config_set("maxmemory", 1)
        try:
            with pytest.raises(grpc.RpcError) as refused:
                send(address, three_reps[:BATCH])
        finally:
            gym.config_set("maxmemory", 0)
        assert refused.value.code() == grpc.StatusCode.UNAVAILABLE
        assert send(address, three_reps[:BATCH]) == [1]
    assert len(logged_us(gym)) == BATCH


def test_nothing_is_kept_of_a_station_that_is_paused(
    segmenter: ServiceProcess, gym: redis.Redis, three_reps: list[PoseFrame]
) -> None:
    address = segmenter.line("ready")["address"]
    gym.set(names.paused_key(three_reps[0].station_id), 1)
    assert send(address, three_reps[:BATCH]) == [1]
    assert logged_us(gym) == []
    gym.delete(names.paused_key(three_reps[0].station_id))
    assert send(address, three_reps[:BATCH]) == [1]
    assert len(logged_us(gym)) == BATCH
    assert segmenter.metric('spotter_segmenter_frames_left_out_total{reason="paused"}') == BATCH


def test_a_broken_frame_harms_neither_its_batch_nor_other_stations(
    segmenter: ServiceProcess, gym: redis.Redis, three_reps: list[PoseFrame]
) -> None:
    request = messages.StreamPosesRequest(
        batch_number=1, frames=[pose_frame_message(frame) for frame in three_reps[:3]]
    )
    request.frames[1].people[0].keypoints = b"short"
    with segmenter_channel(segmenter.line("ready")["address"]) as channel:
        answers = SegmentationServiceStub(channel).StreamPoses(iter([request]))
        assert [answer.batch_number for answer in answers] == [1]
    assert logged_us(gym) == [three_reps[0].captured_us, three_reps[2].captured_us]
    assert segmenter.metric('spotter_segmenter_frames_left_out_total{reason="broken"}') == 1


def test_without_a_reference_poses_are_stored_and_the_reason_is_logged_once(
    segmenter: ServiceProcess, gym: redis.Redis
) -> None:
    put_station(gym, "rack-3", exercise="handstand")
    frames = recent_reps("rack-3")
    send(segmenter.line("ready")["address"], frames)
    assert len(logged_us(gym, "rack-3")) == len(frames)
    metric = "spotter_segmenter_stations_without_reference"
    until(lambda: segmenter.metric(metric) == 1, what="the metric")
    segmenter.process.terminate()
    assert segmenter.wait() == 0  # so that all its lines are read
    warnings = [line for line in segmenter.lines if line.get("station_id") == "rack-3"]
    assert [line["reason"] for line in warnings] == [
        "the exercise 'handstand' has no reference; record one"
    ]
    assert stored_reps(gym) == []


def test_a_worker_that_takes_over_a_station_gets_its_latest_poses(
    segmenter: ServiceProcess, three_reps: list[PoseFrame]
) -> None:
    address = segmenter.line("ready")["address"]
    send(address, three_reps[:10])
    with segmenter_channel(address) as channel:
        ask = SegmentationServiceStub(channel).GetLatestPoses
        latest = ask(messages.GetLatestPosesRequest(station_id="rack-1"))
        unknown = ask(messages.GetLatestPosesRequest(station_id="rack-2"))
    assert not unknown.HasField("frame")
    frame = pose_frame_value(latest.frame)
    assert (frame.captured_us, frame.people[0].track_id) == (three_reps[9].captured_us, 1)
    np.testing.assert_array_equal(frame.people[0].keypoints, three_reps[9].people[0].keypoints)


@pytest.mark.parametrize("setting", ["segmenter_port", "status_port"])
def test_a_port_in_use_is_reported_in_one_line(
    redis_url: str, segmenter: ServiceProcess, setting: str
) -> None:
    ready = segmenter.line("ready")
    taken = {
        "segmenter_port": int(ready["address"].rpartition(":")[2]),
        "status_port": ready["status_port"],
    }
    with warm_service("rep_segmenter", redis_url=redis_url, **{setting: taken[setting]}) as second:
        assert second.wait() == 1
        assert second.lines[-1]["event"] == "cannot run"


def test_a_process_that_starts_before_redis_works_once_it_is_there(
    three_reps: list[PoseFrame],
) -> None:
    port = free_port()
    put_reference(squat_reference())
    with warm_service("rep_segmenter", redis_url=f"redis://127.0.0.1:{port}/0") as running:
        running.line("Redis does not answer")
        with redis_server(port) as url, redis.Redis.from_url(url) as client:
            put_station(client, "rack-1")
            until(lambda: client.zcard(names.SEGMENTERS), what="a member")
            send(running.line("ready")["address"], three_reps)
            assert len(stored_reps(client)) == 3
