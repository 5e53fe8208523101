"""A film by which equipment is taught, as a message."""

from dataclasses import dataclass
from enum import Enum

from spotter.api.catalog.v1 import film_service_pb2 as pb
from spotter.movement.values import EquipmentKind
from spotter.wire.encoding.enums import WireEnum
from spotter.wire.lessons.equipment_tracks import (
    DrawnBox,
    FoundTrack,
    box_message,
    box_of,
    track_message,
    track_of,
)
from spotter.wire.poses.points import equipment_kind_of


class FilmState(Enum):
    """How far a film is."""

    RECORDING = "recording"
    RECORDED = "recorded"
    PROPOSING = "proposing"
    FOLLOWING = "following"
    FOLLOWED = "followed"
    REFUSED = "refused"


FILM_STATES = WireEnum(FilmState, pb.FilmState)


@dataclass(frozen=True, slots=True)
class FilmInfo:
    """A film without its pictures.

    ``captured_us`` says when each was captured; ``problem`` is for the trainer, empty without one.
    """

    film_id: str
    station_id: str
    kind: EquipmentKind
    state: FilmState
    kept_until_us: int
    problem: str = ""
    progress_ratio: float = 0.0
    width_px: int = 0
    height_px: int = 0
    captured_us: tuple[int, ...] = ()
    proposals: tuple[DrawnBox, ...] = ()
    tracks: tuple[FoundTrack, ...] = ()


def film_message(film: FilmInfo) -> pb.Film:
    """The message of a film."""
    return pb.Film(
        film_id=film.film_id,
        station_id=film.station_id,
        equipment=film.kind.value,
        state=FILM_STATES.label(film.state),
        problem=film.problem,
        progress_ratio=film.progress_ratio,
        width_px=film.width_px,
        height_px=film.height_px,
        captured_us=film.captured_us,
        kept_until_us=film.kept_until_us,
        proposals=map(box_message, film.proposals),
        tracks=map(track_message, film.tracks),
    )


def film_of(message: pb.Film) -> FilmInfo:
    """The film in a message. Raises :class:`WireError`."""
    return FilmInfo(
        film_id=message.film_id,
        station_id=message.station_id,
        kind=equipment_kind_of(message.equipment),
        state=FILM_STATES.member(message.state),
        kept_until_us=message.kept_until_us,
        problem=message.problem,
        progress_ratio=message.progress_ratio,
        width_px=message.width_px,
        height_px=message.height_px,
        captured_us=tuple(message.captured_us),
        proposals=tuple(map(box_of, message.proposals)),
        tracks=tuple(map(track_of, message.tracks)),
    )
