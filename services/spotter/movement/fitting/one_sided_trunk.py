"""Places the middle of a body of which one side is seen as a reference shows it."""

import numpy as np

from spotter.movement.geometry import Coordinates
from spotter.movement.geometry.body.trunk import TRUNK_SIDES
from spotter.movement.values import Joint

_STAND_INS = tuple((joint, side) for joint, sides in TRUNK_SIDES.items() for side in sides)


def is_one_sided(trajectory: Coordinates) -> bool:
    """Whether a shoulder or hip stands for the middle of the body throughout (60, 25, 2)."""
    return any(
        np.array_equal(trajectory[:, joint], trajectory[:, side]) for joint, side in _STAND_INS
    )


def with_trunk_beside(trajectory: Coordinates, expected: Coordinates) -> Coordinates:
    """``trajectory`` with neck and mid-hip as far beside a shoulder or hip as in ``expected``.

    Both are (60, 25, 2), oriented alike. Only a middle for which one side stands throughout is
    moved, and with mid-hip the origin of all joints: from the front, a hip is half the pelvis
    aside.
    """
    placed = trajectory.copy()
    for joint, side in _STAND_INS:
        apart = (expected[:, joint] - expected[:, side]).mean(axis=0)
        if np.isfinite(apart).all() and np.array_equal(trajectory[:, joint], trajectory[:, side]):
            placed[:, joint] += apart
            placed -= apart if joint is Joint.MID_HIP else 0.0
    return placed
