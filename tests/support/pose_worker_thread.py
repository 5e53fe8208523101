"""A pose worker in a thread of the test's own process, with the test's own estimator."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from prometheus_client import CollectorRegistry

from spotter.estimators.estimator import Estimator
from spotter.pose_worker.metrics import Metrics
from spotter.pose_worker.service import run
from spotter.pose_worker.settings import Settings
from spotter.runtime.health import Readiness


class WorkerThread:
    """``error`` is what ended it, if it did not end in order."""

    def __init__(self, load_estimator: Callable[[], Estimator], settings: Settings) -> None:
        self.readiness = Readiness()
        self.error: Exception | None = None
        self._stopping = Event()
        self._registry = CollectorRegistry()
        self._load_estimator = load_estimator
        self._settings = settings
        self._metrics = Metrics(self._registry)
        self._thread = Thread(target=self._run)
        self._thread.start()

    def metric(self, name: str, **labels: str) -> float:
        """A metric's value; 0 while it has none."""
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
            )
        except Exception as error:  # noqa: BLE001 - for the test to look at
            self.error = error


@contextmanager
def pose_worker_thread(
    load_estimator: Callable[[], Estimator], **settings: str | float
) -> Iterator[WorkerThread]:
    """It is stopped in order at the end; so that it can be, nothing may hold its estimator up."""
    worker = WorkerThread(load_estimator, Settings.model_validate(settings))
    try:
        yield worker
    finally:
        worker.tell_to_stop()
        worker.join()
