"""Alerts and what belongs to them. Times are microseconds since the Unix epoch."""

from dataclasses import dataclass, field
from enum import Enum, IntEnum

from spotter.movement.values import EquipmentKind, Fault


class Kind(Enum):
    """What an alert is about. Calls and two people are latched: they stay until they are seen."""

    FAULT = "fault"
    DIFFERS = "differs"
    UNSCORABLE = "unscorable"
    TWO_PEOPLE = "two_people"
    CAMERA = "camera"
    CALL = "call"

    @property
    def is_latched(self) -> bool:
        """Whether it stays open after its condition has ended, until somebody has seen it."""
        return self in {Kind.TWO_PEOPLE, Kind.CALL}

    @property
    def is_form(self) -> bool:
        """Whether it is about how somebody moves, as far as their camera shows it."""
        return self in {Kind.FAULT, Kind.DIFFERS, Kind.UNSCORABLE}


class Priority(IntEnum):
    """How urgent an alert is: to know, to look at soon, to look at now."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


class Trend(Enum):
    """How the latest reps compare with those before; unknown with too few reps."""

    UNKNOWN = ""
    BETTER = "better"
    STEADY = "steady"
    WORSE = "worse"


class Ending(Enum):
    """Why an alert ended; the first two are by itself."""

    FIXED = "fixed"
    NOTHING_FOLLOWED = "nothing_followed"
    WAS_FINE = "was_fine"
    CLOSED = "closed"


class Holding(Enum):
    """Why an alert is not shown among the first."""

    BUDGET = "budget"
    CLASS_LINE = "class_line"
    SILENCE = "silence"
    CAMERA = "camera"


@dataclass(frozen=True, slots=True)
class Whose:
    """Where something was seen, and whose it is; what is empty is nobody's in particular.

    ``visit_id`` is the person's: the session's id, or that of the track.
    """

    station_id: str
    visit_id: str = ""
    session_id: str = ""
    member_id: str = ""
    class_id: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an alert or a need rests on.

    ``faulty_reps`` of the latest ``reps`` have the fault, ``in_a_row`` of them without one in
    between up to the last. ``worst_ratio`` is the worst rep's score divided by its threshold, 0
    where there is none. ``rep_ids`` are those that have it, latest first.
    """

    reps: int = 0
    faulty_reps: int = 0
    in_a_row: int = 0
    worst_ratio: float = 0.0
    trend: Trend = Trend.UNKNOWN
    worst_rep_id: str = ""
    rep_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taking:
    """Who has taken an alert, when, and until when it is theirs if nothing follows."""

    author: str
    at_us: int
    until_us: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Who first sent a cue for an alert, or said that its rep was wrong, and when."""

    author: str
    at_us: int


@dataclass(frozen=True, slots=True)
class Alert:
    """What asks for a trainer.

    ``alert_id`` is a UUID made of what opened it. ``fault`` is as the worst rep has it. ``rank`` is
    its place: the larger goes first. ``escalation`` is how often nobody has answered. ``taking`` of
    an ended alert is who had it then. ``answer`` stays when a taking lapses or is handed
    back. ``without`` is the equipment that all of its reps lacked.
    """

    alert_id: str
    kind: Kind
    priority: Priority
    whose: Whose
    opened_us: int
    risen_us: int
    exercise: str = ""
    fault: Fault | None = None
    without: EquipmentKind | None = None
    evidence: Evidence = field(default_factory=Evidence)
    is_active: bool = True
    is_latched: bool = False
    taking: Taking | None = None
    holding: Holding | None = None
    silence_id: str = ""
    line_id: str = ""
    ended_us: int = 0
    ending: Ending | None = None
    rank: float = 0.0
    escalation: int = 0
    declined_by: tuple[str, ...] = ()
    answer: Answer | None = None

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.ending is None


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One line for a class in which ``people`` of the ``out_of`` who do it share a fault."""

    line_id: str
    class_id: str
    exercise: str
    fault: Fault
    people: int
    out_of: int
    alert_ids: tuple[str, ...]
    begun_us: int
    ended_us: int = 0


@dataclass(frozen=True, slots=True)
class Need:
    """How much somebody at a station needs a trainer; rank 0 and no priority: all is well.

    ``looked_us`` is when a trainer last looked there; 0: not yet.
    """

    station_id: str
    rank: float = 0.0
    priority: Priority | None = None
    exercise: str = ""
    fault: Fault | None = None
    evidence: Evidence = field(default_factory=Evidence)
    looked_us: int = 0


@dataclass(frozen=True, slots=True)
class Silence:
    """Being quiet about a member, a station, or an alert's fault, for a time."""

    silence_id: str
    member_id: str
    station_id: str
    alert_id: str
    author: str
    reason: str
    begun_us: int
    until_us: int
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class Presence:
    """A trainer at the console, until then."""

    author: str
    until_us: int


@dataclass(frozen=True, slots=True)
class CallOut:
    """A trainer is to be reached for an alert, now; whom, others decide.

    ``step`` is 0 at first, and more each time that nobody has answered.
    """

    alert_id: str
    step: int
