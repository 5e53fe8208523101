"""The main loop: from pictures to estimates that have begun."""

from collections.abc import Callable, Sequence
from queue import SimpleQueue

from spotter.estimators.estimator import Estimator, Picture
from spotter.pose_worker.inference.batcher import Batcher
from spotter.pose_worker.inference.postprocessing import StartedBatch
from spotter.pose_worker.intake.decoding import ReadyFrame
from spotter.pose_worker.metrics import Metrics
from spotter.pose_worker.ownership.station_ownership import Watch

_WAIT_S = 0.2


class InferenceLoop:
    """Begins to estimate batch after batch; another thread finishes what is in ``begun``.

    The estimator belongs to this thread. How much is begun at a time is up to ``batcher``;
    ``fresh`` sorts out frames that grew old there, while the estimator was at work. ``clock`` gives
    seconds that only rise.
    """

    def __init__(  # noqa: PLR0913 - what comes in, what goes out, and who helps
        self,
        estimator: Estimator,
        batcher: Batcher,
        begun: SimpleQueue[StartedBatch],
        clock: Callable[[], float],
        metrics: Metrics,
        *,
        fresh: Callable[[Sequence[ReadyFrame]], list[ReadyFrame]],
    ) -> None:
        self._estimator = estimator
        self._batcher = batcher
        self._begun = begun
        self._clock = clock
        self._metrics = metrics
        self._fresh = fresh
        self._watches: dict[str, Watch] = {}

    def step(self) -> None:
        """Begin with the next batch, if one comes before long. Raises what the estimator raises."""
        if batch := self._batcher.next_batch(_WAIT_S):
            if fresh := self._fresh(batch):
                self._begun.put(self._begin(fresh))
            else:
                self._batcher.finished()

    def _begin(self, batch: Sequence[ReadyFrame]) -> StartedBatch:
        for frame in batch:
            self._look_afresh_if_new(frame.watch)
        self._metrics.batch_frames.observe(len(batch))
        begun_s = self._clock()
        pictures = [Picture(f.watch.station.station_id, f.captured_us, f.bgr) for f in batch]
        return StartedBatch(batch, self._estimator.begin(pictures), begun_s)

    def _look_afresh_if_new(self, watch: Watch) -> None:
        """What the estimator remembers is of no use after a break, or in another zone."""
        station_id = watch.station.station_id
        if self._watches.get(station_id) is not watch:
            self._estimator.forget(station_id)
            self._watches[station_id] = watch
