"""Skeletons drawn over pictures."""

import cv2
import numpy as np
from numpy.typing import NDArray

from movement.poses import Keypoints
from movement.skeleton import BONES, Joint

Colour = tuple[int, int, int]
"""Blue, green, red, 0 to 255."""

LEFT_COLOUR: Colour = (255, 160, 40)
RIGHT_COLOUR: Colour = (40, 140, 255)
MIDDLE_COLOUR: Colour = (230, 230, 230)

_SHIFT = 4
"""OpenCV takes coordinates in sixteenths of a pixel with this shift."""


def draw_skeleton(
    bgr: NDArray[np.uint8], keypoints: Keypoints, *, min_confidence: float = 0.0
) -> NDArray[np.uint8]:
    """A copy of ``bgr``, (H, W, 3) uint8, with one person's skeleton over it.

    ``keypoints`` is (25, 3): x and y in pixels, confidence. The person's own left is blue, the
    right orange. A joint that is missing, or seen with no more than ``min_confidence``, is left
    out with its bones.
    """
    picture = bgr.copy()
    seen = np.isfinite(keypoints[:, :2]).all(axis=1) & (keypoints[:, 2] > min_confidence)
    # Far outside the picture OpenCV's integers would overflow.
    places = np.clip(np.nan_to_num(keypoints[:, :2]), -1e5, 1e5) * (1 << _SHIFT)
    points = [(int(x), int(y)) for x, y in places.round()]
    width_px = max(2, round(picture.shape[0] / 180))
    for start, end in BONES:
        if seen[start] and seen[end]:
            colour = side_colour(end)
            cv2.line(picture, points[start], points[end], colour, width_px, cv2.LINE_AA, _SHIFT)
    for joint in Joint:
        if seen[joint]:
            radius = width_px << _SHIFT
            cv2.circle(picture, points[joint], radius, side_colour(joint), -1, cv2.LINE_AA, _SHIFT)
    return picture


def side_colour(joint: Joint) -> Colour:
    """The colour of the joint's side."""
    if joint.name.startswith("LEFT"):
        return LEFT_COLOUR
    return RIGHT_COLOUR if joint.name.startswith("RIGHT") else MIDDLE_COLOUR
