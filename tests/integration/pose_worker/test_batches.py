"""A pose worker's concurrent stages, with an estimator that waits at gates."""

from collections.abc import Sequence

import pytest
import redis

from spotter.estimators.errors import EstimatorError
from spotter.estimators.estimator import Estimation, Person, Picture
from spotter.pictures.jpeg import encode_jpeg
from spotter.runtime.redis.membership import live_members
from spotter.wire.names import POSE_WORKERS
from support.networks.disc_estimator import DiscEstimator, disc_picture
from support.networks.gated_estimator import GatedEstimator, gated_worker
from support.processes.pose_worker_thread import WorkerThread, pose_worker_thread
from support.processes.recording_segmenter import RecordingSegmenter
from support.processes.running_pose_worker import (
    PATIENT,
    STATION,
    StartWorker,
    add_frame,
    captured,
    open_station,
    pending,
)
from support.waiting import until

FOR_EVER_S = 3600


def numbers(batches: list[list[tuple[str, int]]]) -> list[list[tuple[str, int]]]:
    """The batches, as each frame's station and number."""
    return [
        [(station_id, captured_us // 66_667) for station_id, captured_us in batch]
        for batch in batches
    ]


def open_stations(client: redis.Redis, worker: WorkerThread, *station_ids: str) -> None:
    for station_id in station_ids:
        open_station(client, station_id)
    until(lambda: worker.metric("stations") == len(station_ids), what="the stations taken over")


def begin_with(client: redis.Redis, estimator: GatedEstimator, station_id: str) -> None:
    """Keep the estimator busy: the network has finished a frame whose maps are not decoded."""
    add_frame(client, 0, station_id=station_id)
    estimator.network.release()
    until(lambda: estimator.begun, what="the first frame with the estimator")


@pytest.mark.usefixtures("segmenter")
def test_a_batch_fills_with_frames_of_several_stations_while_the_estimator_is_busy(
    redis_url: str, redis_client: redis.Redis
) -> None:
    settings = {**PATIENT, "pose_batch_size": 3, "pose_batch_wait_s": FOR_EVER_S}
    with gated_worker(redis_url, **settings) as (worker, estimator):
        open_stations(redis_client, worker, "a", "b", "c", "d", "e")
        begin_with(redis_client, estimator, "a")
        for station_id in "bcd":
            add_frame(redis_client, 1, station_id=station_id)
        until(lambda: len(estimator.begun) == 2, what="the full batch")
        assert numbers(estimator.begun) == [[("a", 0)], [("b", 1), ("c", 1), ("d", 1)]]


@pytest.mark.usefixtures("segmenter")
def test_a_partial_batch_starts_when_its_wait_is_over(
    redis_url: str, redis_client: redis.Redis
) -> None:
    settings = {**PATIENT, "pose_batch_size": 3, "pose_batch_wait_s": 0.01}
    with gated_worker(redis_url, **settings) as (worker, estimator):
        open_stations(redis_client, worker, "a", "b", "c", "d", "e")
        begin_with(redis_client, estimator, "a")
        add_frame(redis_client, 1, station_id="b")
        until(lambda: len(estimator.begun) == 2, what="the batch that did not fill")
        assert numbers(estimator.begun) == [[("a", 0)], [("b", 1)]]


def test_a_flooding_station_starves_no_other_and_each_keeps_its_order(
    redis_url: str, redis_client: redis.Redis, segmenter: RecordingSegmenter
) -> None:
    with gated_worker(redis_url, pose_batch_size=2, **PATIENT) as (worker, estimator):
        open_stations(redis_client, worker, "flood", "b", "c")
        for number in range(60):
            add_frame(redis_client, number, station_id="flood")
        until(lambda: estimator.begun, what="the flood with the estimator")
        for number in range(10):
            for station_id in "bc":
                add_frame(redis_client, number, station_id=station_id)
        estimator.open()
        until(lambda: len(segmenter.frames) == 80, what="all poses")
        order = [frame for batch in numbers(estimator.begun) for frame in batch]
    floods_before = [frame[0] for frame in order[: order.index(("c", 9))]].count("flood")
    # Three were decoded before the others came, then each station had its turn.
    assert floods_before <= 3 + 10 + 1
    assert captured(segmenter, "flood") == list(range(60))
    assert captured(segmenter, "b") == captured(segmenter, "c") == list(range(10))


def test_jpegs_and_maps_are_decoded_while_the_network_is_busy(
    redis_url: str, redis_client: redis.Redis, segmenter: RecordingSegmenter
) -> None:
    open_station(redis_client)
    with gated_worker(redis_url, **PATIENT) as (worker, estimator):
        begin_with(redis_client, estimator, STATION)
        add_frame(redis_client, 1)
        until(lambda: len(estimator.begun) == 2, what="the network at work on the next frame")
        add_frame(redis_client, 2, jpeg=b"\xff\xd8 no picture")
        until(
            lambda: worker.metric("frames_dropped_total", station=STATION, reason="undecodable"),
            what="a JPEG looked at",
        )
        add_frame(redis_client, 3)
        assert numbers(estimator.begun) == [[(STATION, 0)], [(STATION, 1)]]
        assert estimator.finished == []
        estimator.maps.release()
        until(lambda: captured(segmenter) == [0], what="the first frame's poses")
        assert len(estimator.begun) == 2  # the network is still at work on the second
        estimator.open()
        until(lambda: captured(segmenter) == [0, 1, 3], what="all poses")


def test_a_damaged_jpeg_does_not_affect_the_rest_of_its_batch(
    redis_url: str, redis_client: redis.Redis, segmenter: RecordingSegmenter
) -> None:
    with gated_worker(redis_url, pose_batch_size=4, **PATIENT) as (worker, estimator):
        open_stations(redis_client, worker, "a", "b", "c", "d")
        for number in range(3):
            add_frame(redis_client, number, station_id="a")
        until(lambda: worker.metric("frames_in_total", station="a") == 3, what="three frames read")
        until(lambda: estimator.begun, what="the first with the estimator, the third outside")
        whole = encode_jpeg(disc_picture((100, 120)))
        for station_id, jpeg in {"b": whole, "c": whole[:1500], "d": whole}.items():
            add_frame(redis_client, 0, station_id=station_id, jpeg=jpeg)
        estimator.open()
        until(lambda: len(segmenter.frames) == 5, what="all other poses")
        until(lambda: not pending(redis_client, "c"), what="the damaged one given up")
        assert worker.metric("frames_dropped_total", station="c", reason="undecodable") == 1
    assert captured(segmenter, "b") == captured(segmenter, "d") == [0]


def test_a_stopped_worker_finishes_its_batches_and_leaves_the_rest(
    redis_url: str,
    redis_client: redis.Redis,
    segmenter: RecordingSegmenter,
    start_worker: StartWorker,
) -> None:
    open_station(redis_client)
    with gated_worker(redis_url, **PATIENT) as (worker, estimator):
        begin_with(redis_client, estimator, STATION)
        for number in range(1, 20):
            add_frame(redis_client, number)
        until(lambda: len(estimator.begun) == 2, what="two frames in work")
        worker.tell_to_stop()
        estimator.open()
        worker.join()
        assert worker.error is None
        assert redis_client.zcard(POSE_WORKERS) == 0
        finished = [captured_us // 66_667 for [(_, captured_us)] in estimator.finished]
    assert finished == captured(segmenter)
    assert finished[:2] == [0, 1]
    with start_worker("heir"):
        until(lambda: captured(segmenter) == list(range(20)), what="the rest")
        until(lambda: not pending(redis_client), what="all acknowledged")


class Failing(DiscEstimator):
    """Fails on the third frame; ``in_begin`` says at which stage."""

    def __init__(self, *, in_begin: bool) -> None:
        self._in_begin = in_begin

    def begin(self, pictures: Sequence[Picture]) -> Estimation:
        is_too_much = any(picture.captured_us // 66_667 == 2 for picture in pictures)
        estimation = super().begin(pictures)

        def fail() -> list[tuple[Person, ...]]:
            raise EstimatorError("expected memory for one picture; found none left")

        if is_too_much and self._in_begin:
            fail()
        return fail if is_too_much else estimation


@pytest.mark.parametrize("in_begin", [True, False], ids=["in the network", "in its maps"])
def test_a_failing_estimator_ends_the_worker_and_its_frames_go_to_another(
    *,
    redis_url: str,
    redis_client: redis.Redis,
    segmenter: RecordingSegmenter,
    start_worker: StartWorker,
    in_begin: bool,
) -> None:
    open_station(redis_client)
    failing = Failing(in_begin=in_begin)
    with pose_worker_thread(lambda: failing, redis_url=redis_url, **PATIENT) as worker:
        for number in range(10):
            add_frame(redis_client, number)
        worker.join()
        assert isinstance(worker.error, EstimatorError)
        assert str(worker.error) == "expected memory for one picture; found none left"
    assert redis_client.zcard(POSE_WORKERS) == 0
    assert 2 not in captured(segmenter)
    with start_worker("heir"):
        until(lambda: captured(segmenter)[-1:] == [9], what="the frames that were left")
        until(lambda: not pending(redis_client), what="all acknowledged")
    assert list(dict.fromkeys(captured(segmenter))) == list(range(10))


@pytest.mark.usefixtures("segmenter")
def test_a_worker_whose_estimate_hangs_is_stuck_and_leaves_the_group(
    redis_url: str, redis_client: redis.Redis
) -> None:
    timeout_s = 1.0
    settings = {**PATIENT, "member_timeout_s": timeout_s}
    with gated_worker(redis_url, stuck_after_s=1.0, **settings) as (worker, estimator):
        open_stations(redis_client, worker, STATION)
        begin_with(redis_client, estimator, STATION)
        until(lambda: "main loop" in worker.readiness.problems(), what="the worker being stuck")
        until(
            lambda: not live_members(redis_client, POSE_WORKERS, timeout_s=timeout_s),
            what="its last beat being long ago",
        )
        estimator.open()
        until(
            lambda: live_members(redis_client, POSE_WORKERS, timeout_s=timeout_s),
            what="its next beat",
        )


@pytest.mark.usefixtures("segmenter")
def test_a_worker_whose_estimate_hangs_can_be_stopped_and_its_frame_stays_pending(
    redis_url: str, redis_client: redis.Redis
) -> None:
    with gated_worker(redis_url, stuck_after_s=1.0, **PATIENT) as (worker, estimator):
        open_stations(redis_client, worker, STATION)
        begin_with(redis_client, estimator, STATION)
        worker.tell_to_stop()
        worker.join()
        assert estimator.finished == []
        assert redis_client.zcard(POSE_WORKERS) == 0
        assert len(pending(redis_client)) == 1
