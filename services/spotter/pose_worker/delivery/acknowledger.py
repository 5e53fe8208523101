"""Acknowledges frames in Redis once their poses are safe, or given up."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

import redis
import structlog

from spotter.pose_worker.delivery.delivery import Delivery
from spotter.pose_worker.delivery.outbox import OutgoingPoses
from spotter.pose_worker.intake.frame_counts import FrameCounts
from spotter.pose_worker.intake.frame_streams import FrameStreams
from spotter.pose_worker.ownership.track_ids import TrackIds

_log = structlog.get_logger()

_STEP_S = 0.05

ENTRIES_KEPT = 10_000
"""Of each station, to be acknowledged later: eleven minutes, at 15 frames per second."""


@dataclass(slots=True)
class _Unmarked:
    """Of one station: the entries to acknowledge, and the highest track id in their poses."""

    entry_ids: deque[bytes] = field(default_factory=lambda: deque(maxlen=ENTRIES_KEPT))
    track_id: int = 0


class Acknowledger:
    """Turns around the courier: its ticks, and what comes out of it.

    While Redis is away, the newest ``ENTRIES_KEPT`` of each station wait to be acknowledged; older
    ones stay pending, until whoever takes the station over finds them stale.
    """

    def __init__(
        self,
        delivery: Delivery,
        frames: FrameStreams,
        track_ids: TrackIds,
        counts: FrameCounts,
        clock: Callable[[], float],
    ) -> None:
        self._delivery = delivery
        self._frames = frames
        self._track_ids = track_ids
        self._counts = counts
        self._clock = clock
        self._unmarked: dict[str, _Unmarked] = {}

    def step(self) -> None:
        """Wait a moment for acknowledgements, note them, and let the courier do its rounds."""
        acknowledged = _drained(self._delivery.done, _STEP_S)
        for outgoing in acknowledged:
            self._counts.acknowledged(self._clock() - outgoing.put_s)
        expired = _drained(self._delivery.expired, 0)
        for outgoing in expired:
            self._counts.dropped(outgoing.station_id, "unsent")
        for outgoing in acknowledged + expired:
            self._put(outgoing)
        self._mark()
        self._delivery.tick()

    def _put(self, outgoing: OutgoingPoses) -> None:
        unmarked = self._unmarked.setdefault(outgoing.station_id, _Unmarked())
        unmarked.entry_ids.append(outgoing.entry_id)
        for person in outgoing.poses.people:
            unmarked.track_id = max(unmarked.track_id, person.track_id)

    def _mark(self) -> None:
        for station_id, unmarked in list(self._unmarked.items()):
            del self._unmarked[station_id]
            try:
                self._track_ids.note(station_id, unmarked.track_id)
                self._frames.acknowledge(station_id, list(unmarked.entry_ids))
            except redis.RedisError as error:
                # Marking twice does no harm. A failure may take long, so there is one in a turn,
                # and the station tries again when all others have had theirs.
                self._unmarked[station_id] = unmarked
                _log.warning(
                    "frames not acknowledged yet",
                    station_id=station_id,
                    frames=len(unmarked.entry_ids),
                    reason=str(error),
                )
                return


def _drained(queue: SimpleQueue[list[OutgoingPoses]], wait_s: float) -> list[OutgoingPoses]:
    outgoing_poses: list[OutgoingPoses] = []
    try:
        outgoing_poses += queue.get(timeout=wait_s) if wait_s else queue.get_nowait()
        while True:
            outgoing_poses += queue.get_nowait()
    except Empty:
        return outgoing_poses
