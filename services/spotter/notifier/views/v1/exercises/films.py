"""Films of recordings by which equipment is taught."""

from typing import Annotated, Literal

from pydantic import Field

from spotter.movement.values import EquipmentEnd, EquipmentKind
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.fields import Given, Id, StationId, TimeMs, milliseconds
from spotter.wire.catalog.exercises.films import FilmInfo
from spotter.wire.lessons.equipment_tracks import DrawnBox, FoundTrack

_MOST_BOXES = 40
_LAST_INDEX = 100_000
_FARTHEST_PX = 1e5

EndName = Literal["left", "right"]
StateName = Literal["recording", "recorded", "proposing", "following", "followed", "refused"]
Pixels = Annotated[float, Field(ge=-_FARTHEST_PX, le=_FARTHEST_PX)]
Index = Annotated[int, Field(ge=0, le=_LAST_INDEX, description="of the picture, from 0")]
Place = Annotated[
    tuple[int, float, float, float],
    Field(description="the picture's index; the middle, x and y, and the radius, pixels"),
]
Stretch = Annotated[tuple[float, float], Field(description="seconds since the first picture")]


class NewFilm(Given):
    """The pictures of a station that are to be kept to teach equipment."""

    station_id: StationId
    equipment: EquipmentKind
    agreed: Annotated[
        bool, Field(description="whoever is in the picture agrees that it is kept for an hour")
    ] = False


class BoxGiven(Given):
    """A box round equipment on one picture, pixels."""

    end: Annotated[
        EndName | None, Field(description="of whom it is held by; null: at the nearer hand")
    ] = None
    index: Index
    x_px: Annotated[Pixels, Field(description="its left edge")]
    y_px: Annotated[Pixels, Field(description="its upper edge")]
    width_px: Pixels
    height_px: Pixels


class BoxesGiven(Given):
    """Boxes to follow: one for each end at least; more correct where it slips."""

    boxes: Annotated[list[BoxGiven], Field(min_length=1, max_length=_MOST_BOXES)]


class BoxView(View):
    """A box round equipment on one picture, pixels."""

    end: EndName | None
    index: Index
    x_px: float
    y_px: float
    width_px: float
    height_px: float


class TrackView(View):
    """Where one end of the equipment was found."""

    end: EndName
    places: Annotated[list[Place], Field(description="in the pictures where it is clear")]
    unclear_s: Annotated[list[Stretch], Field(description="where it is unclear for long")]


class FilmView(View):
    """A film, without its pictures."""

    film_id: Id
    station_id: StationId
    equipment: EquipmentKind
    state: StateName
    problem: Annotated[str | None, Field(description="what is in the way, for the trainer")]
    progress_ratio: Annotated[float, Field(description="of the looking or following, 0 to 1")]
    width_px: Annotated[int, Field(description="of the pictures; 0 without one")]
    height_px: int
    times_ms: Annotated[list[TimeMs], Field(description="when each picture was captured")]
    kept_until_ms: Annotated[TimeMs, Field(description="when it is deleted at the latest")]
    proposals: list[BoxView]
    tracks: list[TrackView]


def drawn_box(given: BoxGiven) -> DrawnBox:
    """The box that somebody drew."""
    end = None if given.end is None else EquipmentEnd[given.end.upper()]
    return DrawnBox(end, given.index, given.x_px, given.y_px, given.width_px, given.height_px)


def film_view(film: FilmInfo) -> FilmView:
    """The view of a film."""
    return FilmView(
        film_id=film.film_id,
        station_id=film.station_id,
        equipment=film.kind,
        state=film.state.value,
        problem=film.problem or None,
        progress_ratio=film.progress_ratio,
        width_px=film.width_px,
        height_px=film.height_px,
        times_ms=[milliseconds(one) for one in film.captured_us],
        kept_until_ms=milliseconds(film.kept_until_us),
        proposals=[_box_view(one) for one in film.proposals],
        tracks=[_track_view(one) for one in film.tracks],
    )


def _box_view(box: DrawnBox) -> BoxView:
    return BoxView(
        end=None if box.end is None else _end_name(box.end),
        index=box.index,
        x_px=box.x_px,
        y_px=box.y_px,
        width_px=box.width_px,
        height_px=box.height_px,
    )


def _track_view(track: FoundTrack) -> TrackView:
    return TrackView(
        end=_end_name(track.end),
        places=[(one.index, one.x_px, one.y_px, one.radius_px) for one in track.places],
        unclear_s=list(track.unclear_s),
    )


def _end_name(end: EquipmentEnd) -> EndName:
    return "left" if end is EquipmentEnd.LEFT else "right"
