"""The main loop: starts the estimation of batches."""

from collections.abc import Callable, Sequence
from queue import SimpleQueue

from spotter.estimators.estimator import Estimator, Picture
from spotter.pose_worker.inference.batcher import Batcher
from spotter.pose_worker.inference.postprocessing import StartedBatch
from spotter.pose_worker.intake.decoding import ReadyFrame
from spotter.pose_worker.metrics import Metrics
from spotter.pose_worker.ownership.station_ownership import OwnedStation

_WAIT_S = 0.2


class InferenceLoop:
    """Starts batch after batch; another thread finishes those in ``started``.

    Only this thread uses the estimator. ``batcher`` bounds the batches in progress; ``fresh``
    removes frames that became too old while the estimator was busy. ``clock`` is monotonic, in
    seconds.
    """

    def __init__(  # noqa: PLR0913 - inputs, outputs and collaborators
        self,
        estimator: Estimator,
        batcher: Batcher,
        started: SimpleQueue[StartedBatch],
        clock: Callable[[], float],
        metrics: Metrics,
        *,
        fresh: Callable[[Sequence[ReadyFrame]], list[ReadyFrame]],
    ) -> None:
        self._estimator = estimator
        self._batcher = batcher
        self._started = started
        self._clock = clock
        self._metrics = metrics
        self._fresh = fresh
        self._owned: dict[str, OwnedStation] = {}

    def step(self) -> None:
        """Start the next batch, if one is due soon. Raises what the estimator raises."""
        if batch := self._batcher.next_batch(_WAIT_S):
            if fresh := self._fresh(batch):
                self._started.put(self._begin(fresh))
            else:
                self._batcher.finished()

    def _begin(self, batch: Sequence[ReadyFrame]) -> StartedBatch:
        for frame in batch:
            self._reset_if_new(frame.owned)
        self._metrics.batch_frames.observe(len(batch))
        started_s = self._clock()
        pictures = [Picture(f.owned.station.station_id, f.captured_us, f.bgr) for f in batch]
        return StartedBatch(batch, self._estimator.begin(pictures), started_s)

    def _reset_if_new(self, owned: OwnedStation) -> None:
        """Drop the estimator's state of a station that was taken over again or has a new zone."""
        station_id = owned.station.station_id
        if self._owned.get(station_id) is not owned:
            self._estimator.forget(station_id)
            self._owned[station_id] = owned
