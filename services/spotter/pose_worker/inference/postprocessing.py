"""From what the network gave to poses on their way, in a thread of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from spotter.estimators.estimator import Estimation, Person
from spotter.pose_worker.delivery.outbox import OutgoingPoses
from spotter.pose_worker.inference.batcher import Batcher
from spotter.pose_worker.intake.decoding import ReadyFrame
from spotter.pose_worker.intake.zones import shifted
from spotter.pose_worker.metrics import Metrics
from spotter.wire.poses import PoseFrame, TrackedPerson

_WAIT_S = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class StartedBatch:
    """A batch that the estimator has begun with, at ``begun_s`` of the steady clock."""

    frames: Sequence[ReadyFrame]
    estimation: Estimation
    begun_s: float


class Postprocessor:
    """Finishes the estimates in their order, follows the people and sends their poses.

    This thread alone uses the stations' trackers. ``clock`` gives seconds that only rise; ``send``
    takes the poses on.
    """

    def __init__(
        self,
        begun: SimpleQueue[StartedBatch],
        batcher: Batcher,
        send: Callable[[list[OutgoingPoses]], None],
        clock: Callable[[], float],
        metrics: Metrics,
    ) -> None:
        self._begun = begun
        self._batcher = batcher
        self._send = send
        self._clock = clock
        self._metrics = metrics

    def step(self) -> None:
        """Finish the next batch, if one comes before long.

        Raises what the estimator raises; then nobody hears of the batch, so that its frames stay
        unacknowledged and another worker takes them over.
        """
        try:
            batch = self._begun.get(timeout=_WAIT_S)
        except Empty:
            return
        people = self._people(batch)
        self._send(
            [
                self._outgoing(frame, found)
                for frame, found in zip(batch.frames, people, strict=True)
            ]
        )
        self._metrics.people.inc(sum(map(len, people)))
        self._batcher.finished()

    def _people(self, batch: StartedBatch) -> list[tuple[Person, ...]]:
        resumed_s = self._clock()
        people = batch.estimation()
        finished_s = self._clock()
        self._metrics.finish_s.observe(finished_s - resumed_s)
        self._metrics.estimate_s.observe(finished_s - batch.begun_s)
        return people

    def _outgoing(self, frame: ReadyFrame, found: tuple[Person, ...]) -> OutgoingPoses:
        keypoints = [shifted(person.keypoints, frame.corner) for person in found]
        poses = PoseFrame(
            station_id=frame.watch.station.station_id,
            captured_us=frame.captured_us,
            width_px=frame.width_px,
            height_px=frame.height_px,
            trace_id=frame.trace_id,
            people=tuple(
                TrackedPerson(*tracked)
                for tracked in frame.watch.tracker.track(frame.captured_us, keypoints)
            ),
        )
        return OutgoingPoses(frame.entry_id, poses, self._clock())
