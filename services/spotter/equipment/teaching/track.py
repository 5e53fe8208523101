"""The track of equipment through a recording, as the ends of the poses."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from spotter.equipment.place import Places
from spotter.equipment.teaching.film import Film
from spotter.movement.values import EquipmentEnd, PoseSeries
from spotter.movement.values.body.poses import NO_ENDS, EndPoints

_LEAST_GAP_S = 0.3
"""A trainer need not correct shorter gaps."""


def points_of(picture_count: int, tracks: Mapping[EquipmentEnd, Places]) -> EndPoints:
    """(T, 2, 3) the ends in each of a film's T pictures; NaN, NaN, 0 where one is unclear."""
    points = np.tile(NO_ENDS, (picture_count, 1, 1))
    for end, places in tracks.items():
        for at, place in places.items():
            points[at, end.index] = (place.x_px, place.y_px, 1)
    return points


def with_equipment(
    poses: PoseSeries, captured_us: NDArray[np.int64], points: EndPoints
) -> PoseSeries:
    """The ``poses`` with the (T, 2, 3) ``points`` of the pictures that were captured with them.

    ``captured_us``, (T,), says when each picture was, microseconds.

    A pose without a picture shows no end.
    """
    at = np.searchsorted(captured_us, poses.captured_us).clip(max=len(points) - 1)
    ends = np.tile(NO_ENDS, (len(poses), 1, 1))
    is_known = captured_us[at] == poses.captured_us
    ends[is_known] = points[at[is_known]]
    return replace(poses, equipment=ends)


def gaps_s(film: Film, track: Places) -> Iterator[tuple[float, float]]:
    """Where the equipment is unclear for long: from when to when, seconds of the recording."""
    seen = [-1, *sorted(track), len(film.pictures)]
    for before, after in pairwise(seen):
        first, last = before + 1, after - 1
        if first <= last and film.at_s(last) - film.at_s(first) >= _LEAST_GAP_S:
            yield film.at_s(first), film.at_s(last)


def unclear_s(
    film: Film, track: Places, slips_s: Sequence[tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    """The gaps in a track, apart from where it has slipped."""
    for from_s, to_s in gaps_s(film, track):
        if not any(from_s <= slip_s <= to_s for slip_s, _ in slips_s):
            yield from_s, to_s
