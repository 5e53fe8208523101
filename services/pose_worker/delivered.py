"""Acknowledges frames in Redis once their poses are safe, or given up."""

from collections import defaultdict
from collections.abc import Callable, Iterable
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


class Delivered:
    """Turns around the courier: its ticks, and what comes out of it."""

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
        self._unmarked: list[Parcel] = []

    def turn(self) -> None:
        """Wait a moment for acknowledgements, note them, and let the courier do its rounds."""
        acknowledged = _drained(self._courier.done, _TURN_S)
        for parcel in acknowledged:
            self._counts.acknowledged(self._clock() - parcel.put_s)
        expired = _drained(self._courier.expired, 0)
        for parcel in expired:
            self._counts.dropped(parcel.station_id, "unsent")
        self._unmarked += acknowledged + expired
        self._mark()
        self._courier.tick()

    def _mark(self) -> None:
        try:
            for station_id, parcels in _by_station(self._unmarked).items():
                given = [person.track_id for p in parcels for person in p.poses.people]
                self._track_ids.note(station_id, max(given, default=0))
                self._frames.acknowledge(station_id, [parcel.entry_id for parcel in parcels])
        except redis.RedisError as error:
            # Marking twice does no harm: the next turn tries again.
            _log.warning(
                "frames not acknowledged yet", frames=len(self._unmarked), error=str(error)
            )
        else:
            self._unmarked = []


def _drained(queue: SimpleQueue[list[Parcel]], wait_s: float) -> list[Parcel]:
    parcels: list[Parcel] = []
    try:
        parcels += queue.get(timeout=wait_s) if wait_s else queue.get_nowait()
        while True:
            parcels += queue.get_nowait()
    except Empty:
        return parcels


def _by_station(parcels: Iterable[Parcel]) -> dict[str, list[Parcel]]:
    stations = defaultdict(list)
    for parcel in parcels:
        stations[parcel.station_id].append(parcel)
    return stations
