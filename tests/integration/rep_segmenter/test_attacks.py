"""Messages that once stopped a gym, sent to a real segmenter with real Redis and gRPC."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack

import grpc
import pytest
import redis

from spotter.api.poses.v1 import pose_frame_pb2
from spotter.api.segmentation.v1 import segmentation_service_pb2 as messages
from spotter.api.segmentation.v1.segmentation_service_pb2_grpc import SegmentationServiceStub
from spotter.runtime.clock import wall_clock_us
from spotter.wire import names
from spotter.wire.poses.people import PoseFrame, pose_frame_message
from support.gyms.gym_in_redis import put_station
from support.movements.pose_frames import pose_frames
from support.movements.stick_squats import squat_reference, squats
from support.processes.grpc_client import segmenter_channel
from support.processes.segmenter_replica import (
    STANDING,
    THREE_REPS,
    Replica,
    logged_us,
    recent_reps,
    stored_reps,
)
from support.processes.segmenter_stream import send
from support.processes.service_process import ServiceProcess, warm_service
from support.records.kept_exercises import NOBODY, put_reference


@pytest.fixture(scope="module")
def running(redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    kept = tmp_path_factory.mktemp("kept")
    put_reference(squat_reference(), kept)
    known = {"catalog_address": NOBODY, "cache_dir": kept}
    with warm_service("rep_segmenter", redis_url=redis_url, **known) as segmenter:
        segmenter.line("ready")
        yield segmenter


@pytest.fixture
def address(running: ServiceProcess, gym: redis.Redis) -> str:  # noqa: ARG001 - an empty gym first
    return str(running.line("ready")["address"])


def refused(segmenter: ServiceProcess, reason: str) -> float:
    return segmenter.metric(f'spotter_segmenter_frames_left_out_total{{reason="{reason}"}}')


def stream(address: str, batches: Sequence[Sequence[pose_frame_pb2.PoseFrame]]) -> list[int]:
    """Send batches of messages on one stream; returns the numbers of those acknowledged."""
    requests = [
        messages.StreamPosesRequest(batch_number=number, frames=frames)
        for number, frames in enumerate(batches, start=1)
    ]
    with segmenter_channel(address) as channel:
        answers = SegmentationServiceStub(channel).StreamPoses(iter(requests))
        return [answer.batch_number for answer in answers]


Attack = Callable[[PoseFrame], pose_frame_pb2.PoseFrame]


def of_the_end_of_time(frame: PoseFrame) -> pose_frame_pb2.PoseFrame:
    message = pose_frame_message(frame)
    message.captured_us = 2**63 - 1
    return message


def of_a_stadium(frame: PoseFrame) -> pose_frame_pb2.PoseFrame:
    message = pose_frame_message(frame)
    for track_id in range(2, 40_001):
        message.people.add(track_id=track_id, keypoints=message.people[0].keypoints)
    return message


def of_little_people(frame: PoseFrame) -> pose_frame_pb2.PoseFrame:
    """Two bytes each: millions would fit into one message."""
    message = pose_frame_message(frame)
    for _ in range(7_000_000):
        message.people.add()
    return message


def of_a_long_trace(frame: PoseFrame) -> pose_frame_pb2.PoseFrame:
    message = pose_frame_message(frame)
    message.trace_id = "0" * 15_000_000
    return message


@pytest.mark.parametrize(
    ("attack", "reason"),
    [
        (of_the_end_of_time, "time"),
        (of_a_stadium, "size"),
        (of_a_long_trace, "size"),
        (of_little_people, "size"),
    ],
)
def test_an_attack_on_a_station_harms_neither_it_nor_others(
    running: ServiceProcess, address: str, gym: redis.Redis, attack: Attack, reason: str
) -> None:
    ours, others = recent_reps(), recent_reps("rack-2")
    before = refused(running, reason)
    first = [pose_frame_message(frame) for frame in ours[:4]]
    second = [pose_frame_message(frame) for frame in (ours[4], *others[:4])]
    assert stream(address, [first, [attack(ours[4]), *second]]) == [1, 2]
    assert logged_us(gym) == [frame.captured_us for frame in ours[:5]]
    assert logged_us(gym, "rack-2") == [frame.captured_us for frame in others[:4]]
    assert refused(running, reason) == before + 1
    assert running.get("/readyz").startswith('{"status": "ready"')


def test_a_frame_that_is_no_message_harms_neither_its_batch_nor_its_stream(
    running: ServiceProcess, address: str, gym: redis.Redis
) -> None:
    before = refused(running, "broken")
    good = [pose_frame_message(frame).SerializeToString() for frame in recent_reps()[:2]]
    broken = [b"\x0a\x02\xff\xfe", b"\x2a\xff\xff", b"\xff" * 1000]  # no UTF-8, cut off, noise
    batch = messages.UnreadPosesRequest(batch_number=1, frames=[good[0], *broken, good[1]])
    with segmenter_channel(address) as channel:
        call = channel.stream_stream(
            f"/{messages.DESCRIPTOR.services_by_name['SegmentationService'].full_name}/StreamPoses",
            messages.UnreadPosesRequest.SerializeToString,
            messages.StreamPosesResponse.FromString,
        )
        assert [answer.batch_number for answer in call(iter([batch]))] == [1]
    assert len(logged_us(gym)) == 2
    assert refused(running, "broken") == before + 3


def test_of_twenty_thousand_unknown_stations_nothing_is_stored(
    running: ServiceProcess, address: str, gym: redis.Redis
) -> None:
    keys, before = set(gym.keys()), refused(running, "station")
    message = pose_frame_message(recent_reps()[0])
    batches = []
    for start in range(0, 20_000, 1000):
        batches.append([pose_frame_pb2.PoseFrame() for _ in range(1000)])
        for number, frame in enumerate(batches[-1], start=start):
            frame.CopyFrom(message)
            frame.station_id = f"no-rack-{number}"
    assert stream(address, batches) == list(range(1, 21))
    assert set(gym.keys()) - keys <= {names.SEGMENTERS.encode()}
    assert refused(running, "station") == before + 20_000
    said = [line for line in running.lines if line.get("kind") == "station"]
    assert 1 <= len(said) <= 10
    assert "expected a station of this gym" in said[0]["reason"]


def nothing_until(done: threading.Event) -> Iterator[messages.StreamPosesRequest]:
    done.wait()
    yield from ()


def test_idle_streams_take_nothing_from_those_that_send(address: str, gym: redis.Redis) -> None:
    three_reps = recent_reps()
    with ExitStack() as stack:
        done = threading.Event()
        stack.callback(done.set)
        for _ in range(100):
            channel = stack.enter_context(segmenter_channel(address))
            SegmentationServiceStub(channel).StreamPoses(nothing_until(done))
        send(address, three_reps)
    assert len(stored_reps(gym)) == 3


def test_a_stream_too_many_is_refused_in_words_and_the_others_go_on(
    redis_url: str, gym: redis.Redis
) -> None:
    three_reps = recent_reps()
    with warm_service("rep_segmenter", redis_url=redis_url, segmenter_streams=1) as segmenter:
        address, sent = segmenter.line("ready")["address"], threading.Event()

        def batches() -> Iterator[messages.StreamPosesRequest]:
            yield messages.StreamPosesRequest(batch_number=1)
            sent.wait()
            frame = pose_frame_message(three_reps[0])
            yield messages.StreamPosesRequest(batch_number=2, frames=[frame])

        with segmenter_channel(address) as channel:
            answers = iter(SegmentationServiceStub(channel).StreamPoses(batches()))
            assert next(answers).batch_number == 1
            with pytest.raises(grpc.RpcError) as too_many:
                stream(address, [[pose_frame_message(three_reps[0])]])
            sent.set()
            assert next(answers).batch_number == 2
        assert too_many.value.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
        assert "expected at most 1 streams at a time" in str(too_many.value.details())
        assert segmenter.metric('spotter_segmenter_calls_refused_total{reason="full"}') == 1
    assert logged_us(gym) == [three_reps[0].captured_us]


def test_poses_of_a_station_that_cannot_be_one_are_not_looked_for(address: str) -> None:
    with segmenter_channel(address) as channel, pytest.raises(grpc.RpcError) as refusal:
        SegmentationServiceStub(channel).GetLatestPoses(
            messages.GetLatestPosesRequest(station_id="r" * 1_000_000)
        )
    assert refusal.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert "a station id is" in str(refusal.value.details())
    assert len(str(refusal.value.details())) < 300


def test_a_log_that_ends_in_the_future_is_begun_anew(gym: redis.Redis) -> None:
    a_year_us = 365 * 24 * 3600 * 10**6
    poses = squats(80, STANDING, start_us=wall_clock_us() + a_year_us)
    ahead = Replica(gym, now_us=lambda: wall_clock_us() + a_year_us)
    ahead.add(pose_frames("rack-1", {1: poses}))
    replica = Replica(gym)
    assert replica.segmenter.latest("rack-1") is None
    before = len(stored_reps(gym))
    replica.add(THREE_REPS)
    assert logged_us(gym) == [frame.captured_us for frame in THREE_REPS]
    assert len(stored_reps(gym)) == before + 3
    assert replica.count("pose_logs_restarted_total") == 1


def test_a_film_played_faster_than_it_was_filmed_leaves_the_clock_and_is_cut(
    gym: redis.Redis,
) -> None:
    put_station(gym, "film", leaves_clock=True)
    an_hour_us = 3600 * 10**6
    poses = squats(80, 85, 78, STANDING, start_us=wall_clock_us() + an_hour_us)
    frames = pose_frames("film", {1: poses})
    replica = Replica(gym)
    for part in (frames[:50], frames[50:]):
        replica.add(part)
    assert len(stored_reps(gym)) == 3
    latest = replica.segmenter.latest("film")
    assert latest is not None
    assert latest.captured_us == frames[-1].captured_us
    assert replica.count("pose_logs_restarted_total") == 0
