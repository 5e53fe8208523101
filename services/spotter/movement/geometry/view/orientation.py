"""Orients a movement like another one."""

import numpy as np

from spotter.movement.geometry.body.normalisation import Coordinates
from spotter.movement.values import MIRROR, Facing


def oriented(trajectory: Coordinates, facing: Facing) -> Coordinates:
    """``trajectory`` (..., 25, 2), y up, oriented as ``facing`` says; twice gives it back.

    >>> from spotter.movement.values.body.skeleton import Joint
    >>> trajectory = np.full((1, 25, 2), np.nan)
    >>> trajectory[0, Joint.LEFT_WRIST] = (0.8, 0.3)
    >>> oriented(trajectory, Facing.MIRRORED)[0, Joint.RIGHT_WRIST]
    array([-0.8,  0.3])
    """
    if facing.swaps_sides:
        trajectory = trajectory[..., MIRROR, :]
    return trajectory * np.array((-1.0, 1.0)) if facing.flips_x else trajectory


def oriented_ends(ends: Coordinates, facing: Facing) -> Coordinates:
    """The ends of equipment (..., 2, 2), left and right, oriented like the body that holds it.

    >>> oriented_ends(np.array([[(0.8, 0.3), (np.nan, np.nan)]]), Facing.MIRRORED)[0, 1]
    array([-0.8,  0.3])
    """
    sides = ends[..., ::-1, :] if facing.swaps_sides else ends
    return sides * np.array((-1.0, 1.0)) if facing.flips_x else sides
