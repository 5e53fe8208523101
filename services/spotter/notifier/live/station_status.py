"""What goes on the board: every station with its status, its count and its last verdict."""

import re
from collections import defaultdict
from collections.abc import Mapping

from spotter.notifier.live.tally import Tally
from spotter.notifier.views.models import StationView, StatusName, VerdictView
from spotter.wire.stations import ANY_EXERCISE, Judged, Station, StationState, Status

_ALL = "*"
"""In place of an exercise: of all together."""


class StationStatusBoard:
    """All stations as they are known right now.

    A station that is said to be live but has shown no news for ``silent_after_s`` is put down as
    offline since its last news. Times are seconds since the Unix epoch. Of the verdicts those are
    tallied that were said since ``tallied_since_ms`` of the exercise that is trained there now;
    where that has to be recognised, it is the one of the latest rep; where everybody is judged as
    well, people may do different ones, and all are tallied together.
    """

    def __init__(self, *, silent_after_s: float, tallied_since_ms: int = 0) -> None:
        self._silent_after_s = silent_after_s
        self._tallied_since_ms = tallied_since_ms
        self._stations: dict[str, Station] = {}
        self._states: dict[str, StationState] = {}
        self._news_s: dict[str, float] = {}
        self._latest: dict[str, VerdictView] = {}
        self._tallies: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)

    @property
    def stations(self) -> Mapping[str, Station]:
        """The stations by their ids, in the order in which they are shown."""
        return self._stations

    def set_stations(self, stations: Mapping[str, Station], now_s: float) -> bool:
        """Replace the stations; say whether that changed anything."""
        ordered = dict(sorted(stations.items(), key=lambda item: _shown_order(item[1])))
        changed = list(ordered.items()) != list(self._stations.items())
        for station_id in ordered.keys() - self._stations.keys():
            self._news_s.setdefault(station_id, now_s)
        self._stations = ordered
        return changed

    def set_state(self, state: StationState, now_s: float) -> None:
        """Note a station's state. An older one than is known already is no news."""
        known = self._states.get(state.station_id)
        if known and (known.since_us > state.since_us or known == state):
            return
        self._states[state.station_id] = state
        self.note_news(state.station_id, now_s)

    def note_news(self, station_id: str, now_s: float) -> None:
        """Note that something new was heard of a station."""
        self._news_s[station_id] = now_s

    def add_verdict(self, said: VerdictView) -> None:
        """Note a verdict."""
        if said.said_ms >= self._tallied_since_ms:
            self._tallies[said.station_id, said.exercise].add(said)
            self._tallies[said.station_id, _ALL].add(said)
            known = self._latest.get(said.station_id, said)
            self._latest[said.station_id] = max(known, said, key=lambda one: one.started_ms)

    def view(self, station_id: str, now_s: float) -> StationView:
        """One station; raises :class:`KeyError` when there is no such station."""
        station = self._stations[station_id]
        status, since_ms, reason = self._status(station_id, now_s)
        everybody = station.judged is Judged.EVERYBODY
        mixed = everybody and not station.exercise
        exercise = station.exercise or ("" if mixed else self._recognised_at(station))
        tally = self._tallies[station_id, _ALL if mixed else exercise]
        return StationView(
            station_id=station_id,
            name=station.name or station_id,
            exercise=exercise or _may_be(station),
            status=status,
            since_ms=since_ms,
            reason=reason,
            set_number=tally.last.set_number if tally.last else None,
            rep_count=tally.rep_count,
            last=tally.last,
            recent=tally.recent,
            everybody=everybody,
            people=tally.people if everybody else (),
        )

    def views(self, now_s: float) -> list[StationView]:
        """Every station, in the order in which they are shown."""
        return [self.view(station_id, now_s) for station_id in self._stations]

    def _recognised_at(self, station: Station) -> str:
        """Empty before there is a verdict of one of the candidates."""
        latest = self._latest.get(station.station_id)
        if latest is None:
            return ""
        may_be = station.candidates == (ANY_EXERCISE,) or latest.exercise in station.candidates
        return latest.exercise if may_be else ""

    def _status(self, station_id: str, now_s: float) -> tuple[StatusName, int | None, str]:
        state = self._states.get(station_id)
        if state is None:
            return "connecting", None, ""
        news_s = self._news_s.get(station_id, now_s)
        if state.status is Status.LIVE and now_s - news_s > self._silent_after_s:
            return "offline", int(news_s * 1000), "no poses from this station"
        return state.status.value, state.since_us // 1000, state.reason


def _may_be(station: Station) -> str:
    is_any = station.candidates == (ANY_EXERCISE,)
    return "any exercise" if is_any else " or ".join(station.candidates)


def _shown_order(station: Station) -> tuple[list[tuple[int, str]], str]:
    """Names in the order that people expect: Rack 2 before Rack 10."""
    parts = re.findall(r"\d+|\D+", station.name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], (
        station.station_id
    )
