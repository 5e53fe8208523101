"""The stations that this worker reads: taken over, kept and let go."""

from dataclasses import dataclass, replace

import structlog

from pose_worker.backlog import Entry
from pose_worker.errors import SegmenterError
from pose_worker.leftovers import Leftovers
from pose_worker.roster import Roster
from pose_worker.seeds import Seeds
from pose_worker.segmenter import LatestPoses
from pose_worker.server_clock import ServerClock
from tracking.smoothing import Follower
from wire.stations import Station

_log = structlog.get_logger()

_SWEEP_S = 1.0
_RETRY_S = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Watch:
    """A station that this worker reads, and who is followed there."""

    station: Station
    tracker: Follower


@dataclass(slots=True)
class _Takeover:
    station: Station
    begun_s: float
    is_clear: bool = False
    question: LatestPoses | None = None
    retry_at_s: float = 0.0


class Watchlist:
    """Follows the roster.

    A station is read as soon as its former worker has finished what it had in hand, or
    ``patience_s`` is over, and the segmenter has said which people were there.
    """

    def __init__(
        self, leftovers: Leftovers, seeds: Seeds, clock: ServerClock, *, patience_s: float
    ) -> None:
        self.watches: dict[str, Watch] = {}
        self._leftovers = leftovers
        self._seeds = seeds
        self._clock = clock
        self._patience_s = patience_s
        self._roster: Roster | None = None
        self._released: dict[str, Watch] = {}
        self._takeovers: dict[str, _Takeover] = {}
        self._next_sweep_s = 0.0

    def watch_of(self, station_id: str) -> Watch:
        """The station's watch, also of a station that was let go since its entry was read."""
        return self.watches.get(station_id) or self._released[station_id]

    def turn(self, roster: Roster) -> None:
        """Let go, and begin or continue to take over, as the roster says."""
        if roster is not self._roster:
            self._roster = roster
            self._follow(roster.mine())
        for station_id, takeover in list(self._takeovers.items()):
            if watch := self._taken(takeover, roster):
                del self._takeovers[station_id]
                self.watches[station_id] = watch
                self._next_sweep_s = 0.0
                _log.info("station taken over", station=station_id)

    def sweep(self, roster: Roster) -> list[Entry]:
        """Fresh frames that dead workers left; looked for after a takeover and every second."""
        now_s = self._clock.steady_s()
        if now_s < self._next_sweep_s:
            return []
        self._next_sweep_s = now_s + _SWEEP_S
        return [
            entry
            for station_id in self.watches
            for entry in self._leftovers.claim(station_id, roster)
        ]

    def _follow(self, mine: dict[str, Station]) -> None:
        for station_id in self.watches.keys() - mine.keys():
            self._released[station_id] = self.watches.pop(station_id)
            _log.info("station let go", station=station_id)
        for station_id in self._takeovers.keys() - mine.keys():
            del self._takeovers[station_id]
        for station_id, station in mine.items():
            watch = self.watches.get(station_id)
            if watch is None:
                begun = _Takeover(station, self._clock.steady_s())
                self._takeovers.setdefault(station_id, begun).station = station
            elif watch.station != station:
                self.watches[station_id] = replace(watch, station=station)

    def _taken(self, takeover: _Takeover, roster: Roster) -> Watch | None:
        station_id, now_s = takeover.station.station_id, self._clock.steady_s()
        takeover.is_clear = (
            takeover.is_clear
            or now_s - takeover.begun_s > self._patience_s
            or not self._leftovers.in_hand(station_id, roster)
        )
        if not takeover.is_clear or now_s < takeover.retry_at_s:
            return None
        if takeover.question is None:
            takeover.question = self._seeds.ask(station_id)
            takeover.retry_at_s = now_s + (0 if takeover.question else _RETRY_S)
        if takeover.question is None or not takeover.question.done():
            return None
        try:
            tracker = self._seeds.tracker(station_id, takeover.question)
        except SegmenterError as error:
            _log.warning("latest poses not known yet", station=station_id, error=str(error))
            takeover.question, takeover.retry_at_s = None, now_s + _RETRY_S
            return None
        return Watch(takeover.station, tracker)
