"""An estimator that proceeds only when the test opens its gates."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import inf
from threading import Semaphore

from spotter.estimators.estimator import Estimation, Person, Picture
from support.hand_clock import HandClock
from support.networks.disc_estimator import DiscEstimator
from support.processes.pose_worker_thread import WorkerThread, pose_worker_thread

_MANY = 100_000


class GatedEstimator(DiscEstimator):
    """Each batch needs one release of ``network``, and then one of ``maps``.

    ``begun`` lists the batches that have reached the network, ``finished`` those whose maps are
    decoded, each by source_id and captured_us of its pictures.
    """

    def __init__(self) -> None:
        self.network, self.maps = Semaphore(0), Semaphore(0)
        self.begun: list[list[tuple[str, int]]] = []
        self.finished: list[list[tuple[str, int]]] = []

    def open(self) -> None:
        self.network.release(_MANY)
        self.maps.release(_MANY)

    def begin(self, pictures: Sequence[Picture]) -> Estimation:
        batch = [(picture.source_id, picture.captured_us) for picture in pictures]
        self.begun.append(batch)
        self.network.acquire()
        people = super().begin(pictures)()

        def finish() -> list[tuple[Person, ...]]:
            self.maps.acquire()
            self.finished.append(batch)
            return people

        return finish


@contextmanager
def gated_worker(
    redis_url: str,
    frames_clock: HandClock | None = None,
    /,
    stuck_after_s: float = inf,
    **settings: str | float,
) -> Iterator[tuple[WorkerThread, GatedEstimator]]:
    """A pose worker with such an estimator; opens all gates at the end."""
    estimator = GatedEstimator()
    with pose_worker_thread(
        lambda: estimator,
        frames_clock,
        stuck_after_s=stuck_after_s,
        redis_url=redis_url,
        **settings,
    ) as worker:
        try:
            yield worker, estimator
        finally:
            estimator.open()
