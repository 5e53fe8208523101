"""How exactly each joint is detected, and how fast it can move relative to the body.

The tolerances are those of the COCO keypoint challenge's object keypoint similarity
(cocodataset.org, "Keypoint Evaluation"): twice the standard deviation of repeated annotation, in
units of the square root of the person's area, here about 1.45 torso lengths. COCO has no neck,
mid-hip or feet: they take the tolerances of shoulders, hips and ankles.
"""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.skeleton import Joint

_AREA_ROOT_TL = 1.45
_ANNOTATION = {
    "NOSE": 0.026,
    "EYE": 0.025,
    "EAR": 0.035,
    "NECK": 0.079,
    "SHOULDER": 0.079,
    "ELBOW": 0.072,
    "WRIST": 0.062,
    "HIP": 0.107,
    "KNEE": 0.087,
    "ANKLE": 0.089,
    "TOE": 0.089,
    "HEEL": 0.089,
}
_SPEED_TL_S = {"ELBOW": 1.5, "WRIST": 2.5, "KNEE": 1.5, "ANKLE": 2.5, "TOE": 2.5, "HEEL": 2.5}
_TRUNK_SPEED_TL_S = 0.8


def _part(joint: Joint) -> str:
    return joint.name.rpartition("_")[2]


TOLERANCE_TL: NDArray[np.float64] = np.array(
    [2 * _ANNOTATION[_part(joint)] * _AREA_ROOT_TL for joint in Joint]
)
"""(25,) torso lengths."""

SPEED_TL_S: NDArray[np.float64] = np.array(
    [_SPEED_TL_S.get(_part(joint), _TRUNK_SPEED_TL_S) for joint in Joint]
)
"""(25,) torso lengths per second, relative to the body, whose own motion is predicted."""
