"""Real pose worker processes between a real Redis and a real gRPC segmenter."""

import json
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from itertools import islice
from threading import Event, Thread
from typing import cast

import numpy as np
import psutil
import pytest
import redis
from prometheus_client import CollectorRegistry

from estimators.estimator import Estimator, Person, Picture
from movement.skeleton import Joint
from pictures.jpeg import encode_jpeg
from pose_worker.entry_ids import entry_ms
from pose_worker.frame_streams import FrameStreams
from pose_worker.metrics import Metrics
from pose_worker.process import run
from pose_worker.settings import Settings
from runtime.health import Readiness
from runtime.membership import server_time_s
from runtime.rendezvous import owner
from simulation.camera import Camera
from simulation.film import film
from simulation.look import Look
from simulation.performance import Plan, perform
from support.disc_estimator import DiscEstimator, disc_person, disc_picture
from support.pose_models import pulled_models
from support.recording_segmenter import RecordingSegmenter
from support.redis_server import free_port, redis_server
from support.service_process import ServiceProcess, service_process
from support.waiting import until
from wire.frames import Frame, frame_fields
from wire.names import POSE_GROUP, POSE_WORKERS, SEGMENTERS, STATIONS, frame_stream
from wire.stations import Station, Zone, station_bytes

TRACE_ID = "0af7651916cd43dd8448eb211c80319c"
STATION = "rack-1"
PATIENT = {"latency_budget_s": 30}
"""On a busy machine a test's frames grow old."""


class Worker:
    """A worker process that answers."""

    def __init__(self, name: str, service: ServiceProcess) -> None:
        self.name = name
        self.process = service.process
        self.service = service

    def metric(self, name: str, **labels: str) -> float:
        """A metric's value; 0 while it has none."""
        shown = ",".join(f'{key}="{value}"' for key, value in labels.items())
        try:
            return self.service.metric(
                f"spotter_pose_worker_{name}" + (f"{{{shown}}}" if shown else "")
            )
        except AssertionError:
            return 0.0

    def dropped(self, reason: str, station_id: str = STATION) -> float:
        return self.metric("frames_dropped_total", reason=reason, station=station_id)

    def is_ready(self) -> bool:
        return bool(json.loads(self.service.get("/readyz"))["status"] == "ready")


StartWorker = Callable[..., AbstractContextManager[Worker]]


@pytest.fixture
def start_worker(redis_url: str, redis_client: redis.Redis) -> StartWorker:
    """Starts a worker and waits until others can see it; it is killed at the end."""

    @contextmanager
    def start(
        name: str = "worker-1", service: str = "support.disc_pose_worker", **settings: object
    ) -> Iterator[Worker]:
        settings = {**PATIENT, "redis_url": redis_url, "pose_worker_name": name, **settings}
        with service_process(service, **settings) as running:
            until(
                lambda: redis_client.zscore(POSE_WORKERS, name) is not None,
                what="the worker's first beat",
            )
            running.line("started")
            yield Worker(name, running)

    return start


@pytest.fixture
def segmenter(redis_client: redis.Redis) -> Iterator[RecordingSegmenter]:
    segmenter = RecordingSegmenter(redis_client)
    segmenter.start()
    yield segmenter
    segmenter.stop()


def open_station(client: redis.Redis, station_id: str = STATION, zone: Zone | None = None) -> None:
    station = Station(station_id, station_id, "squat", zone, 15.0)
    client.hset(STATIONS, station_id, station_bytes(station))


def add_frame(
    client: redis.Redis,
    number: int,
    *middles: tuple[int, int],
    station_id: str = STATION,
    jpeg: bytes | None = None,
    age_s: float = 0.0,
) -> bytes:
    """Put a frame in the station's stream, captured ``number`` / 15 s after time began."""
    jpeg = jpeg or encode_jpeg(disc_picture(*(middles or [(100 + number % 100, 120)])))
    frame = Frame(station_id, 1 + number * 66_667, 320, 240, TRACE_ID, jpeg)
    added_ms = round((server_time_s(client) - age_s) * 1000)
    entry_id = f"{added_ms}-{number}" if age_s else "*"
    fields = {**frame_fields(frame)}
    return cast("bytes", client.xadd(frame_stream(station_id), fields, id=entry_id))  # type: ignore[arg-type] # dict is invariant


def pending(client: redis.Redis, station_id: str = STATION) -> list[tuple[bytes, str]]:
    found = FrameStreams(client, "observer").pending(station_id)
    return [(entry.entry_id, entry.consumer) for entry in found]


