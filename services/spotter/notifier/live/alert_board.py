"""What asks for a trainer now, as far as the records say. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from spotter.notifier.live.pages.viewer import WHOLE_GYM, Audience, Subject, Viewer, Whose
from spotter.notifier.live.training.attendance import Attendance
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.alerts.alerts import (
    AlertsView,
    AlertView,
    ClassLineView,
    CueView,
    NeedView,
    PresenceView,
    SilenceView,
)
from spotter.notifier.views.words import Words

_PATIENCE_S = 3.0
_ENDED_SHOWN_MS, _CUES_SHOWN_MS = 120_000, 600_000
_NOT_YET = Words("Alerts are not known yet.", {"de": "Meldungen sind noch nicht bekannt."})
_AWAY = Words(
    "The gym's records are away: no alert is opened, taken or answered until they are back. "
    "Reps are judged all the same.",
    {
        "de": "Die Aufzeichnungen des Studios sind weg: Bis sie zurück sind, wird keine Meldung "
        "geöffnet, übernommen oder beantwortet. Wiederholungen werden trotzdem beurteilt."
    },
)


@dataclass(frozen=True, slots=True)
class AlertChange:
    """What has changed for those who see something of ``whose`` it is; without: for everybody."""

    alerts: AlertsView
    whose: frozenset[Whose] = frozenset()


class AlertBoard:
    """Keeps alerts, lines, needs, silences, cues and presences by id.

    ``clock`` returns monotonic seconds; ``attendance`` says who trains. Records that are away for a
    moment are waited for; after three seconds the board says that they are away.
    """

    def __init__(
        self, clock: Callable[[], float], attendance: Attendance, *, has_records: bool
    ) -> None:
        self.attendance = attendance
        self.has_records = has_records
        self._clock = clock
        self._away_since_s: float | None = None
        self._has_answered = False
        self._told_problem: str = _NOT_YET
        self._clear()

    def _clear(self) -> None:
        self.alerts: dict[str, AlertView] = {}
        self._lines: dict[str, ClassLineView] = {}
        self._needs: dict[str, NeedView] = {}
        self.silences: dict[str, SilenceView] = {}
        self.cues: dict[str, CueView] = {}
        self._presences: dict[str, PresenceView] = {}
        self._is_flood = False

    @property
    def answers(self) -> bool:
        """Whether the records answered when they were asked last."""
        return self.has_records and self._away_since_s is None

    @property
    def problem(self) -> str:
        """Why alerts are not known, as pages were told last; empty: they are."""
        return self._told_problem

    def replace(self, known: AlertsView) -> bool:
        """Set everything, as the records answered; return whether anything is different."""
        before = self._whole(), self._told_problem
        self._clear()
        self.change(known)
        return before != (self._whole(), self._told_problem)

    def change(self, changes: AlertsView) -> list[AlertChange]:
        """Apply what has changed, as the records answered; return whom to tell what."""
        before, self._is_flood = self._is_flood, changes.is_flood
        self.alerts |= {one.alert_id: one for one in changes.alerts}
        self._lines |= {one.line_id: one for one in changes.lines}
        self._needs |= {one.station_id: one for one in changes.needs}
        self.silences |= {one.silence_id: one for one in changes.silences}
        self.cues |= {one.cue_id: one for one in changes.cues}
        self._presences |= {one.author: one for one in changes.presences}
        self._away_since_s, self._has_answered = None, True
        return self._for_each_audience(changes, for_all=before != changes.is_flood) + self.turn()

    def lose(self) -> None:
        """Note that the records do not answer."""
        if self._away_since_s is None:
            self._away_since_s = self._clock()

    def turn(self) -> list[AlertChange]:
        """What to tell because time has passed: that the records are away, or back."""
        problem = self._problem
        if problem == self._told_problem:
            return []
        self._told_problem = problem
        return [AlertChange(AlertsView(is_flood=self._is_flood, problem=problem))]

    def forget_old(self, now_ms: int) -> None:
        """Forget what is over; ``now_ms`` since the Unix epoch."""
        ended_ms = now_ms - _ENDED_SHOWN_MS
        self.alerts = {k: v for k, v in self.alerts.items() if _is_shown(v.ended_ms, ended_ms)}
        self._lines = {k: v for k, v in self._lines.items() if _is_shown(v.ended_ms, ended_ms)}
        self.silences = {k: v for k, v in self.silences.items() if v.until_ms > now_ms}
        self.cues = {k: v for k, v in self.cues.items() if v.at_ms > now_ms - _CUES_SHOWN_MS}
        self._presences = {k: v for k, v in self._presences.items() if v.until_ms > now_ms}

    def seen_by(self, viewer: Viewer, now_ms: int) -> AlertsView | None:
        """All that a viewer may know of it; None where nobody keeps alerts."""
        if not self.has_records:
            return None
        self.forget_old(now_ms)
        seen: defaultdict[str, list[View]] = defaultdict(list)
        for name, one, whose in self._parts(self._whole()):
            if viewer.belongs_to(Audience(Subject.ALERTS, whose)):
                seen[name].append(one)
        return self._view(seen)

    def _whole(self) -> AlertsView:
        return AlertsView(
            alerts=tuple(self.alerts.values()),
            lines=tuple(self._lines.values()),
            needs=tuple(self._needs.values()),
            silences=tuple(self.silences.values()),
            cues=tuple(self.cues.values()),
            presences=tuple(self._presences.values()),
            is_flood=self._is_flood,
        )

    @property
    def _problem(self) -> str:
        since_s = self._away_since_s
        if since_s is None:
            return "" if self._has_answered else _NOT_YET
        is_away = self._clock() - since_s >= _PATIENCE_S
        return _AWAY if is_away else self._told_problem

    def _for_each_audience(self, changes: AlertsView, *, for_all: bool) -> list[AlertChange]:
        parts: defaultdict[frozenset[Whose], defaultdict[str, list[View]]] = defaultdict(
            lambda: defaultdict(list)
        )
        if for_all:
            parts[frozenset()]  # made by being asked for
        for name, one, whose in self._parts(changes):
            parts[whose][name].append(one)
        return [AlertChange(self._view(part), of) for of, part in parts.items()]

    def whose(self, alert: AlertView) -> Whose:
        """Whose an alert is; one about nobody is about whoever trains there while it is open."""
        if alert.member_id:
            return Whose(alert.station_id, alert.member_id, alert.class_id or "")
        return self.attendance.whose_at(alert.station_id, alert.ended_ms)

    def _parts(self, known: AlertsView) -> Iterator[tuple[str, View, frozenset[Whose]]]:
        """Each thing with its field's name, and whose it is."""
        for alert in known.alerts:
            yield "alerts", alert, frozenset({self.whose(alert)})
        for line in known.lines:
            yield "lines", line, self._whose_alerts(line.alert_ids)
        for need in known.needs:
            yield "needs", need, frozenset({self.attendance.whose_now(need.station_id)})
        for silence in known.silences:
            yield "silences", silence, self._whose_silence(silence)
        for cue in known.cues:
            yield "cues", cue, frozenset({self.attendance.whose_at(cue.station_id, cue.at_ms)})
        for presence in known.presences:
            yield "presences", presence, frozenset()

    def _whose_alerts(self, alert_ids: Iterable[str]) -> frozenset[Whose]:
        known = (self.alerts.get(one) for one in alert_ids)
        return frozenset(self.whose(one) for one in known if one) or frozenset({WHOLE_GYM})

    def _whose_silence(self, silence: SilenceView) -> frozenset[Whose]:
        if silence.station_id:
            return frozenset({self.attendance.whose_now(silence.station_id)})
        if silence.alert_id:
            return self._whose_alerts([silence.alert_id])
        of_member = [k for k, v in self.alerts.items() if v.member_id == silence.member_id]
        whose = Whose(member_id=silence.member_id or "")
        return self._whose_alerts(of_member) | {whose}

    def _view(self, parts: dict[str, list[View]]) -> AlertsView:
        fields: dict[str, Any] = {name: tuple(some) for name, some in parts.items()}
        return AlertsView(is_flood=self._is_flood, problem=self._told_problem, **fields)


def _is_shown(ended_ms: int | None, since_ms: int) -> bool:
    return ended_ms is None or ended_ms > since_ms
