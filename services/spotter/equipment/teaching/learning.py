"""Learns equipment from a film of it and from boxes that a trainer drew on some pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from spotter.equipment.body.holding import holding_of
from spotter.equipment.errors import EquipmentError
from spotter.equipment.place import Places
from spotter.equipment.seeing.appearance import appearance_of, confirmed
from spotter.equipment.taught import Taught
from spotter.equipment.teaching.carried import check_held
from spotter.equipment.teaching.film import Film
from spotter.equipment.teaching.labels import labelled
from spotter.equipment.teaching.slipping import slipped, slips_s
from spotter.movement.values import EquipmentEnd, Joint

_LEAST_SEEN = 0.3
_MOST_SLIPPED = 0.5
_SAME_RADII = 1.0

WRISTS = {EquipmentEnd.LEFT: Joint.LEFT_WRIST, EquipmentEnd.RIGHT: Joint.RIGHT_WRIST}
_ENDS = {wrist: end for end, wrist in WRISTS.items()}


@dataclass(frozen=True, slots=True, eq=False)
class LearntEnd:
    """One end: what later recordings are looked through with, and its ``track`` in this one.

    The track has a place for each picture, by index, in which it was clear. ``slips_s`` says from
    when to when what was followed is something else than in the boxes.
    """

    taught: Taught
    track: Places
    slips_s: tuple[tuple[float, float], ...] = ()


def learnt_ends(
    film: Film, boxes: Mapping[EquipmentEnd | None, Places]
) -> dict[EquipmentEnd, LearntEnd]:
    """What ``boxes`` teach: places by picture for each end; more than one corrects the first.

    A single end may be None: then it is the one at the wrist that is nearer. Raises
    :class:`EquipmentError`, which says to a trainer what is wrong and what helps.
    """
    if not boxes or (None in boxes and len(boxes) > 1):
        raise EquipmentError(
            "expected boxes round one end, or round a left and a right one; found "
            f"{len(boxes)} ends, not all of them named"
        )
    _check_apart(film, boxes)
    learnt = {}
    for end, marked in boxes.items():
        one = _learnt_end(film, marked, None if end is None else WRISTS[end])
        learnt[_ENDS[one.taught.holding.wrist]] = one
    _check_apart(film, {end: one.track for end, one in learnt.items()})
    return learnt


def _learnt_end(film: Film, marked: Places, wrist: Joint | None) -> LearntEnd:
    labels = labelled(film.pictures, marked)
    first = film.pictures[0]  # all are of one size
    within = {at: place for at, place in labels.items() if place.is_within(first)}
    _check_clear(film, within)
    clear = confirmed(film.pictures, within)
    off = slipped(film, clear, marked)
    slips = tuple(slips_s(film, clear, off))
    _check_slips(film, slips, len(off))
    seen = {at: place for at, place in clear.items() if at not in off}
    track = dict(sorted((seen | dict(marked)).items()))
    _check_clear(film, track)
    holding = holding_of(film.bodies, track, wrist)
    check_held(film, track, holding.wrist)
    return LearntEnd(Taught(appearance_of(film.pictures, track), holding), track, slips)


def _check_clear(film: Film, track: Places) -> None:
    """Raises :class:`EquipmentError` if it is in too few pictures to learn from."""
    if len(track) < _LEAST_SEEN * len(film.pictures):
        raise EquipmentError(
            f"what is in the box is clear in only {len(track)} of {len(film.pictures)} pictures: "
            "draw the box closely round the equipment where it is seen well, and another one "
            "where it slips"
        )


def _check_slips(film: Film, slips: Sequence[tuple[float, float]], count: int) -> None:
    """Raises :class:`EquipmentError` if it has slipped in most pictures."""
    if count > _MOST_SLIPPED * len(film.pictures):
        from_s, to_s = max(slips, key=lambda slip: slip[1] - slip[0])
        raise EquipmentError(
            f"what is in the box is followed for {count} of {len(film.pictures)} pictures to "
            f"something else: it slips from {from_s:.1f} to {to_s:.1f} s. Draw another box there"
        )


def _check_apart(film: Film, ends: Mapping[EquipmentEnd | None, Places]) -> None:
    """Raises :class:`EquipmentError` if two ends are mostly at one place."""
    for one, other in pairwise(ends.values()):
        both = sorted(one.keys() & other.keys())
        apart = [one[at].apart_radii(other[at]) for at in both]
        if both and np.median(apart) < _SAME_RADII:
            raise EquipmentError(
                f"the boxes of the left and the right end are round the same thing at "
                f"{film.at_s(both[0]):.1f} s: where only one end is seen, teach that one"
            )
