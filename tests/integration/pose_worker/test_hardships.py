"""Pose workers with old or broken frames, without a segmenter, a model or Redis."""

import socket
from functools import partial
from itertools import islice
from threading import Event

import numpy as np
import psutil
import pytest
import redis

from spotter.estimators.estimator import Estimator
from spotter.movement.values.body.skeleton import Joint
from spotter.pictures.jpeg import encode_jpeg
from spotter.simulation.athletes.look import Look
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.film import film
from spotter.simulation.motion.performance import Plan, perform
from spotter.wire.names import (
    POSE_GROUP,
    POSE_WORKERS,
    SEGMENTERS,
    STATIONS,
    frame_stream,
)
from support.hand_clock import HandClock
from support.networks.disc_estimator import DiscEstimator, disc_picture
from support.networks.gated_estimator import gated_worker
from support.networks.pose_models import pulled_models
from support.processes.pose_worker_thread import pose_worker_thread
from support.processes.recording_segmenter import RecordingSegmenter
from support.processes.running_pose_worker import (
    BUDGET_S,
    PATIENT,
    STATION,
    StartWorker,
    add_frame,
    captured,
    open_station,
    pending,
    received,
)
from support.processes.service_process import service_process
from support.servers.redis_server import free_port, redis_server
from support.waiting import until


