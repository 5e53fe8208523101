"""Cuts the surroundings of a place out of a picture, always at the same size."""

import cv2
import numpy as np

from spotter.equipment.place import Picture, Place

SIDE = 96
"""Samples along a window's side."""

RADII = 3.0
"""How many radii a window reaches to each side of its middle."""

SAMPLES_PER_RADIUS = SIDE / (2 * RADII)


def window_round(picture: Picture, place: Place) -> Picture:
    """(96, 96, 3) uint8: three radii to each side of ``place``; sample (48, 48) is its middle.

    Beyond the picture's edge, its outermost pixels go on.
    """
    side_px = max(2, round(2 * RADII * place.radius_px))
    to_sample_px = side_px / (2 * SIDE)
    middle = (place.x_px - to_sample_px, place.y_px - to_sample_px)
    cut = cv2.getRectSubPix(picture, (side_px, side_px), middle)
    way = cv2.INTER_AREA if side_px > SIDE else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(cut, (SIDE, SIDE), interpolation=way), dtype=np.uint8)