def captured(segmenter: RecordingSegmenter, station_id: str = STATION) -> list[int]:
    """The numbers of the frames that the segmenter got."""
    return [frame.captured_us // 66_667 for frame in segmenter.of(station_id)]


def received(segmenter: RecordingSegmenter, frames: int) -> bool:
    return len(segmenter.frames) == frames


def test_poses_reach_the_segmenter_with_everything_that_belongs_to_them(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client, zone=Zone(0.5, 0.0, 1.0, 1.0))
    with start_worker() as worker:
        add_frame(redis_client, 0, (60, 100), (240, 120))
        [frame] = until(lambda: segmenter.of(STATION), what="the poses")
        until(worker.is_ready, what="readiness")
    assert (frame.captured_us, frame.width_px, frame.height_px) == (1, 320, 240)
    assert frame.trace_id == TRACE_ID
    [person] = frame.people
    assert person.track_id == 1
    np.testing.assert_allclose(person.keypoints, disc_person(240, 120), atol=1)


def test_a_frame_is_acknowledged_only_after_the_segmenter_has_acknowledged_its_poses(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    segmenter.acknowledging.clear()
    with start_worker() as worker:
        entry_ids = [add_frame(redis_client, number) for number in range(3)]
        until(lambda: worker.metric("frames_unacked") == 3, what="three frames on their way")
        assert pending(redis_client) == [(entry_id, worker.name) for entry_id in entry_ids]
        segmenter.acknowledging.set()
        until(lambda: not pending(redis_client), what="the acknowledgement in Redis")
        assert worker.metric("frames_acked_total") == 3
        assert worker.metric("frames_unacked") == 0


def test_when_the_segmenter_dies_and_comes_back_every_frame_arrives_in_order(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    with start_worker() as worker:
        add_frame(redis_client, 0)
        until(lambda: 0 in captured(segmenter), what="the first frame")
        segmenter.acknowledging.clear()
        add_frame(redis_client, 1)
        until(lambda: 1 in captured(segmenter), what="a frame that is never acknowledged")
        segmenter.stop()
        for number in range(2, 20):
            add_frame(redis_client, number)
        until(lambda: worker.metric("people_total") == 20, what="all frames worked on")
        until(lambda: not worker.is_ready(), what="not being ready without a segmenter")
        segmenter.acknowledging.set()
        segmenter.start()
        until(lambda: not pending(redis_client), what="all acknowledgements")
        until(worker.is_ready, what="readiness")
    first_sights = list(dict.fromkeys(captured(segmenter)))
    assert first_sights == list(range(20))
    assert captured(segmenter).count(1) == 2


def test_poses_that_a_dead_segmenter_did_not_acknowledge_go_to_the_one_that_lives(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    other = RecordingSegmenter(redis_client)
    other.start()
    addresses = [f"127.0.0.1:{each.port}" for each in (segmenter, other)]
    station_id = next(
        f"rack-{i}" for i in range(100) if owner(f"rack-{i}", addresses) == addresses[1]
    )
    open_station(redis_client, station_id)
    with start_worker():
        add_frame(redis_client, 0, station_id=station_id)
        until(lambda: captured(other, station_id) == [0], what="the first frame")
        until(lambda: not pending(redis_client, station_id), what="its acknowledgement")
        other.acknowledging.clear()
        add_frame(redis_client, 1, station_id=station_id)
        until(lambda: captured(other, station_id) == [0, 1], what="the unacknowledged frame")
        other.stop()
        add_frame(redis_client, 2, station_id=station_id)
        until(lambda: not pending(redis_client, station_id), what="all acknowledged")
    assert captured(segmenter, station_id) == [1, 2]


def test_a_segmenter_that_acknowledges_nothing_is_reconnected_and_gets_all_again(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    segmenter.acknowledging.clear()
    with start_worker(ack_timeout_s=0.5):
        add_frame(redis_client, 0)
        until(lambda: captured(segmenter).count(0) >= 2, what="the same frame again")
        segmenter.acknowledging.set()
        until(lambda: not pending(redis_client), what="the acknowledgement")


def test_poses_that_no_segmenter_takes_are_given_up_and_counted(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    with start_worker(unsent_limit_frames=5) as worker:
        add_frame(redis_client, 0)
        until(lambda: captured(segmenter) == [0], what="the first frame")
        until(lambda: worker.metric("frames_acked_total") == 1, what="its acknowledgement")
        segmenter.stop()
        for number in range(1, 9):
            add_frame(redis_client, number)
        until(lambda: worker.dropped("unsent") == 3, what="the three oldest given up")
        until(lambda: len(pending(redis_client)) == 5, what="no more than the limit kept")
        segmenter.start()
        until(lambda: not pending(redis_client), what="the rest acknowledged")
    assert captured(segmenter) == [0, 4, 5, 6, 7, 8]


def test_a_killed_workers_stations_and_fresh_frames_are_taken_over_and_tracks_go_on(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    names = ("worker-1", "worker-2")
    station_id = next(f"rack-{i}" for i in range(100) if owner(f"rack-{i}", names) == "worker-1")
    eager = {"member_timeout_s": 1}
    open_station(redis_client, station_id)
    with start_worker("worker-2", **eager) as heir, start_worker("worker-1", **eager) as worker:
        until(lambda: worker.metric("stations") == 1, what="the station's owner")
        until(lambda: heir.metric("stations") == 0, what="the other letting go")
        for number, middles in enumerate([[(50, 120), (200, 120)], [(50, 120), (200, 120)]]):
            add_frame(redis_client, number, *middles, station_id=station_id)
        add_frame(redis_client, 2, (50, 120), station_id=station_id)
        until(lambda: captured(segmenter, station_id) == [0, 1, 2], what="frames of the owner")
        until(lambda: not pending(redis_client, station_id), what="their acknowledgement")
        worker.process.send_signal(signal.SIGSTOP)
        # What the owner had just read when it died.
        fresh = [add_frame(redis_client, 3 + i, (55, 120), station_id=station_id) for i in (0, 1)]
        assert FrameStreams(redis_client, "worker-1").read([station_id], block_ms=None)
        assert pending(redis_client, station_id) == [(entry_id, "worker-1") for entry_id in fresh]
        worker.process.kill()
        add_frame(redis_client, 5, (60, 120), (210, 60), station_id=station_id)
        until(lambda: captured(segmenter, station_id)[-1] == 5, what="the heir's frames")
        until(lambda: not pending(redis_client, station_id), what="all acknowledged")
    assert captured(segmenter, station_id) == [0, 1, 2, 3, 4, 5]
    given = [[person.track_id for person in frame.people] for frame in segmenter.of(station_id)]
    # In the end the one who was there, and somebody new with an id that nobody had before.
    assert given == [[1, 2], [1, 2], [1], [1], [1], [1, 3]]


def test_a_station_changes_hands_only_when_its_worker_has_finished_what_it_has_in_hand(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    names = ("worker-1", "worker-2")
    station_id = next(f"rack-{i}" for i in range(100) if owner(f"rack-{i}", names) == "worker-2")
    open_station(redis_client, station_id)
    segmenter.acknowledging.clear()
    with start_worker("worker-1") as former:
        for number in range(3):
            add_frame(redis_client, number, station_id=station_id)
        until(lambda: former.metric("frames_unacked") == 3, what="frames in hand")
        with start_worker("worker-2") as new:
            until(lambda: former.metric("stations") == 0, what="the former worker letting go")
            assert new.metric("stations") == 0
            segmenter.acknowledging.set()
            until(lambda: new.metric("stations") == 1, what="the new worker taking over")
            add_frame(redis_client, 3, station_id=station_id)
            until(lambda: captured(segmenter, station_id) == [0, 1, 2, 3], what="all frames")
    assert {p.track_id for frame in segmenter.of(station_id) for p in frame.people} == {1}


def test_a_worker_that_is_told_to_stop_finishes_and_hands_over_at_once(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    with start_worker() as worker:
        for number in range(5):
            add_frame(redis_client, number)
        until(lambda: 4 in captured(segmenter), what="the poses")
        worker.process.terminate()
        assert worker.process.wait(20) == 0
    assert redis_client.zscore(POSE_WORKERS, "worker-1") is None
    assert pending(redis_client) == []
    assert captured(segmenter) == [0, 1, 2, 3, 4]


def test_stale_frames_are_skipped_and_counted(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    for number in range(12):
        add_frame(redis_client, number, age_s=60)
    with start_worker() as worker:
        until(lambda: worker.dropped("stale") == 12, what="the old frames skipped")
        add_frame(redis_client, 12)
        until(lambda: segmenter.of(STATION), what="the fresh frame")
        until(lambda: not pending(redis_client), what="all acknowledged")
        assert worker.metric("frames_in_total", station=STATION) == 13
    assert captured(segmenter) == [12]


def test_stale_frames_that_a_dead_worker_left_are_skipped_and_counted_and_it_is_forgotten(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    stream = frame_stream(STATION)
    open_station(redis_client)
    redis_client.xgroup_create(stream, POSE_GROUP, id="0", mkstream=True)
    for number in range(3):
        add_frame(redis_client, number, age_s=60)
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
def test_a_broken_jpeg_is_counted_and_harms_nobody(
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
        assert (line["station"], line["reason"]) == (STATION, "undecodable")
        assert "expected a" in line["detail"]


def test_an_entry_that_is_no_frame_and_a_station_that_is_no_station_harm_nobody(
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
        with service_process("support.disc_pose_worker", **settings) as running:
            try:
                add_frame(client, 0)
                until(lambda: captured(segmenter) == [0], what="the first frame")
                client.shutdown(nosave=True)
                running.line("no heartbeat")
                with redis_server(port):
                    open_station(client)
                    until(lambda: client.zscore(POSE_WORKERS, "worker-1"), what="a new beat")
                    until(lambda: client.exists(frame_stream(STATION)), what="the group")
                    add_frame(client, 1)
                    until(lambda: captured(segmenter) == [0, 1], what="the next frame")
                    until(lambda: not pending(client), what="its acknowledgement")
            finally:
                segmenter.stop()


@contextmanager
def in_a_thread(
    estimator: Estimator, loaded: Event, **settings: str | float
) -> Iterator[Readiness]:
    """A worker in this process, whose model is there once it is ``loaded``."""
    readiness, stopping, metrics = Readiness(), Event(), Metrics(CollectorRegistry())

    def load() -> Estimator:
        loaded.wait()
        return estimator

    chosen = Settings.model_validate(settings)
    worker = Thread(target=run, args=(chosen, load, metrics, readiness, stopping))
    worker.start()
    try:
        yield readiness
    finally:
        loaded.set()
        stopping.set()
        worker.join()


def test_a_worker_is_neither_ready_nor_a_member_while_its_model_loads(
    redis_url: str, redis_client: redis.Redis
) -> None:
    loaded = Event()
    names = {"redis_url": redis_url, "pose_worker_name": "slow"}
    with in_a_thread(DiscEstimator(), loaded, **names) as readiness:
        until(lambda: "model" in readiness.problems(), what="the model's condition")
        assert redis_client.zscore(POSE_WORKERS, "slow") is None
        loaded.set()
        until(lambda: redis_client.zscore(POSE_WORKERS, "slow"), what="the first beat")
        assert "model" not in readiness.problems()
    assert redis_client.zscore(POSE_WORKERS, "slow") is None


class GatedEstimator(DiscEstimator):
    """Works only while its gate is open."""

    def __init__(self) -> None:
        self.gate = Event()

    def estimate(self, pictures: Sequence[Picture]) -> list[tuple[Person, ...]]:
        self.gate.wait()
        return super().estimate(pictures)


def test_a_worker_that_falls_behind_skips_what_has_grown_old(
    redis_url: str, redis_client: redis.Redis, segmenter: RecordingSegmenter
) -> None:
    open_station(redis_client)
    estimator, loaded, budget_s = GatedEstimator(), Event(), 5.0
    loaded.set()
    names = {"redis_url": redis_url, "pose_worker_name": "behind"}
    with in_a_thread(estimator, loaded, latency_budget_s=budget_s, **names) as readiness:
        until(lambda: not readiness.problems(), what="readiness")
        frames = [add_frame(redis_client, number) for number in range(40)]
        until(lambda: len(pending(redis_client)) >= 3, what="the reader having read ahead")
        last_s = entry_ms(frames[-1]) / 1000
        until(lambda: server_time_s(redis_client) - last_s > budget_s, what="frames growing old")
        estimator.gate.set()
        until(lambda: not pending(redis_client), what="all of them done with")
        add_frame(redis_client, 40)
        until(lambda: captured(segmenter)[-1:] == [40], what="the fresh frame")
    # Only what was decoded already is worked on: one batch in work, one ready, one in the making.
    assert captured(segmenter) == [0, 1, 2, 40]


def test_an_unknown_estimator_is_named_with_those_that_there_are(redis_url: str) -> None:
    with service_process("pose_worker", redis_url=redis_url, pose="magic") as running:
        assert running.wait() == 1
    said = running.lines[-1]["event"]
    assert "blazepose-full" in said
    assert "'magic'" in said


def test_a_setting_that_makes_no_sense_is_named() -> None:
    with service_process("pose_worker", latency_budget_s="soon") as running:
        assert running.wait() == 1
    said = " ".join(line["event"] for line in running.lines)
    assert "latency_budget_s" in said
    assert "Traceback" not in said


def test_a_taken_status_port_is_named(redis_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with service_process("pose_worker", redis_url=redis_url, status_port=port) as running:
            assert running.wait() == 1
    assert f"127.0.0.1:{port} to be free" in running.lines[-1]["event"]


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
