"""Turns the network's output into tracked poses, in a thread of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from spotter.estimators.estimator import Estimation, Person
from spotter.pose_worker.delivery.outbox import OutgoingPoses
from spotter.pose_worker.equipment.following import FollowedEquipment
from spotter.pose_worker.inference.batcher import Batcher
from spotter.pose_worker.intake.decoding import ReadyFrame
from spotter.pose_worker.metrics import Metrics
from spotter.wire.encoding.bounds import MOST_PEOPLE
from spotter.wire.poses.people import PoseFrame, TrackedPerson

_WAIT_S = 0.2

_Found = tuple[ReadyFrame, tuple[Person, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class StartedBatch:
    """A batch whose estimation started at ``started_s`` of the monotonic clock."""

    frames: Sequence[ReadyFrame]
    estimation: Estimation
    started_s: float


class Postprocessor:
    """Finishes estimates in order, tracks the people, follows what they hold, sends their poses.

    Only this thread uses the stations' trackers and ``equipment``. ``clock`` is monotonic, in
    seconds; ``send`` delivers the poses.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - inputs, outputs and collaborators
        self,
        started: SimpleQueue[StartedBatch],
        batcher: Batcher,
        equipment: FollowedEquipment,
        send: Callable[[list[OutgoingPoses]], None],
        clock: Callable[[], float],
        metrics: Metrics,
    ) -> None:
        self._started = started
        self._batcher = batcher
        self._equipment = equipment
        self._send = send
        self._clock = clock
        self._metrics = metrics

    def step(self) -> None:
        """Finish the next batch, if one arrives soon.

        Raises what the estimator raises. Then the batch is not sent, so its frames stay
        unacknowledged and another worker takes them over.
        """
        try:
            batch = self._started.get(timeout=_WAIT_S)
        except Empty:
            return
        people = [found[:MOST_PEOPLE] for found in self._people(batch)]
        empty_handed: list[_Found] = []
        equipped: list[_Found] = []
        for frame, found in zip(batch.frames, people, strict=True):
            is_followed = self._equipment.is_followed_at(frame.owned.station.station_id)
            (equipped if is_followed else empty_handed).append((frame, found))
        # Nobody's poses wait until the equipment at another station is found.
        for part in filter(None, (empty_handed, equipped)):
            self._send([self._outgoing(frame, found) for frame, found in part])
        self._metrics.people.inc(sum(map(len, people)))
        self._batcher.finished()

    def _people(self, batch: StartedBatch) -> list[tuple[Person, ...]]:
        resumed_s = self._clock()
        people = batch.estimation()
        finished_s = self._clock()
        self._metrics.finish_s.observe(finished_s - resumed_s)
        self._metrics.estimate_s.observe(finished_s - batch.started_s)
        return people

    def _outgoing(self, frame: ReadyFrame, found: tuple[Person, ...]) -> OutgoingPoses:
        keypoints = [person.keypoints for person in found]
        people = tuple(
            TrackedPerson(one.track_id, one.keypoints, found[one.place].world_m)
            for one in frame.owned.tracker.track(frame.captured_us, keypoints)
        )
        sought, holding = self._equipment.follow(frame, people)
        poses = PoseFrame(
            station_id=frame.owned.station.station_id,
            captured_us=frame.captured_us,
            width_px=frame.width_px,
            height_px=frame.height_px,
            trace_id=frame.trace_id,
            people=holding,
            sought=sought,
        )
        return OutgoingPoses(frame.entry_id, poses, self._clock())
