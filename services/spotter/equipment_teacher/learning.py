"""Learns equipment by a film and boxes on it, or proposes boxes."""

from collections.abc import Callable, Sequence

import numpy as np

from spotter.equipment.errors import EquipmentError
from spotter.equipment.place import Place, Places
from spotter.equipment.proposing.proposing import Proposal, proposals
from spotter.equipment.teaching.box import Box
from spotter.equipment.teaching.film import Film
from spotter.equipment.teaching.learning import LearntEnd as EndInFilm
from spotter.equipment.teaching.learning import learnt_ends
from spotter.equipment.teaching.track import gaps_s
from spotter.equipment_teacher.looked_through import LookedThrough
from spotter.movement.values import EquipmentEnd
from spotter.wire.lessons.equipment_lesson import EquipmentLesson, Learnt, LearntEnd, Proposed
from spotter.wire.lessons.equipment_tracks import DrawnBox, FoundPlace, FoundTrack

_LOOKS_FOR_BOXES = 100
"""About so many of a film's pictures are looked at for a proposal, however long it is."""
_TIMES_FOLLOWED = 3.0
"""About so often each picture is looked at for an end."""

Report = Callable[[float], None]


def learnt_by(
    lesson: EquipmentLesson, jpegs: Sequence[bytes], on_progress: Report
) -> Proposed | Learnt:
    """What the lesson teaches; ``on_progress`` hears which ratio of the work is done.

    Raises :class:`EquipmentError`, which says what is wrong and what helps, and PictureError.
    """
    ends = {box.end for box in lesson.boxes}
    looks = _TIMES_FOLLOWED * len(ends) * len(jpegs) if ends else _LOOKS_FOR_BOXES
    film = Film(
        LookedThrough(jpegs, looks, on_progress),
        np.array(lesson.captured_us, dtype=np.int64),
        lesson.bodies,
    )
    if not lesson.boxes:
        return Proposed(tuple(map(_drawn, proposals(film))))
    learnt = learnt_ends(film, _places(film, lesson.boxes))
    return Learnt(tuple(_end(film, end, one) for end, one in learnt.items()))


def _places(film: Film, boxes: Sequence[DrawnBox]) -> dict[EquipmentEnd | None, Places]:
    marked: dict[EquipmentEnd | None, dict[int, Place]] = {}
    for box in boxes:
        if not 0 <= box.index < len(film.pictures):
            raise EquipmentError(
                f"expected a box on a picture from 0 to {len(film.pictures) - 1}; found one on "
                f"{box.index}"
            )
        known = marked.setdefault(box.end, {})
        if box.index in known:
            raise EquipmentError("expected one box on a picture for each end; found another")
        drawn = Box(box.x_px, box.y_px, box.width_px, box.height_px)
        known[box.index] = drawn.place_in(film.pictures[box.index])
    return {**marked}


def _drawn(proposal: Proposal) -> DrawnBox:
    box = Box.round(proposal.place)
    return DrawnBox(proposal.end, proposal.index, box.x_px, box.y_px, box.width_px, box.height_px)


def _end(film: Film, end: EquipmentEnd, learnt: EndInFilm) -> LearntEnd:
    places = tuple(
        FoundPlace(index, place.x_px, place.y_px, place.radius_px)
        for index, place in learnt.track.items()
    )
    return LearntEnd(
        FoundTrack(end, places, tuple(gaps_s(film, learnt.track))), learnt.taught.to_bytes()
    )
