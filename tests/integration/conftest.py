"""Fixtures that tests of several processes share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from spotter.catalog.accounts import passwords
from spotter.movement.scoring import METHODS
from spotter.scorer.working.warm_up import warm_up
from spotter.wire.names import POSE_WORKERS
from spotter.wire.poses.people import PoseFrame
from support.gyms.gym_in_redis import put_station
from support.movements.stick_squats import squat_reference
from support.processes.recording_segmenter import RecordingSegmenter
from support.processes.running_pose_worker import PATIENT, StartWorker, Worker
from support.processes.segmenter_replica import recent_reps
from support.processes.service_process import service_process, warm_service
from support.records.kept_exercises import CACHE_VARIABLE, NOBODY, put_reference
from support.waiting import until


@pytest.fixture(autouse=True)
def _no_catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes judge by the exercises that they keep on disk, unless a test has a catalog."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "kept_exercises"))
    monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", NOBODY)


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords and PINs take no second of computing each in the test's own process.

    What they cost whoever guesses is tested where passwords are (``unit/catalog/accounts``).
    """
    cheap = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    monkeypatch.setattr(PasswordHash, "recommended", lambda: cheap)
    # Computed once in a process: a cheap one must not stay for tests that come later.
    monkeypatch.setattr(passwords, "_nobodys", lambda: cheap.hash("nobody's"))


@pytest.fixture
def url(redis_url: str, redis_client: redis.Redis) -> str:
    """An empty database's."""
    assert redis_client.dbsize() == 0
    return redis_url


@pytest.fixture
def gym(redis_client: redis.Redis) -> redis.Redis:
    """Two stations where people squat, and a reference for it."""
    put_station(redis_client, "rack-1")
    put_station(redis_client, "rack-2")
    put_reference(squat_reference())
    return redis_client


@pytest.fixture
def three_reps() -> list[PoseFrame]:
    """Three squats, filmed just now."""
    return recent_reps()


@pytest.fixture
def start_worker(redis_url: str, redis_client: redis.Redis) -> StartWorker:
    """Starts a worker and waits until others can see it; it is killed at the end."""

    @contextmanager
    def start(
        name: str = "worker-1",
        service: str = "support.processes.disc_pose_worker",
        **settings: object,
    ) -> Iterator[Worker]:
        settings = {**PATIENT, "redis_url": redis_url, "pose_worker_name": name, **settings}
        run = service_process if service == "pose_worker" else warm_service  # it stays small
        with run(service, **settings) as running:
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


@pytest.fixture(scope="session")
def _warm_scorer() -> None:
    """As in the process: no job waits for a compiler."""
    for method in METHODS:
        warm_up(method)
