"""The stations that this worker reads: taken over, kept and let go."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import structlog

from spotter.pose_worker.delivery.segmenter_client import LatestPoses
from spotter.pose_worker.errors import SegmenterError
from spotter.pose_worker.intake.backlog import Entry
from spotter.pose_worker.intake.pending_reclaim import PendingReclaim
from spotter.pose_worker.ownership.cluster_view import ClusterView
from spotter.pose_worker.ownership.track_handover import TrackHandover
from spotter.runtime.server_clock import ServerClock
from spotter.tracking.smoothing import PersonTracker
from spotter.wire.stations import Station

_log = structlog.get_logger()

_SWEEP_S = 1.0
_RETRY_S = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Watch:
    """A station that this worker reads, and who is followed there."""

    station: Station
    tracker: PersonTracker


@dataclass(slots=True)
class _Takeover:
    station: Station
    begun_s: float
    is_clear: bool = False
    question: LatestPoses | None = None
    retry_at_s: float = 0.0


class StationOwnership:
    """Follows the roster.

    A station is read as soon as its former worker has finished what it had in hand, or
    ``patience_s`` is over by the ``clock`` of the frames, and the segmenter has said which people
    were there. ``steady_s`` gives seconds that only rise.
    """

    def __init__(
        self,
        pending_reclaim: PendingReclaim,
        track_handover: TrackHandover,
        clock: ServerClock,
        steady_s: Callable[[], float],
        *,
        patience_s: float,
    ) -> None:
        self.watches: dict[str, Watch] = {}
        self._pending_reclaim = pending_reclaim
        self._track_handover = track_handover
        self._clock = clock
        self._steady_s = steady_s
        self._patience_s = patience_s
        self._cluster_view: ClusterView | None = None
        self._released: dict[str, Watch] = {}
        self._takeovers: dict[str, _Takeover] = {}
        self._next_sweep_s = 0.0

    def watch_of(self, station_id: str) -> Watch:
        """The station's watch, also of a station that was let go since its entry was read."""
        return self.watches.get(station_id) or self._released[station_id]

    def step(self, cluster_view: ClusterView) -> None:
        """Let go, and begin or continue to take over, as the roster says."""
        if cluster_view is not self._cluster_view:
            self._cluster_view = cluster_view
            self._follow(cluster_view.mine())
        for station_id, takeover in list(self._takeovers.items()):
            if watch := self._taken(takeover, cluster_view):
                del self._takeovers[station_id]
                self.watches[station_id] = watch
                self._next_sweep_s = 0.0
                _log.info("station taken over", station_id=station_id)

    def sweep(self, cluster_view: ClusterView) -> list[Entry]:
        """Fresh frames that dead workers left; looked for after a takeover and every second."""
        now_s = self._steady_s()
        if now_s < self._next_sweep_s:
            return []
        self._next_sweep_s = now_s + _SWEEP_S
        return [
            entry
            for station_id in self.watches
            for entry in self._pending_reclaim.claim(station_id, cluster_view)
        ]

    def _follow(self, mine: dict[str, Station]) -> None:
        for station_id in self.watches.keys() - mine.keys():
            self._released[station_id] = self.watches.pop(station_id)
            _log.info("station let go", station_id=station_id)
        for station_id in self._takeovers.keys() - mine.keys():
            del self._takeovers[station_id]
        for station_id, station in mine.items():
            watch = self.watches.get(station_id)
            if watch is None:
                begun = _Takeover(station, self._clock.now_s())
                self._takeovers.setdefault(station_id, begun).station = station
            elif watch.station != station:
                self.watches[station_id] = replace(watch, station=station)

    def _taken(self, takeover: _Takeover, cluster_view: ClusterView) -> Watch | None:
        station_id, now_s = takeover.station.station_id, self._steady_s()
        takeover.is_clear = (
            takeover.is_clear
            or self._clock.now_s() - takeover.begun_s > self._patience_s
            or not self._pending_reclaim.in_hand(station_id, cluster_view)
        )
        if not takeover.is_clear or now_s < takeover.retry_at_s:
            return None
        if takeover.question is None:
            takeover.question = self._track_handover.ask(station_id)
            takeover.retry_at_s = now_s + (0 if takeover.question else _RETRY_S)
        if takeover.question is None or not takeover.question.done():
            return None
        try:
            tracker = self._track_handover.tracker(station_id, takeover.question)
        except SegmenterError as error:
            _log.warning("latest poses not known yet", station_id=station_id, reason=str(error))
            takeover.question, takeover.retry_at_s = None, now_s + _RETRY_S
            return None
        return Watch(takeover.station, tracker)
