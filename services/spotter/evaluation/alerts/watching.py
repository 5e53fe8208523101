"""What a trainer sees of the class: by the rules of alerting, and if every bad rep alerts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spotter.alerting.engine import Engine
from spotter.alerting.events import CueSent, Event, Looked, PresenceNoted, SessionBegun
from spotter.alerting.memory import Memory
from spotter.alerting.rules import MINUTE_US, SECOND_US, Rules
from spotter.alerting.values import Alert, ClassLine, Need
from spotter.evaluation.alerts.performing import JudgedRep
from spotter.movement.values import Outcome

LOOK_US = 30 * SECOND_US
"""How long the trainer takes for one alert."""
_TRAINER = "trainer"
_FIRST = 5


@dataclass
class Watched:
    """What the trainer was shown.

    ``firsts`` are the stations of the first five in each minute; ``shown`` the alerts about one
    member, as a station and when, and ``lines`` the times of those about the class. ``looks`` are
    the times at which the trainer looked at each station.
    """

    firsts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    shown: list[tuple[str, int]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    looks: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def interruptions(self) -> list[int]:
        """When something was shown, in order."""
        return sorted([*(at for _, at in self.shown), *self.lines])


class _Desk:
    """A trainer's place: what the engine says has changed, and what the trainer does about it."""

    def __init__(self, rules: Rules) -> None:
        self._engine = Engine(rules, Memory())
        self._alerts: dict[str, Alert] = {}
        self._lines: dict[str, ClassLine] = {}
        self._needs: dict[str, Need] = {}
        self._known: set[str] = set()
        self.watched = Watched()

    def take(self, event: Event, at_us: int) -> None:
        """Something happens."""
        changes = self._engine.take(event, at_us)
        self._alerts |= {one.alert_id: one for one in changes.alerts}
        self._lines |= {one.line_id: one for one in changes.lines}
        self._needs |= {one.station_id: one for one in changes.needs}
        for alert in self._shown():
            if alert.alert_id not in self._known:
                self.watched.shown.append((alert.whose.station_id, at_us))
        self.watched.lines += [at_us for one in changes.lines if one.line_id not in self._known]
        self._known |= {one.alert_id for one in self._shown()} | set(self._lines)

    def answer(self, at_us: int) -> None:
        """The trainer is free, and answers what comes first."""
        self.take(PresenceNoted(_TRAINER, MINUTE_US), at_us)
        for event in self._answers():
            self.take(event, at_us)
            self.watched.looks[event.station_id].append(at_us)

    def first_five(self) -> tuple[str, ...]:
        """The stations that need the trainer most."""
        needing = [one for one in self._needs.values() if one.rank > 0]
        needing.sort(key=lambda one: (-one.rank, one.station_id))
        return tuple(one.station_id for one in needing[:_FIRST])

    def _shown(self) -> list[Alert]:
        """The alerts that are shown, in order."""
        shown = (one for one in self._alerts.values() if one.is_open and one.holding is None)
        return sorted(shown, key=lambda one: (-one.rank, one.alert_id))

    def _answers(self) -> list[CueSent | Looked]:
        for alert in self._shown():
            if alert.taking is None:
                station_id = alert.whose.station_id
                cue = CueSent(station_id, _TRAINER, alert.alert_id)
                return [cue, Looked(station_id, _TRAINER)]
        for line in self._lines.values():
            if not line.ended_us and (unseen := self._unseen(line)):
                return [Looked(one, _TRAINER) for one in unseen]
        return []

    def _unseen(self, line: ClassLine) -> list[str]:
        """The line's stations at which the trainer has not looked since it began."""
        stations = {self._alerts[one].whose.station_id for one in line.alert_ids}
        looks = self.watched.looks
        return sorted(one for one in stations if max(looks[one], default=-1) < line.begun_us)


def watched_by_rules(reps: Sequence[JudgedRep], minutes: int, rules: Rules) -> Watched:
    """What the engine shows of the reps, in order, to a trainer who answers one alert at a time.

    Every half minute the trainer looks at the first alert that nobody has, and sends a cue; without
    one, at the members of a line, each once. It does not change what the members do.
    """
    desk = _Desk(rules)
    for whose in sorted({rep.judged.whose for rep in reps}, key=lambda one: one.station_id):
        desk.take(SessionBegun(whose), 0)
    for at_us, rep in _timeline(reps, minutes):
        if rep is not None:
            desk.take(rep.judged, at_us)
            continue
        desk.answer(at_us)
        if at_us % MINUTE_US == 0:
            desk.watched.firsts[at_us] = desk.first_five()
    return desk.watched


def watched_every_bad_rep(reps: Sequence[JudgedRep], minutes: int) -> Watched:
    """What a feed of all faulty reps shows, the latest first, to the same trainer."""
    watched, feed, new = Watched(), list[str](), list[str]()
    for at_us, rep in _timeline(reps, minutes):
        if rep is not None:
            if rep.judged.outcome is Outcome.FAULTY:
                station_id = rep.judged.whose.station_id
                watched.shown.append((station_id, at_us))
                feed.append(station_id)
                new.append(station_id)
            continue
        if new:
            watched.looks[new.pop()].append(at_us)
        if at_us % MINUTE_US == 0:
            watched.firsts[at_us] = tuple(dict.fromkeys(reversed(feed)))[:_FIRST]
    return watched


def _timeline(reps: Iterable[JudgedRep], minutes: int) -> Iterator[tuple[int, JudgedRep | None]]:
    """Reps, and None at the times at which the trainer is free."""
    free = [(at_us, None) for at_us in range(LOOK_US, minutes * MINUTE_US + 1, LOOK_US)]
    both: list[tuple[int, JudgedRep | None]] = [*((rep.at_us, rep) for rep in reps), *free]
    return iter(sorted(both, key=lambda one: (one[0], one[1] is None)))