def test_stale_frames_are_skipped_and_counted(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    for number in range(12):
        add_frame(redis_client, number, age_s=2 * BUDGET_S)
    with start_worker() as worker:
        until(lambda: worker.dropped("stale") == 12, what="the old frames skipped")
        add_frame(redis_client, 12)
        until(lambda: segmenter.of(STATION), what="the fresh frame")
        until(lambda: not pending(redis_client), what="all acknowledged")
        assert worker.metric("frames_in_total", station=STATION) == 13
    assert captured(segmenter) == [12]


def test_frames_that_used_up_most_of_the_budget_are_skipped_and_counted_as_stale(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    for number, age_ratio in enumerate([0.95, 0.9, 0.8, 0.1, 0]):
        add_frame(redis_client, number, age_s=age_ratio * BUDGET_S)
    with start_worker() as worker:
        until(lambda: captured(segmenter)[-1:] == [4], what="the latest frame")
        until(lambda: not pending(redis_client), what="all done with")
        assert worker.dropped("stale") == 3
    assert captured(segmenter) == [3, 4]


def test_stale_frames_that_a_dead_worker_left_are_skipped_and_counted_and_it_is_forgotten(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    stream = frame_stream(STATION)
    open_station(redis_client)
    redis_client.xgroup_create(stream, POSE_GROUP, id="0", mkstream=True)
    for number in range(3):
        add_frame(redis_client, number, age_s=2 * BUDGET_S)
    redis_client.xreadgroup(POSE_GROUP, "dead", {stream: ">"}, count=3)
    with start_worker() as worker:
        until(lambda: worker.dropped("stale") == 3, what="what the dead worker left")
        until(lambda: not pending(redis_client), what="its acknowledgement")
        until(
            lambda: (
                b"dead" not in [c["name"] for c in redis_client.xinfo_consumers(stream, "pose")]
            ),
            what="the dead worker forgotten",
        )
    assert captured(segmenter) == []


def test_frames_trimmed_before_a_dead_workers_are_taken_over_are_counted(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    stream = frame_stream(STATION)
    open_station(redis_client)
    redis_client.xgroup_create(stream, POSE_GROUP, id="0", mkstream=True)
    for number in range(4):
        add_frame(redis_client, number)
    redis_client.xreadgroup(POSE_GROUP, "dead", {stream: ">"}, count=3)
    redis_client.xtrim(stream, maxlen=2, approximate=False)
    with start_worker() as worker:
        until(lambda: worker.dropped("trimmed") == 2, what="the trimmed frames")
        until(lambda: captured(segmenter) == [2, 3], what="the frames that are there")
        until(lambda: not pending(redis_client), what="all acknowledged")


@pytest.mark.parametrize(
    "broken",
    [
        encode_jpeg(disc_picture((100, 120)))[:1500],
        b"no picture at all",
        b"\xff\xd8",
    ],
    ids=["truncated", "text", "start only"],
)
def test_a_broken_jpeg_is_counted_without_further_harm(
    start_worker: StartWorker,
    segmenter: RecordingSegmenter,
    redis_client: redis.Redis,
    broken: bytes,
) -> None:
    open_station(redis_client)
    open_station(redis_client, "rack-2")
    with start_worker() as worker:
        add_frame(redis_client, 0)
        add_frame(redis_client, 1, jpeg=broken)
        add_frame(redis_client, 2)
        add_frame(redis_client, 0, station_id="rack-2")
        until(lambda: captured(segmenter) == [0, 2], what="the frames around it")
        until(lambda: captured(segmenter, "rack-2") == [0], what="the other station's frame")
        until(lambda: not pending(redis_client), what="all acknowledged")
        assert worker.dropped("undecodable") == 1
        [line] = [line for line in worker.service.lines if line["event"] == "frames dropped"]
        assert (line["station_id"], line["reason"]) == (STATION, "undecodable")
        assert "expected a" in line["detail"]


def test_unreadable_frames_and_stations_do_no_further_harm(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    redis_client.hset(STATIONS, "rubbish", b"\xff\xff\xff")
    with start_worker() as worker:
        redis_client.xadd(frame_stream(STATION), {"what": "ever"})
        add_frame(redis_client, 1)
        until(lambda: captured(segmenter) == [1], what="the frame")
        assert worker.dropped("undecodable") == 1


def test_a_worker_without_a_segmenter_is_not_ready_and_starts_when_one_comes(
    start_worker: StartWorker, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    redis_client.delete(SEGMENTERS)
    with start_worker() as worker:
        add_frame(redis_client, 0)
        until(lambda: worker.metric("stations") == 0, what="the first answer")
        assert not worker.is_ready()
        segmenter = RecordingSegmenter(redis_client)
        segmenter.start()
        try:
            until(worker.is_ready, what="readiness")
            add_frame(redis_client, 1)
            until(lambda: 1 in captured(segmenter), what="the poses")
        finally:
            segmenter.stop()


def test_when_the_frames_are_gone_with_their_groups_new_ones_are_read(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    with start_worker():
        add_frame(redis_client, 0)
        until(lambda: captured(segmenter) == [0], what="the first frame")
        redis_client.delete(frame_stream(STATION))
        add_frame(redis_client, 1)
        until(lambda: captured(segmenter) == [0, 1], what="the frame after the loss")


def test_many_stations_share_one_worker_and_each_keeps_its_order(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    stations = [f"rack-{number}" for number in range(6)]
    for station_id in stations:
        open_station(redis_client, station_id)
    with start_worker() as worker:
        until(lambda: worker.metric("stations") == 6, what="all stations")
        for number in range(30):
            for station_id in stations:
                add_frame(redis_client, number, station_id=station_id)
        until(lambda: len(segmenter.frames) == 180, what="all poses")
    for station_id in stations:
        assert captured(segmenter, station_id) == list(range(30))
    assert segmenter.batch_numbers == list(range(1, len(segmenter.batch_numbers) + 1))


def test_a_worker_survives_a_restart_of_redis_that_forgets_everything() -> None:
    port = free_port()
    with redis_server(port) as url, redis.Redis.from_url(url) as client:
        open_station(client)
        segmenter = RecordingSegmenter(client)
        segmenter.start()
        settings = {**PATIENT, "redis_url": url, "pose_worker_name": "worker-1"}
        with service_process("support.processes.disc_pose_worker", **settings) as running:
            try:
                add_frame(client, 0)
                until(lambda: captured(segmenter) == [0], what="the first frame")
                client.shutdown(nosave=True)
                running.line("Redis does not answer")
                with redis_server(port):
                    open_station(client)
                    until(lambda: client.zscore(POSE_WORKERS, "worker-1"), what="a new beat")
                    until(lambda: client.exists(frame_stream(STATION)), what="the group")
                    add_frame(client, 1)
                    until(lambda: captured(segmenter) == [0, 1], what="the next frame")
                    until(lambda: not pending(client), what="its acknowledgement")
            finally:
                segmenter.stop()


def test_a_worker_is_neither_ready_nor_a_member_while_its_model_loads(
    redis_url: str, redis_client: redis.Redis
) -> None:
    loaded = Event()

    def load() -> Estimator:
        loaded.wait()
        return DiscEstimator()

    with pose_worker_thread(load, redis_url=redis_url, pose_worker_name="slow") as worker:
        try:
            until(lambda: "model" in worker.readiness.problems(), what="the model's condition")
            assert redis_client.zscore(POSE_WORKERS, "slow") is None
        finally:
            loaded.set()
        until(lambda: redis_client.zscore(POSE_WORKERS, "slow"), what="the first beat")
        assert "model" not in worker.readiness.problems()
    assert redis_client.zscore(POSE_WORKERS, "slow") is None


def test_a_worker_that_falls_behind_skips_old_frames(
    redis_url: str, redis_client: redis.Redis, segmenter: RecordingSegmenter
) -> None:
    open_station(redis_client)
    clock = HandClock()
    with gated_worker(redis_url, clock, **PATIENT) as (worker, estimator):
        until(lambda: not worker.readiness.problems(), what="readiness")
        for number in range(40):
            add_frame(redis_client, number)
        until(lambda: estimator.begun, what="the first frame with the estimator")
        until(lambda: len(pending(redis_client)) >= 3, what="the reader having read ahead")
        clock.now_s += 2 * BUDGET_S
        estimator.open()
        until(lambda: not pending(redis_client), what="all of them done with")
        add_frame(redis_client, 40, age_s=-2 * BUDGET_S)
        until(lambda: captured(segmenter)[-1:] == [40], what="the fresh frame")
        dropped = worker.metric("frames_dropped_total", station=STATION, reason="stale")
    # The first was with the estimator already; one gathered and one outside grew old here.
    assert captured(segmenter) == [0, 40]
    assert dropped == 39


def test_an_unknown_estimator_is_named_with_the_available_ones(redis_url: str) -> None:
    with service_process("pose_worker", redis_url=redis_url, pose="magic") as running:
        assert running.wait() == 1
    said = running.lines[-1]["reason"]
    assert "blazepose-full" in said
    assert "'magic'" in said


def test_an_invalid_setting_is_named() -> None:
    with service_process("pose_worker", latency_budget_s="soon") as running:
        assert running.wait() == 2
    said = " ".join(line["event"] for line in running.lines)
    assert "SPOTTER_LATENCY_BUDGET_S: expected " in said
    assert "Traceback" not in said


def test_a_taken_status_port_is_named(redis_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with service_process("pose_worker", redis_url=redis_url, status_port=port) as running:
            assert running.wait() == 1
    assert f"127.0.0.1:{port} to be free" in running.lines[-1]["reason"]


def test_blazepose_follows_a_rendered_athlete_within_350_megabytes(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    models = pulled_models()
    rng = np.random.default_rng(3)
    performance, camera = perform(Plan("squat", reps=1), rng), Camera(yaw_deg=30.0)
    pictures = [encode_jpeg(bgr) for bgr in islice(film(performance, camera, Look(), rng), 30)]
    truth = performance.poses(camera).keypoints
    open_station(redis_client)
    with start_worker(service="pose_worker", models_dir=models.folder) as worker:
        for number, jpeg in enumerate(pictures):
            add_frame(redis_client, number, jpeg=jpeg)
            until(partial(received, segmenter, number + 1), what="its poses")
        assert psutil.Process(worker.process.pid).memory_info().rss < 350e6
    for frame, true in zip(segmenter.of(STATION), truth, strict=False):
        [person] = frame.people
        assert person.track_id == 1
        torso_px = np.linalg.norm(true[Joint.NECK, :2] - true[Joint.MID_HIP, :2])
        off_px = np.linalg.norm(person.keypoints[:, :2] - true[:, :2], axis=1)
        assert np.nanmedian(off_px) < 0.2 * torso_px
