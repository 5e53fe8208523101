"""What the engine remembers: plain values, in a piece for each station and one for the gym."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from spotter.alerting.plain import from_json, to_json
from spotter.alerting.values import Alert, ClassLine, Need, Presence, Silence, Whose
from spotter.movement.values import EquipmentKind, Fault, ReasonCode

GYM = ""
"""The name of the piece that is no station's."""


@dataclass(frozen=True, slots=True)
class SeenRep:
    """A judged rep, as far as later ones need it.

    ``names`` are those of its faults, worst first, and ``fault`` is the worst. ``ratio`` is its
    score divided by its threshold, 0 for an unscorable rep. ``range_ratio`` is how far the movement
    went, 1 as far as the reference's, if known. ``without`` is the equipment that it lacked.
    """

    rep_id: str
    exercise: str
    set_number: int
    ratio: float
    names: tuple[str, ...] = ()
    fault: Fault | None = None
    unscorable: ReasonCode | None = None
    range_ratio: float | None = None
    without: EquipmentKind | None = None


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A fault that a trainer has dismissed, and how bad it was then."""

    exercise: str
    name: str
    ratio: float


@dataclass(frozen=True, slots=True)
class Visit:
    """A person at a station: their latest reps, oldest first."""

    whose: Whose
    last_rep_us: int
    reps: tuple[SeenRep, ...] = ()
    dismissed: tuple[Dismissed, ...] = ()


@dataclass(frozen=True, slots=True)
class Camera:
    """Whether a camera is offline, since when, and when it went offline lately."""

    is_offline: bool = False
    since_us: int = 0
    drops_us: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptAlert:
    """An alert with what only the engine needs of it.

    ``name`` is the fault's, and ``points`` say how much that matters now. ``shown_us`` is when it
    was first shown, 0 before. ``pages_us`` is since when nobody has answered or was last called out
    for it, 0 while nobody is to be, and ``pages`` how often somebody was. ``is_shelved`` says that
    it has been shelved once.
    """

    alert: Alert
    name: str = ""
    set_number: int = 0
    points: float = 0.0
    shown_us: int = 0
    pages_us: int = 0
    pages: int = 0
    is_shelved: bool = False


@dataclass(frozen=True, slots=True)
class StationMemory:
    """All about one station; ``due_us`` is when something is due there by itself, 0: never."""

    station_id: str
    session: Whose | None = None
    camera: Camera = field(default_factory=Camera)
    looked_us: int = 0
    visits: tuple[Visit, ...] = ()
    alerts: tuple[KeptAlert, ...] = ()
    need: Need = field(default_factory=lambda: Need(""))
    due_us: int = 0


def with_alerts(station: StationMemory, alerts: tuple[KeptAlert, ...]) -> StationMemory:
    """The station with these alerts; itself if they are the same."""
    return station if alerts == station.alerts else replace(station, alerts=alerts)


@dataclass(frozen=True, slots=True)
class Quiet:
    """A silence, and what was there when it began.

    ``shelved`` is the alert whose fault it is about, ``urgent`` are those of high priority.
    """

    silence: Silence
    shelved: KeptAlert | None = None
    urgent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GymMemory:
    """All that is no station's; ``shown_us`` are the times at which something was first shown."""

    now_us: int = 0
    trainers: int = 0
    quiets: tuple[Quiet, ...] = ()
    presences: tuple[Presence, ...] = ()
    lines: tuple[ClassLine, ...] = ()
    shown_us: tuple[int, ...] = ()
    is_flood: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """The whole memory, as values; ``touched`` are stations of which not all has been settled."""

    stations: Mapping[str, StationMemory] = field(default_factory=dict)
    gym: GymMemory = field(default_factory=GymMemory)
    touched: Mapping[str, StationMemory] = field(default_factory=dict)

    def station(self, station_id: str) -> StationMemory:
        """A station's memory as it is now; a new one if it is not known."""
        known = self.touched.get(station_id) or self.stations.get(station_id)
        return known or StationMemory(station_id)

    @property
    def all(self) -> Mapping[str, StationMemory]:
        """All stations as they are now."""
        return {**self.stations, **self.touched}

    def having(self, *stations: StationMemory) -> "State":
        """The memory with these stations as they are now."""
        return replace(self, touched={**self.touched, **{one.station_id: one for one in stations}})

    def piece(self, name: str) -> str:
        """One piece as JSON."""
        return to_json(self.gym if name == GYM else self.stations[name])


@dataclass(frozen=True, slots=True)
class Memory:
    """All that lasts; ``pieces`` are JSON texts, by the station's id, or :data:`GYM`.

    The engine says which pieces have changed, so that little is written.
    """

    pieces: Mapping[str, str] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """As values.

        Raises :class:`AlertingError` for what is no memory.
        """
        gym = self.pieces.get(GYM)
        return State(
            {
                name: from_json(StationMemory, piece)
                for name, piece in self.pieces.items()
                if name != GYM
            },
            from_json(GymMemory, gym) if gym else GymMemory(),
        )
