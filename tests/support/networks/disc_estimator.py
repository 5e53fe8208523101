"""A small real estimator: every coloured disc in a picture is one person."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from spotter.estimators.estimator import Estimation, Estimator, Person, Picture
from spotter.movement.values.body.poses import Keypoints
from spotter.movement.values.body.skeleton import JOINT_COUNT, Joint

RADIUS_PX = 24

_TORSO_JOINTS = {Joint.NECK: (0.0, -1.0), Joint.MID_HIP: (0.0, 1.0), Joint.NOSE: (0.0, 0.0)}


def disc_person(x_px: float, y_px: float, radius_px: float = RADIUS_PX) -> Keypoints:
    """(25, 3): a nose in the centre of the disc, a neck at its top, a mid-hip at its bottom."""
    keypoints = np.full((JOINT_COUNT, 3), (np.nan, np.nan, 0), dtype=np.float32)
    for joint, (across, down) in _TORSO_JOINTS.items():
        keypoints[joint] = (x_px + across * radius_px, y_px + down * radius_px, 1)
    return keypoints


def disc_picture(
    *middles: tuple[int, int], width_px: int = 320, height_px: int = 240
) -> NDArray[np.uint8]:
    """A grey picture with one red disc around each centre (x, y)."""
    picture = np.full((height_px, width_px, 3), 90, dtype=np.uint8)
    for middle in middles:
        cv2.circle(picture, middle, RADIUS_PX, (30, 30, 230), -1)
    return picture


class DiscEstimator(Estimator):
    """Finds the red discs of :func:`disc_picture`, from left to right."""

    finds_everybody = True
    is_jittery = False
    name = "disc"
    device = "CPU"

    def begin(self, pictures: Sequence[Picture]) -> Estimation:
        found = [_people(picture.bgr) for picture in pictures]
        return lambda: found

    def forget(self, source_id: str) -> None:
        """Do nothing, as there is no state."""


def _people(bgr: NDArray[np.uint8]) -> tuple[Person, ...]:
    red = bgr.astype(np.int16)
    mask = (red[..., 2] - red[..., 1] > 80).astype(np.uint8)
    _, _, stats, middles = cv2.connectedComponentsWithStats(mask)
    found = [
        (float(middle[0]), float(middle[1]))
        for middle, stat in zip(middles[1:], stats[1:], strict=True)
        if stat[cv2.CC_STAT_AREA] > 100
    ]
    return tuple(Person(disc_person(x, y)) for x, y in sorted(found))
