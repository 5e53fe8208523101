"""Turns a movement into the picture in which another one was seen."""

import numpy as np

from spotter.movement.geometry.normalisation import Coordinates
from spotter.movement.values.facing import Facing
from spotter.movement.values.skeleton import MIRROR


def oriented(trajectory: Coordinates, facing: Facing) -> Coordinates:
    """``trajectory`` (..., 25, 2), y up, as ``facing`` says; turning it twice gives it back."""
    if facing.swaps_sides:
        trajectory = trajectory[..., MIRROR, :]
    return trajectory * np.array((-1.0, 1.0)) if facing.flips_x else trajectory
