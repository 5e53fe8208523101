"""Where equipment usually is, as the forearm that holds it says."""

import numpy as np
from numpy.typing import NDArray

from spotter.equipment.errors import EquipmentError

Floats = NDArray[np.float64]

_RIDGE = 0.002
"""Torso lengths squared: where a forearm hardly turns, its turning tells nothing."""


def relation_of(forearms_tl: Floats, offsets_tl: Floats) -> Floats:
    """(2, 3) how the way from the wrist to the equipment follows from the forearm.

    ``forearms_tl`` (N, 2) lead from elbow to wrist and ``offsets_tl`` (N, 2) from wrist to
    equipment, in torso lengths; rows with NaN are left out. It is a ridge regression with a
    constant. Raises :class:`EquipmentError` if no row is left.
    """
    is_known = np.isfinite(forearms_tl).all(axis=1) & np.isfinite(offsets_tl).all(axis=1)
    if not is_known.any():
        raise EquipmentError("expected a forearm beside the equipment; found none in the recording")
    known = _with_one(forearms_tl[is_known])
    penalty = _RIDGE * np.diag([1.0, 1.0, 0.0])
    solved = np.linalg.solve(
        known.T @ known / len(known) + penalty, known.T @ offsets_tl[is_known] / len(known)
    )
    return np.asarray(solved.T, dtype=np.float64)


def offsets_tl(relation: Floats, forearms_tl: Floats) -> Floats:
    """(N, 2) the ways from wrist to equipment for (N, 2) forearms; NaN where they are."""
    expected: Floats = _with_one(forearms_tl) @ relation.T
    return expected


def _with_one(forearms_tl: Floats) -> Floats:
    return np.concatenate([forearms_tl, np.ones((len(forearms_tl), 1), dtype=np.float64)], axis=1)
