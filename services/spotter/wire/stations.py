"""Stations and what is known of their cameras."""

from dataclasses import asdict, dataclass
from enum import Enum

from spotter.api.stations.v1 import station_pb2
from spotter.wire.enums import WireEnum
from spotter.wire.errors import WireError
from spotter.wire.parsing import parse

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


class Judged(Enum):
    """Who of the people in a station's zone is judged."""

    EXERCISE = "exercise"
    """One person: the one who does reps of the exercise."""
    MIDDLE = "middle"
    """One person: the one nearest to the zone's middle, from left to right."""
    LARGEST = "largest"
    """One person: the one who is largest in the picture."""
    EVERYBODY = "everybody"
    """All of them, each for themselves."""


@dataclass(frozen=True, slots=True)
class Station:
    """What the other services need to know of a station; its camera's address is not among it.

    ``exercise`` is what is trained there. It is empty where that has to be recognised, among the
    ``candidates``; :data:`ANY_EXERCISE` alone stands for all there are.
    """

    station_id: str
    name: str
    exercise: str
    zone: Zone | None
    frame_rate_hz: float
    candidates: tuple[str, ...] = ()
    judged: Judged = Judged.EXERCISE


class Status(Enum):
    """What is known of a station's camera."""

    CONNECTING = "connecting"
    LIVE = "live"
    OFFLINE = "offline"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class StationState:
    """The status of a station's camera, since when (microseconds since the Unix epoch) and why."""

    station_id: str
    status: Status
    since_us: int
    reason: str = ""


JUDGED = WireEnum(Judged, station_pb2.Judged)
STATUSES = WireEnum(Status, station_pb2.Status)


def zone_message(zone: Zone | None) -> station_pb2.Zone | None:
    """The protobuf of a zone; None where there is none."""
    return station_pb2.Zone(**asdict(zone)) if zone else None


def zone_value(message: station_pb2.Zone) -> Zone:
    """The zone of a protobuf.

    Raises :class:`WireError` when it is empty or leaves the picture.
    """
    return Zone(message.left_ratio, message.top_ratio, message.right_ratio, message.bottom_ratio)


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
    ).SerializeToString()


def station_from_bytes(data: bytes) -> Station:
    """The station of its stored bytes.

    Raises :class:`WireError` when it is none.
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
    )


def station_state_bytes(state: StationState) -> bytes:
    """The state as it is stored and announced."""
    return station_pb2.StationState(
        station_id=state.station_id,
        status=STATUSES.label(state.status),
        since_us=state.since_us,
        reason=state.reason,
    ).SerializeToString()


def station_state_from_bytes(data: bytes) -> StationState:
    """The state of its stored bytes.

    Raises :class:`WireError` when it is none.
    """
    message = parse(station_pb2.StationState, data)
    return StationState(
        message.station_id, STATUSES.member(message.status), message.since_us, message.reason
    )
