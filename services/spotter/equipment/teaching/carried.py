"""Tells equipment that a hand moves from what only stands in the picture."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from spotter.equipment.errors import EquipmentError
from spotter.equipment.place import Place
from spotter.equipment.teaching.film import Film
from spotter.movement.values import Joint

Floats = NDArray[np.float64]

_SIDES = {Joint.LEFT_WRIST: "left", Joint.RIGHT_WRIST: "right"}
_FARTHEST_TL = 2.0
"""A bar's end is as far from the hand as that when the hands are close together."""
_MOVES_TL = 0.25
"""A hand that moves less tells nothing."""
_LEAST_SHARE = 0.2
"""Equipment moves at least so far as the hand that holds it, as a share."""


def check_held(film: Film, track: Mapping[int, Place], wrist: Joint) -> None:
    """Raises :class:`EquipmentError` if the track is far from ``wrist``, or only hands move."""
    indices = [at for at in track if at in film.bodies]
    bodies = np.stack([film.bodies[at] for at in indices]).astype(np.float64)
    middles_px = np.array([(track[at].x_px, track[at].y_px) for at in indices])
    away_tl = np.hypot(*(bodies[:, wrist, :2] - middles_px).T) / film.torso_px
    if np.nanmedian(away_tl) > _FARTHEST_TL:
        raise EquipmentError(
            f"what is in the box is too far from the {_SIDES[wrist]} hand all the time: expected "
            "equipment that the person who exercises holds there"
        )
    hand_tl = max(extent_of(bodies[:, one, :2]) for one in _SIDES) / film.torso_px
    moved_tl = extent_of(middles_px) / film.torso_px
    if hand_tl > _MOVES_TL and moved_tl < _LEAST_SHARE * hand_tl:
        raise EquipmentError(
            "what is in the box stands still while the hands move: draw it round equipment that "
            "is held"
        )


def extent_of(way: Floats) -> float:
    """How far (T, 2) places spread along x or y, whichever is more, without the outermost 5 %.

    It is 0 where none is known.

    >>> extent_of(np.array([[0.0, 0.0], [0.5, 1.0], [0.0, 2.0]]))
    1.9
    """
    way = way[np.isfinite(way).all(axis=1)]
    if not len(way):
        return 0.0
    low, high = np.quantile(way, [0.025, 0.975], axis=0)
    return float((high - low).max())
