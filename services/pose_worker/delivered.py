"""Acknowledges frames in Redis once their poses are safe, or given up."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

import redis
import structlog

from pose_worker.courier import Courier
from pose_worker.frame_counts import FrameCounts
from pose_worker.frame_streams import FrameStreams
from pose_worker.outbox import Parcel
from pose_worker.track_ids import TrackIds

_log = structlog.get_logger()

_TURN_S = 0.05

ENTRIES_KEPT = 10_000
"""Of each station, to be acknowledged later: eleven minutes, at 15 frames per second."""


@dataclass(slots=True)
class _Unmarked:
    """Of one station: the entries to acknowledge, and the highest track id in their poses."""

    entry_ids: deque[bytes] = field(default_factory=lambda: deque(maxlen=ENTRIES_KEPT))
    track_id: int = 0


class Delivered:
    """Turns around the courier: its ticks, and what comes out of it.

    While Redis is away, the newest ``ENTRIES_KEPT`` of each station wait to be acknowledged; older
    ones stay pending, until whoever takes the station over finds them stale.
    """

    def __init__(
        self,
        courier: Courier,
        frames: FrameStreams,
        track_ids: TrackIds,
        counts: FrameCounts,
        clock: Callable[[], float],
    ) -> None:
        self._courier = courier
        self._frames = frames
        self._track_ids = track_ids
        self._counts = counts
        self._clock = clock
        self._unmarked: dict[str, _Unmarked] = {}

    def turn(self) -> None:
        """Wait a moment for acknowledgements, note them, and let the courier do its rounds."""
        acknowledged = _drained(self._courier.done, _TURN_S)
        for parcel in acknowledged:
            self._counts.acknowledged(self._clock() - parcel.put_s)
        expired = _drained(self._courier.expired, 0)
        for parcel in expired:
            self._counts.dropped(parcel.station_id, "unsent")
        for parcel in acknowledged + expired:
            self._put(parcel)
        self._mark()
        self._courier.tick()

    def _put(self, parcel: Parcel) -> None:
        unmarked = self._unmarked.setdefault(parcel.station_id, _Unmarked())
        unmarked.entry_ids.append(parcel.entry_id)
        for person in parcel.poses.people:
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
                    station=station_id,
                    frames=len(unmarked.entry_ids),
                    error=str(error),
                )
                return


def _drained(queue: SimpleQueue[list[Parcel]], wait_s: float) -> list[Parcel]:
    parcels: list[Parcel] = []
    try:
        parcels += queue.get(timeout=wait_s) if wait_s else queue.get_nowait()
        while True:
            parcels += queue.get_nowait()
    except Empty:
        return parcels
