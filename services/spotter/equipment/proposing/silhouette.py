"""Where a body is in a picture, roughly, from its joints."""

import cv2
import numpy as np
from numpy.typing import NDArray

from spotter.movement.values import BONES, Joint
from spotter.movement.values.body.poses import Keypoints

_LIMB_TL = 0.25
_TRUNK_TL = 0.35
"""How thick the trunk's outline is drawn: a belly and a back are beside shoulders and hips."""
_HEAD_TL = 0.28
_HAND_TL = 0.22
_HAND_RADIUS_TL = 0.1
_TORSO = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER, Joint.LEFT_HIP, Joint.RIGHT_HIP)
_FOREARMS = (
    (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    (Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
)


def body_mask(keypoints: Keypoints, size: tuple[int, int], torso_px: float) -> NDArray[np.bool_]:
    """(H, W) whether limbs, hands, head or trunk of the (25, 3) ``keypoints`` are there.

    ``size`` is H, W; what is hidden or beside the joints, as wide clothes, is not in it.
    """
    mask = np.zeros(size, dtype=np.uint8)
    points = {
        joint: keypoints[joint, :2].astype(np.float64).clip(-1e4, 1e4)
        for joint in Joint
        if np.isfinite(keypoints[joint, :2]).all()
    }
    for one, other in BONES:
        if one in points and other in points:
            ends = [_pixel(points[joint]) for joint in (one, other)]
            cv2.line(mask, ends[0], ends[1], 1, _thick(_LIMB_TL * torso_px))
    if all(joint in points for joint in _TORSO):
        trunk = np.array([_pixel(points[joint]) for joint in _TORSO])
        cv2.fillPoly(mask, [trunk], 1)
        cv2.polylines(mask, [trunk], isClosed=True, color=1, thickness=_thick(_TRUNK_TL * torso_px))
    if Joint.NOSE in points:
        cv2.circle(mask, _pixel(points[Joint.NOSE]), round(_HEAD_TL * torso_px), 1, -1)
    for elbow, wrist in _FOREARMS:
        if elbow in points and wrist in points:
            along = points[wrist] - points[elbow]
            ahead = along / max(float(np.hypot(*along)), 1e-6) * _HAND_TL / 2 * torso_px
            hand = _pixel(points[wrist] + ahead)
            cv2.circle(mask, hand, round(_HAND_RADIUS_TL * torso_px), 1, -1)
    return mask.astype(np.bool_)


def _thick(width_px: float) -> int:
    return max(1, round(width_px))


def _pixel(point: NDArray[np.float64]) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))
