"""Stations and the states of their cameras."""

from dataclasses import asdict, dataclass
from enum import Enum

from spotter.api.stations.v1 import station_pb2
from spotter.wire.encoding.enums import WireEnum
from spotter.wire.encoding.parsing import parse
from spotter.wire.errors import WireError

ANY_EXERCISE = "any"
"""Stands for every exercise that has a reference."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A rectangle in the picture, as ratios of its width and height, from the top left corner.

    Raises :class:`WireError` when it is empty or leaves the picture.
    """

    left_ratio: float
    top_ratio: float
    right_ratio: float
    bottom_ratio: float

    def __post_init__(self) -> None:
        across = 0 <= self.left_ratio < self.right_ratio <= 1
        down = 0 <= self.top_ratio < self.bottom_ratio <= 1
        if not (across and down):
            raise WireError(
                f"a zone is 0 <= left < right <= 1, 0 <= top < bottom <= 1; found {self}"
            )


WHOLE = Zone(0.0, 0.0, 1.0, 1.0)
"""All of the picture, and nothing that an estimator guesses outside of it."""


class Judged(Enum):
    """Which people in a station's zone are judged."""

    EXERCISE = "exercise"
    """One person: whoever does reps of the exercise."""
    MIDDLE = "middle"
    """One person: the one horizontally nearest to the zone's middle."""
    LARGEST = "largest"
    """One person: the largest in the picture."""
    EVERYBODY = "everybody"
    """All of them, each individually."""


@dataclass(frozen=True, slots=True)
class Station:
    """What the other services need to know about a station, without its camera's address.

    ``exercise`` is trained there; it is empty where the exercise must be recognised among the
    ``candidates``, of which :data:`ANY_EXERCISE` alone stands for every one with a reference.
    ``zone`` is :data:`WHOLE` where frames show a part of the picture, so that nobody is judged
    whose body's middle is outside.
    A file that is played as fast as the pipeline takes it has capture times that leave the clock.
    ``pictures_address`` is host:port at which pictures of its camera are taken where that is a
    browser. ``position`` is its place in the description of its ``part`` of the gym, from 1; 0: not
    known.
    """

    station_id: str
    name: str
    exercise: str
    zone: Zone | None
    frame_rate_hz: float
    candidates: tuple[str, ...] = ()
    judged: Judged = Judged.EXERCISE
    leaves_clock: bool = False
    position: int = 0
    part: str = ""
    pictures_address: str = ""


class Status(Enum):
    """The status of a station's camera."""

    CONNECTING = "connecting"
    LIVE = "live"
    OFFLINE = "offline"
    ENDED = "ended"
    PAUSED = "paused"
    """It does not film: somebody has paused it, or it waits for somebody to check in."""


@dataclass(frozen=True, slots=True)
class CameraMeasures:
    """What a station's camera gave in the last 10 s that it filmed.

    ``frame_rate_hz`` frames a second were published, and ``late_hz`` left out because the machine
    was too slow to decode them in time. ``brightness`` is the zone's mean luma, 0 to 255.
    """

    frame_rate_hz: float
    late_hz: float
    longest_gap_s: float
    brightness: float


@dataclass(frozen=True, slots=True)
class StationState:
    """The status of a station's camera, when it began (microseconds since the epoch) and why.

    ``delay_s`` is how long after their capture its frames are published. There are no ``measures``
    while its camera is not live, nor in its first seconds.
    """

    station_id: str
    status: Status
    since_us: int
    reason: str = ""
    delay_s: float = 0.0
    measures: CameraMeasures | None = None


JUDGED = WireEnum(Judged, station_pb2.Judged)
STATUSES = WireEnum(Status, station_pb2.Status)


def zone_message(zone: Zone | None) -> station_pb2.Zone | None:
    """The message of a zone; None without one."""
    return station_pb2.Zone(**asdict(zone)) if zone else None


def zone_value(message: station_pb2.Zone) -> Zone:
    """The zone in a message.

    Raises :class:`WireError` when it is empty or leaves the picture.
    """
    return Zone(message.left_ratio, message.top_ratio, message.right_ratio, message.bottom_ratio)


def measures_message(measures: CameraMeasures | None) -> station_pb2.CameraMeasures | None:
    """The message of what a camera gives; None without."""
    return station_pb2.CameraMeasures(**asdict(measures)) if measures else None


def measures_value(message: station_pb2.CameraMeasures) -> CameraMeasures:
    """What a camera gives, from its message."""
    return CameraMeasures(
        message.frame_rate_hz, message.late_hz, message.longest_gap_s, message.brightness
    )


def station_bytes(station: Station) -> bytes:
    """The station as it is stored."""
    return station_pb2.Station(
        station_id=station.station_id,
        name=station.name,
        exercise=station.exercise,
        frame_rate_hz=station.frame_rate_hz,
        zone=zone_message(station.zone),
        candidates=station.candidates,
        judged=JUDGED.label(station.judged),
        leaves_clock=station.leaves_clock,
        position=station.position,
        part=station.part,
        pictures_address=station.pictures_address,
    ).SerializeToString()


def station_from_bytes(data: bytes) -> Station:
    """The station in its stored bytes.

    Raises :class:`WireError` when they are not one.
    """
    message = parse(station_pb2.Station, data)
    judged = message.judged or station_pb2.JUDGED_EXERCISE
    return Station(
        station_id=message.station_id,
        name=message.name,
        exercise=message.exercise,
        zone=zone_value(message.zone) if message.HasField("zone") else None,
        frame_rate_hz=message.frame_rate_hz,
        candidates=tuple(message.candidates),
        judged=JUDGED.member(judged),
        leaves_clock=message.leaves_clock,
        position=message.position,
        part=message.part,
        pictures_address=message.pictures_address,
    )


def station_state_bytes(state: StationState) -> bytes:
    """The state as it is stored and announced."""
    return station_pb2.StationState(
        station_id=state.station_id,
        status=STATUSES.label(state.status),
        since_us=state.since_us,
        reason=state.reason,
        delay_s=state.delay_s,
        measures=measures_message(state.measures),
    ).SerializeToString()


def station_state_from_bytes(data: bytes) -> StationState:
    """The state in its stored bytes.

    Raises :class:`WireError` when they are not one.
    """
    message = parse(station_pb2.StationState, data)
    return StationState(
        station_id=message.station_id,
        status=STATUSES.member(message.status),
        since_us=message.since_us,
        reason=message.reason,
        delay_s=message.delay_s,
        measures=measures_value(message.measures) if message.HasField("measures") else None,
    )
