"""A station's zone of the picture."""

import math

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.poses import Keypoints
from spotter.wire.stations import Zone


def crop(bgr: NDArray[np.uint8], zone: Zone | None) -> tuple[NDArray[np.uint8], tuple[int, int]]:
    """A copy of the zone of a (H, W, 3) picture, and the zone's top left corner in pixels.

    Without a zone, the picture itself. Pixels that the zone only touches are included.
    """
    if zone is None:
        return bgr, (0, 0)
    height_px, width_px = bgr.shape[:2]
    left, top = math.floor(zone.left_ratio * width_px), math.floor(zone.top_ratio * height_px)
    right, bottom = math.ceil(zone.right_ratio * width_px), math.ceil(zone.bottom_ratio * height_px)
    return bgr[top:bottom, left:right].copy(), (left, top)


def shifted(keypoints: Keypoints, corner: tuple[int, int]) -> Keypoints:
    """(25, 3) keypoints of a crop, in pixels of the whole picture."""
    return keypoints + np.array([*corner, 0], dtype=np.float32)
