"""A hall of people in virtual time: what happens there, and what a trainer's board shows of it."""

from dataclasses import dataclass, field

from spotter.alerting.changes import Changes
from spotter.alerting.engine import Engine
from spotter.alerting.events import (
    CameraChanged,
    Closed,
    Event,
    Looked,
    RepJudged,
    SessionBegun,
    SessionEnded,
    Taken,
)
from spotter.alerting.memory import Memory
from spotter.alerting.rules import SECOND_US, Rules
from spotter.alerting.values import (
    Alert,
    CallOut,
    ClassLine,
    Need,
    Presence,
    Silence,
    Whose,
)
from spotter.movement.values import (
    Direction,
    EquipmentKind,
    Fault,
    FaultCode,
    Joint,
    Outcome,
    ReasonCode,
)

BEGIN_US = 1_800_000_000 * SECOND_US
REP_S = 3.0
GENEROUS = Rules(persists_of=(2, 3), fixed_reps=3, shown_for_each=1000, flood_for_each=1000)
"""Rules under which nothing waits for its turn; two of three reps suffice, for short scenarios."""

_FAULTS = {
    FaultCode.KNEES_IN: (Joint.LEFT_KNEE, Direction.INWARD),
    FaultCode.SITS_TOO_HIGH: (Joint.MID_HIP, Direction.HIGHER),
    FaultCode.LEANS_FORWARD: (Joint.NOSE, Direction.FORWARD),
    FaultCode.SIDE_LAGS: (Joint.LEFT_WRIST, Direction.LOWER),
}


def fault(code: FaultCode, size_tl: float = 0.3, joint: Joint | None = None) -> Fault:
    """A fault of that code, as the scorer tells it."""
    usual_joint, direction = _FAULTS[code]
    return Fault(joint or usual_joint, 0.5, direction, size_tl, 10, code=code)


def whose(name: str, class_id: str = "") -> Whose:
    """A member of that name, at the station of that name."""
    return Whose(name, f"session {name}", f"session {name}", f"member {name}", class_id)


@dataclass
class Hall:
    """An engine, the time, and a board that only knows what the engine says has changed."""

    rules: Rules = GENEROUS
    now_us: int = BEGIN_US
    alerts: dict[str, Alert] = field(default_factory=dict)
    lines: dict[str, ClassLine] = field(default_factory=dict)
    needs: dict[str, Need] = field(default_factory=dict)
    silences: dict[str, Silence] = field(default_factory=dict)
    presences: dict[str, Presence] = field(default_factory=dict)
    calls_out: list[CallOut] = field(default_factory=list)
    is_flood: bool = False
    stored: dict[str, str] = field(default_factory=dict)
    reps: int = 0

    make: type[Engine] = Engine

    def __post_init__(self) -> None:
        self.engine = self.make(self.rules, Memory())

    def happens(self, event: Event) -> Changes:
        """It happens now."""
        return self._noted(self.engine.take(event, self.now_us))

    def wait(self, seconds: float) -> None:
        """Time passes."""
        self.now_us += round(seconds * SECOND_US)
        self._noted(self.engine.advance(self.now_us))

    def restart(self) -> None:
        """The process is killed, and another goes on from what was stored."""
        self.engine = self.make(self.rules, Memory(dict(self.stored)))

    def does(  # noqa: PLR0913 - all that a rep may be
        self,
        name: str,
        reps: str,
        code: FaultCode = FaultCode.KNEES_IN,
        *,
        ratio: float = 1.5,
        exercise: str = "squat",
        class_id: str = "",
        set_number: int = 1,
        second: FaultCode | None = None,
        joint: Joint | None = None,
        range_ratio: float | None = None,
    ) -> None:
        """Reps of 3 s each: ``.`` a good one, ``x`` one with the fault, ``?`` an unscorable one,
        ``2`` one with two people, ``-`` one that lacks frames, ``b`` one without its bar."""
        for letter in reps:
            self.wait(REP_S)
            self.reps += 1
            more = (fault(second),) if second else ()
            self.happens(
                RepJudged(
                    f"{name}-{self.reps}",
                    whose(name, class_id),
                    exercise,
                    set_number,
                    _OUTCOMES[letter],
                    {"x": ratio, ".": 0.4}.get(letter, 0.0),
                    (fault(code, joint=joint), *more) if letter == "x" else (),
                    _REASONS.get(letter),
                    range_ratio=range_ratio,
                    without=EquipmentKind.BARBELL if letter == "b" else None,
                )
            )

    def arrives(self, name: str, class_id: str = "") -> None:
        """A member begins a session."""
        self.happens(SessionBegun(whose(name, class_id)))

    def leaves(self, name: str) -> None:
        """They end it."""
        self.happens(SessionEnded(name, whose(name).session_id))

    def camera(self, name: str, *, is_offline: bool) -> None:
        """A station's camera goes away, or comes back."""
        self.happens(CameraChanged(name, is_offline))

    def looks(self, author: str, name: str) -> None:
        """A trainer looks at a station."""
        self.happens(Looked(name, author))

    def takes(self, author: str, *alerts: Alert, take_over: bool = False) -> None:
        """A trainer takes alerts."""
        self.happens(Taken(tuple(one.alert_id for one in alerts), author, take_over))

    def closes(self, author: str, *alerts: Alert) -> None:
        """A trainer closes alerts."""
        self.happens(Closed(tuple(one.alert_id for one in alerts), author))

    def differs(self, name: str) -> None:
        """A faulty rep with which the set turns out to differ throughout."""
        self.wait(REP_S)
        self.reps += 1
        rep_id = f"{name}-{self.reps}"
        self.happens(
            RepJudged(rep_id, whose(name), "squat", 1, Outcome.FAULTY, 1.2, differs_throughout=True)
        )

    @property
    def open(self) -> list[Alert]:
        """The open alerts, in order."""
        return sorted(
            (one for one in self.alerts.values() if one.is_open), key=lambda one: -one.rank
        )

    @property
    def shown(self) -> list[str]:
        """The stations of the alerts that are shown, in order."""
        return [one.whose.station_id for one in self.open if one.holding is None]

    def of(self, name: str) -> list[Alert]:
        """All alerts of a station, as they were opened."""
        found = [one for one in self.alerts.values() if one.whose.station_id == name]
        return sorted(found, key=lambda one: one.opened_us)

    def alert(self, name: str) -> Alert:
        """The station's one alert that is open."""
        (found,) = [one for one in self.of(name) if one.is_open]
        return found

    def _noted(self, changes: Changes) -> Changes:
        self.alerts |= {one.alert_id: one for one in changes.alerts}
        self.lines |= {one.line_id: one for one in changes.lines}
        self.needs |= {one.station_id: one for one in changes.needs}
        self.silences |= {one.silence_id: one for one in changes.silences}
        self.presences |= {one.author: one for one in changes.presences}
        self.calls_out += changes.calls_out
        self.is_flood = changes.is_flood
        self.stored |= {name: self.engine.piece(name) for name in changes.pieces}
        return changes


_OUTCOMES = {
    ".": Outcome.GOOD,
    "x": Outcome.FAULTY,
    "?": Outcome.UNSCORABLE,
    "2": Outcome.UNSCORABLE,
    "-": Outcome.UNSCORABLE,
    "b": Outcome.UNSCORABLE,
}
_REASONS = {
    "?": ReasonCode.JOINTS_UNSEEN,
    "2": ReasonCode.TWO_PEOPLE,
    "-": ReasonCode.GAP,
    "b": ReasonCode.EQUIPMENT_UNSEEN,
}
