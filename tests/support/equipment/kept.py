"""Taught equipment as it is kept, which looks like nothing in particular."""

import numpy as np

from spotter.equipment.body.holding import Holding
from spotter.equipment.seeing.appearance import SPECTRUM_SHAPE, Appearance
from spotter.equipment.taught import Taught
from spotter.movement.values import Joint


def taught_end(wrist: Joint, radius_tl: float) -> bytes:
    """An end of that radius at that hand."""
    appearance = Appearance(np.ones(SPECTRUM_SHAPE, np.complex64), 5.0, 0.01, 0.1)
    return Taught(appearance, Holding(wrist, np.zeros((2, 3)), radius_tl)).to_bytes()
