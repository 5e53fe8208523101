"""Acknowledges frames in Redis once their poses are delivered or given up."""

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
"""Per station, while Redis is unavailable: eleven minutes at 15 frames per second."""


@dataclass(slots=True)
class _Unacknowledged:
    """The entries of one station to acknowledge, and the highest track id in their poses."""

    entry_ids: deque[bytes] = field(default_factory=lambda: deque(maxlen=ENTRIES_KEPT))
    track_id: int = 0


class Acknowledger:
    """Acknowledges what the delivery reports, and ticks the delivery.

    While Redis is unavailable, the newest ``ENTRIES_KEPT`` entries of each station wait to be
    acknowledged; older ones stay pending until the station's next worker finds them stale.
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
        self._unacknowledged: dict[str, _Unacknowledged] = {}

    def step(self) -> None:
        """Wait briefly for acknowledgements, pass them on to Redis and tick the delivery."""
        acknowledged = _drained(self._delivery.done, _STEP_S)
        for outgoing in acknowledged:
            self._counts.acknowledged(self._clock() - outgoing.put_s)
        expired = _drained(self._delivery.expired, 0)
        for outgoing in expired:
            self._counts.dropped(outgoing.station_id, "unsent")
        for outgoing in acknowledged + expired:
            self._add(outgoing)
        self._acknowledge()
        self._delivery.tick()

    def _add(self, outgoing: OutgoingPoses) -> None:
        unacknowledged = self._unacknowledged.setdefault(outgoing.station_id, _Unacknowledged())
        unacknowledged.entry_ids.append(outgoing.entry_id)
        for person in outgoing.poses.people:
            unacknowledged.track_id = max(unacknowledged.track_id, person.track_id)

    def _acknowledge(self) -> None:
        for station_id, unacknowledged in list(self._unacknowledged.items()):
            del self._unacknowledged[station_id]
            try:
                self._track_ids.note(station_id, unacknowledged.track_id)
                self._frames.acknowledge(station_id, list(unacknowledged.entry_ids))
            except redis.RedisError as error:
                # Acknowledging twice does no harm. A failure may take long, so a step ends with the
                # first one, and the failed station goes behind all others.
                self._unacknowledged[station_id] = unacknowledged
                _log.warning(
                    "frames not acknowledged yet",
                    station_id=station_id,
                    frames=len(unacknowledged.entry_ids),
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
