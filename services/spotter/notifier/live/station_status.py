"""The board: every station with its status, rep count and last verdict."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from spotter.notifier.live.due_times import DueTimes
from spotter.notifier.live.keeping_up.shortfall import Shortfall
from spotter.notifier.live.tally import Tally
from spotter.notifier.views.models import StationView, StatusName, VerdictView
from spotter.wire.stations import ANY_EXERCISE, Judged, Station, StationState, Status

_ALL = "*"
"""Stands for all exercises together."""


class StationStatusBoard:
    """The current state of all stations.

    A live station that has sent nothing for ``silent_after_s`` shows as offline since its last
    sign of life. Times are seconds since the Unix epoch.

    The tally counts the verdicts since ``tallied_since_ms`` on the station's exercise. If the
    exercise has to be recognised, it is that of the latest rep. If everybody is judged as well,
    people may do different exercises, and the tally counts all of them.

    It notes which stations may look otherwise than before, so that nobody has to look at the rest.
    """

    def __init__(self, *, silent_after_s: float, tallied_since_ms: int = 0) -> None:
        self._silent_after_s = silent_after_s
        self._tallied_since_ms = tallied_since_ms
        self._stations: dict[str, Station] = {}
        self._states: dict[str, StationState] = {}
        self._last_activity_s: dict[str, float] = {}
        self._latest: dict[str, VerdictView] = {}
        self._problems: dict[str, str] = {}
        self._shortfalls: dict[str, tuple[Shortfall, ...]] = {}
        self._filmed: frozenset[str] = frozenset()
        self._tallies: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
        self._changed: dict[str, None] = {}
        self._silent = DueTimes()

    @property
    def stations(self) -> Mapping[str, Station]:
        """The stations by id, in the order they are shown."""
        return self._stations

    def set_stations(self, stations: Mapping[str, Station], now_s: float) -> bool:
        """Replace the stations; return whether they have changed."""
        ordered = dict(sorted(stations.items(), key=lambda item: _shown_order(item[1])))
        for gone in self._stations.keys() - ordered.keys():
            self._forget(gone)
        changed = list(ordered.items()) != list(self._stations.items())
        for station_id in ordered.keys() - self._stations.keys():
            self._last_activity_s.setdefault(station_id, now_s)
        self._stations = ordered
        if changed:
            self._note_changes(ordered)
        return changed

    def take_changed(self, now_s: float) -> list[str]:
        """The stations that may look otherwise than when this was asked last."""
        self._note_changes(self._silent.pop(now_s))
        changed, self._changed = self._changed, {}
        return [station_id for station_id in changed if station_id in self._stations]

    def set_state(self, state: StationState, now_s: float) -> None:
        """Set a station's state, unless it is older than the known one.

        A known one from the future is from before the clock was set back.
        """
        known = self._states.get(state.station_id)
        if known and (state.since_us < known.since_us <= now_s * 1e6 or known == state):
            return
        self._states[state.station_id] = state
        if known is None or _shown(known) != _shown(state):
            self._note_changes([state.station_id])
        # What its camera gives says nothing of what comes of it.
        if known is None or (known.status, known.since_us) != (state.status, state.since_us):
            self.note_activity(state.station_id, now_s)

    def note_activity(self, station_id: str, now_s: float) -> None:
        """Note that a station has just sent something."""
        self._last_activity_s[station_id] = now_s
        if not self._silent.put_off(station_id, now_s + self._silent_after_s):
            self._note_changes([station_id])

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Set where the pipeline of each station stalls, in words; without those where it flows."""
        self._note_changes(_different(self._problems, problems))
        self._problems = dict(problems)

    def set_shortfalls(self, shortfalls: Mapping[str, tuple[Shortfall, ...]]) -> None:
        """Set what each live station lacks so that its reps can be judged."""
        self._note_changes(_different(self._shortfalls, shortfalls))
        self._shortfalls = dict(shortfalls)

    def set_filmed(self, station_ids: frozenset[str]) -> None:
        """Set the stations whose pictures are being kept."""
        self._note_changes(self._filmed ^ station_ids)
        self._filmed = station_ids

    def live(self) -> list[tuple[Station, StationState]]:
        """The stations whose camera says that it is live, and its state."""
        return [(self._stations[one], self._states[one]) for one in self.live_ids()]

    def live_ids(self) -> list[str]:
        """The stations whose camera says that it is live."""
        live = {station_id for station_id, one in self._states.items() if one.status is Status.LIVE}
        return [station_id for station_id in self._stations if station_id in live]

    def add_verdict(self, verdict: VerdictView) -> None:
        """Add a verdict."""
        self._note_changes([verdict.station_id])
        if verdict.said_ms >= self._tallied_since_ms:
            self._tallies[verdict.station_id, verdict.exercise].add(verdict)
            self._tallies[verdict.station_id, _ALL].add(verdict)
            known = self._latest.get(verdict.station_id, verdict)
            self._latest[verdict.station_id] = max(known, verdict, key=lambda one: one.started_ms)

    def view(self, station_id: str, now_s: float, *, session_id: str | None = None) -> StationView:
        """One station, with all reps or those of one session; :class:`KeyError`: there is none."""
        station = self._stations[station_id]
        status, since_ms, reason = self._status(station_id, now_s)
        everybody = station.judged is Judged.EVERYBODY
        mixed = everybody and not station.exercise
        exercise = station.exercise or ("" if mixed else self._recognised_at(station))
        tally = self._tallies[station_id, _ALL if mixed else exercise]
        if session_id is not None:
            tally = tally.in_session(session_id)
        return StationView(
            station_id=station_id,
            name=station.name or station_id,
            exercise=exercise or _candidates_in_words(station),
            status=status,
            since_ms=since_ms,
            reason=reason,
            problem=self._problems.get(station_id, "") if status == "live" else "",
            shortfalls=self._shortfalls_in_words(station_id) if status == "live" else (),
            delay_s=self._delay_s(station_id),
            set_number=tally.last.set_number if tally.last else None,
            rep_count=tally.rep_count,
            good_count=tally.good_count,
            last=tally.last,
            recent=tally.recent,
            everybody=everybody,
            people=tally.people if everybody else (),
            is_filmed_by_screen=bool(station.pictures_address),
            keeps_pictures=station_id in self._filmed,
        )

    def _note_changes(self, station_ids: Iterable[str]) -> None:
        self._changed |= dict.fromkeys(station_ids)

    def _forget(self, station_id: str) -> None:
        self._last_activity_s.pop(station_id, None)
        self._states.pop(station_id, None)
        self._latest.pop(station_id, None)
        self._silent.forget(station_id)
        for tallied in [one for one in self._tallies if one[0] == station_id]:
            del self._tallies[tallied]

    def _recognised_at(self, station: Station) -> str:
        """The recognised exercise; empty until one of the candidates has a verdict."""
        latest = self._latest.get(station.station_id)
        if latest is None:
            return ""
        is_candidate = (
            station.candidates == (ANY_EXERCISE,) or latest.exercise in station.candidates
        )
        return latest.exercise if is_candidate else ""

    def _status(self, station_id: str, now_s: float) -> tuple[StatusName, int | None, str]:
        state = self._states.get(station_id)
        if state is None:
            return "connecting", None, ""
        last_activity_s = self._last_activity_s.get(station_id, now_s)
        if state.status is Status.LIVE and now_s - last_activity_s > self._silent_after_s:
            why = self._problems.get(station_id, "no poses from this station")
            return "offline", int(last_activity_s * 1000), why
        return state.status.value, state.since_us // 1000, state.reason

    def _shortfalls_in_words(self, station_id: str) -> tuple[str, ...]:
        return tuple(one.words for one in self._shortfalls.get(station_id, ()))

    def _delay_s(self, station_id: str) -> float:
        state = self._states.get(station_id)
        return state.delay_s if state else 0.0


def _shown(state: StationState) -> tuple[Status, int, str, float]:
    """Without what its camera measures every second."""
    return state.status, state.since_us, state.reason, state.delay_s


def _different(before: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    return [one for one in before.keys() | now.keys() if before.get(one) != now.get(one)]


def _candidates_in_words(station: Station) -> str:
    is_any = station.candidates == (ANY_EXERCISE,)
    return "any exercise" if is_any else " or ".join(station.candidates)


def _shown_order(station: Station) -> tuple[str, float, list[tuple[int, str]], str]:
    """The gym's own order; without one, names the way people expect: Rack 2 before Rack 10."""
    pieces = re.findall(r"\d+|\D+", station.name.casefold())
    name = [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in pieces]
    return station.part, station.position or math.inf, name, station.station_id
