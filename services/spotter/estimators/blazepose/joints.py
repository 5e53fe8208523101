"""BlazePose's 33 landmarks as BODY_25 keypoints."""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values import JOINT_COUNT, Joint
from spotter.movement.values.body.poses import Keypoints, WorldMetres

LANDMARK_OF_JOINT = {
    Joint.NOSE: 0,
    Joint.LEFT_EYE: 2,
    Joint.RIGHT_EYE: 5,
    Joint.LEFT_EAR: 7,
    Joint.RIGHT_EAR: 8,
    Joint.LEFT_SHOULDER: 11,
    Joint.RIGHT_SHOULDER: 12,
    Joint.LEFT_ELBOW: 13,
    Joint.RIGHT_ELBOW: 14,
    Joint.LEFT_WRIST: 15,
    Joint.RIGHT_WRIST: 16,
    Joint.LEFT_HIP: 23,
    Joint.RIGHT_HIP: 24,
    Joint.LEFT_KNEE: 25,
    Joint.RIGHT_KNEE: 26,
    Joint.LEFT_ANKLE: 27,
    Joint.RIGHT_ANKLE: 28,
    Joint.LEFT_HEEL: 29,
    Joint.RIGHT_HEEL: 30,
    Joint.LEFT_BIG_TOE: 31,
    Joint.RIGHT_BIG_TOE: 32,
}
"""The numbers come from MediaPipe's pose landmark model card. Its one "foot index" per foot stands
for the big toe; it has no small toe."""

_JOINTS = np.array(list(LANDMARK_OF_JOINT), dtype=np.intp)
_LANDMARKS = np.array(list(LANDMARK_OF_JOINT.values()), dtype=np.intp)
_MIDDLES = {
    Joint.NECK: (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER),
    Joint.MID_HIP: (Joint.LEFT_HIP, Joint.RIGHT_HIP),
}


def to_body_25(
    xy_px: NDArray[np.floating],
    visibility: NDArray[np.floating],
    width_px: int,
    height_px: int,
) -> Keypoints:
    """Map landmarks, (33, 2) pixels and (33,) visibility 0 to 1, to (25, 3) float32 keypoints.

    The visibility becomes the confidence; a midpoint has the lower confidence of its two sides.
    The small toes are missing, and so are joints outside the picture, which the network only
    guesses.
    """
    body = np.full((JOINT_COUNT, 3), (np.nan, np.nan, 0), dtype=np.float32)
    body[:, :2] = _by_joint(xy_px)
    body[_JOINTS, 2] = visibility[_LANDMARKS]
    for middle, sides in _MIDDLES.items():
        body[middle, 2] = body[list(sides), 2].min()
    inside = ((body[:, :2] >= 0) & (body[:, :2] < (width_px, height_px))).all(axis=1)
    body[~inside] = (np.nan, np.nan, 0)
    return body


def to_world_m(landmarks_m: NDArray[np.floating], keypoints: Keypoints) -> WorldMetres:
    """Map landmarks in metres, (33, 3), to the joints of ``keypoints`` (25, 3), from the mid-hip.

    A joint that the ``keypoints`` lack is missing here too. Returns (25, 3) float32.
    """
    world_m = _by_joint(landmarks_m)
    world_m -= world_m[Joint.MID_HIP].copy()
    world_m[np.isnan(keypoints[:, 0])] = np.nan
    return world_m.astype(np.float32)


def _by_joint(landmarks: NDArray[np.floating]) -> NDArray[np.float64]:
    """Landmarks (33, D) as joints (25, D), NaN for the small toes."""
    joints = np.full((JOINT_COUNT, landmarks.shape[1]), np.nan)
    joints[_JOINTS] = landmarks[_LANDMARKS]
    for middle, sides in _MIDDLES.items():
        joints[middle] = joints[list(sides)].mean(axis=0)
    return joints
