"""The brightness of a picture."""

import math

import numpy as np
from numpy.typing import NDArray

from spotter.wire.stations import Zone

_STEP_PX = 8
"""Every so many pixels tell the mean as well as all of them, in a hundredth of the time."""
_LUMA_OF_BGR = np.array([0.114, 0.587, 0.299])
"""ITU-R BT.601."""
_WHOLE = Zone(0.0, 0.0, 1.0, 1.0)


def brightness(bgr: NDArray[np.uint8], zone: Zone | None = None) -> float:
    """The mean luma, 0 to 255, of the ``zone`` of a picture (H, W, 3); of all of it without one.

    >>> brightness(np.full((480, 640, 3), 50, np.uint8))
    50.0
    """
    height_px, width_px = bgr.shape[:2]
    part = zone or _WHOLE
    top, left = math.floor(part.top_ratio * height_px), math.floor(part.left_ratio * width_px)
    bottom, right = math.ceil(part.bottom_ratio * height_px), math.ceil(part.right_ratio * width_px)
    samples = bgr[top:bottom:_STEP_PX, left:right:_STEP_PX]
    return round(float(samples.mean(axis=(0, 1)) @ _LUMA_OF_BGR), 3)
