"""The stations that this worker owns: takes them over and releases them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import structlog

from spotter.pose_worker.delivery.segmenter_client import LatestPoses
from spotter.pose_worker.errors import SegmenterError
from spotter.pose_worker.intake.backlog import Entry
from spotter.pose_worker.intake.pending_reclaim import PendingReclaim
from spotter.pose_worker.ownership.cluster_view import ClusterView
from spotter.pose_worker.ownership.track_handover import TrackHandover
from spotter.runtime.redis.server_clock import ServerClock
from spotter.tracking.smoothing import PersonTracker
from spotter.wire.stations import Station

_log = structlog.get_logger()

_SWEEP_S = 1.0
_RETRY_S = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class OwnedStation:
    """A station that this worker reads, with its tracker."""

    station: Station
    tracker: PersonTracker


@dataclass(slots=True)
class _Takeover:
    station: Station
    started_s: float
    is_free: bool = False
    request: LatestPoses | None = None
    retry_at_s: float = 0.0


class StationOwnership:
    """Follows the cluster view.

    A station is read once its former worker has finished its frames, or ``timeout_s`` have passed
    by the ``clock`` of the frames, and once the segmenter has sent the latest poses. ``steady_s``
    is a monotonic clock in seconds.
    """

    def __init__(
        self,
        pending_reclaim: PendingReclaim,
        track_handover: TrackHandover,
        clock: ServerClock,
        steady_s: Callable[[], float],
        *,
        timeout_s: float,
    ) -> None:
        self.stations: dict[str, OwnedStation] = {}
        self._pending_reclaim = pending_reclaim
        self._track_handover = track_handover
        self._clock = clock
        self._steady_s = steady_s
        self._timeout_s = timeout_s
        self._cluster_view: ClusterView | None = None
        self._released: dict[str, OwnedStation] = {}
        self._takeovers: dict[str, _Takeover] = {}
        self._next_sweep_s = 0.0

    def owned_station(self, station_id: str) -> OwnedStation:
        """The station, even if it was released after its entry was read."""
        return self.stations.get(station_id) or self._released[station_id]

    def step(self, cluster_view: ClusterView) -> None:
        """Release stations, and start or continue takeovers, as the cluster view says."""
        if cluster_view is not self._cluster_view:
            self._cluster_view = cluster_view
            self._reassign(cluster_view.mine())
        for station_id, takeover in list(self._takeovers.items()):
            if owned := self._try_takeover(takeover, cluster_view):
                del self._takeovers[station_id]
                self.stations[station_id] = owned
                self._next_sweep_s = 0.0
                _log.info("station taken over", station_id=station_id)

    def sweep(self, cluster_view: ClusterView) -> list[Entry]:
        """Fresh frames left by dead workers; looks after a takeover and every second."""
        now_s = self._steady_s()
        if now_s < self._next_sweep_s:
            return []
        self._next_sweep_s = now_s + _SWEEP_S
        return [
            entry
            for station_id in self.stations
            for entry in self._pending_reclaim.claim(station_id, cluster_view)
        ]

    def _reassign(self, mine: dict[str, Station]) -> None:
        for station_id in self.stations.keys() - mine.keys():
            self._released[station_id] = self.stations.pop(station_id)
            _log.info("station released", station_id=station_id)
        for station_id in self._takeovers.keys() - mine.keys():
            del self._takeovers[station_id]
        for station_id, station in mine.items():
            owned = self.stations.get(station_id)
            if owned is None:
                takeover = _Takeover(station, self._clock.now_s())
                self._takeovers.setdefault(station_id, takeover).station = station
            elif owned.station != station:
                self.stations[station_id] = replace(owned, station=station)

    def _try_takeover(self, takeover: _Takeover, cluster_view: ClusterView) -> OwnedStation | None:
        station_id, now_s = takeover.station.station_id, self._steady_s()
        takeover.is_free = (
            takeover.is_free
            or self._clock.now_s() - takeover.started_s > self._timeout_s
            or not self._pending_reclaim.is_in_progress(station_id, cluster_view)
        )
        if not takeover.is_free or now_s < takeover.retry_at_s:
            return None
        if takeover.request is None:
            takeover.request = self._track_handover.ask(station_id)
            takeover.retry_at_s = now_s + (0 if takeover.request else _RETRY_S)
        if takeover.request is None or not takeover.request.done():
            return None
        try:
            tracker = self._track_handover.tracker(station_id, takeover.request)
        except SegmenterError as error:
            _log.warning("latest poses not known yet", station_id=station_id, reason=str(error))
            takeover.request, takeover.retry_at_s = None, now_s + _RETRY_S
            return None
        return OwnedStation(takeover.station, tracker)
