"""A pose worker in a thread of the test's own process, with the test's own estimator."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from threading import Event, Thread

import redis
from prometheus_client import CollectorRegistry

from spotter.estimators.estimator import Estimator
from spotter.pose_worker.metrics import Metrics
from spotter.pose_worker.service import run
from spotter.pose_worker.settings import PoseWorkerSettings
from spotter.runtime.health import Readiness
from spotter.runtime.redis.server_clock import ServerClock
from support.hand_clock import HandClock


class WorkerThread:
    """Runs a worker in a thread; ``error`` is what ended it, None after an orderly stop."""

    def __init__(
        self,
        load_estimator: Callable[[], Estimator],
        settings: PoseWorkerSettings,
        clock: ServerClock,
        stuck_after_s: float,
    ) -> None:
        self.readiness = Readiness()
        self.error: Exception | None = None
        self._stopping = Event()
        self._registry = CollectorRegistry()
        self._load_estimator = load_estimator
        self._settings = settings
        self._clock = clock
        self._stuck_after_s = stuck_after_s
        self._metrics = Metrics(self._registry)
        self._thread = Thread(target=self._run)
        self._thread.start()

    def metric(self, name: str, **labels: str) -> float:
        """A metric's value, 0 if it has none."""
        return self._registry.get_sample_value(f"spotter_pose_worker_{name}", labels) or 0.0

    def tell_to_stop(self) -> None:
        self._stopping.set()

    def join(self) -> None:
        """Wait for its end."""
        self._thread.join()

    def _run(self) -> None:
        try:
            run(
                self._settings,
                self._load_estimator,
                self._metrics,
                self.readiness,
                self._stopping,
                clock_of=lambda _frames: self._clock,
                stuck_after_s=self._stuck_after_s,
            )
        except Exception as error:  # noqa: BLE001 - for the test to inspect
            self.error = error


@contextmanager
def pose_worker_thread(
    load_estimator: Callable[[], Estimator],
    frames_clock: HandClock | None = None,
    /,
    stuck_after_s: float = inf,
    **settings: str | float,
) -> Iterator[WorkerThread]:
    """Run a worker whose frames age only by ``frames_clock``, however slow the machine is.

    The worker is stopped in order at the end, so nothing may block its estimator by then.
    """
    read = PoseWorkerSettings.model_validate(settings)
    with redis.Redis.from_url(read.redis_url) as client:
        clock = ServerClock(client, frames_clock or HandClock(), synchronise_s=inf)
        clock.synchronise()
    worker = WorkerThread(load_estimator, read, clock, stuck_after_s)
    try:
        yield worker
    finally:
        worker.tell_to_stop()
        worker.join()
