"""What a film has taught of equipment, for the exercise that is made of its reps."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spotter.catalog.errors import CatalogError, ConflictError
from spotter.catalog.films.film import Film
from spotter.equipment.place import Place
from spotter.equipment.teaching.track import points_of, with_equipment
from spotter.movement.values import Equipment, PoseSeries
from spotter.wire.catalog.exercises.films import FilmState


@dataclass(frozen=True, slots=True, eq=False)
class TaughtEquipment:
    """Equipment, and reps that show where it was."""

    equipment: Equipment
    reps: tuple[PoseSeries, ...]


def taught_in(film: Film, reps: Sequence[PoseSeries]) -> TaughtEquipment:
    """What ``film`` teaches of the equipment in ``reps``.

    Raises :class:`ConflictError` where it is not known yet, and :class:`CatalogError` if the film
    shows none of the reps.
    """
    if film.state is not FilmState.FOLLOWED:
        raise ConflictError(
            f"where the {film.kind} is in the film is not known: have it followed first, or record "
            "the exercise without it"
        )
    captured_us = np.array(film.captured_us, dtype=np.int64)
    places = {
        track.end: {one.index: Place(one.x_px, one.y_px, one.radius_px) for one in track.places}
        for track in film.tracks
    }
    points = points_of(len(captured_us), places)
    shown = tuple(with_equipment(rep, captured_us, points) for rep in reps)
    if not any(_shows_end(rep) for rep in shown):
        raise CatalogError(
            f"the film shows the {film.kind} in none of the reps: film it while they are recorded"
        )
    return TaughtEquipment(Equipment(film.kind, film.taught), shown)


def _shows_end(rep: PoseSeries) -> bool:
    return rep.equipment is not None and bool(np.isfinite(rep.equipment).any())
