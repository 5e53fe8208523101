"""BODY_25B, OpenPose's other format of 25 joints: files do not say which of the two they use.

Its order is published in OpenPose's ``poseParameters`` (CMU-Perceptual-Computing-Lab/openpose):
COCO's 17 joints, the upper neck, the top of the head, and the feet. Pose2Sim's examples use it.
"""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values import BONES, Joint
from spotter.movement.values.poses import Keypoints

_JOINTS = {
    Joint.NOSE: 0,
    Joint.LEFT_EYE: 1,
    Joint.RIGHT_EYE: 2,
    Joint.LEFT_EAR: 3,
    Joint.RIGHT_EAR: 4,
    Joint.LEFT_SHOULDER: 5,
    Joint.RIGHT_SHOULDER: 6,
    Joint.LEFT_ELBOW: 7,
    Joint.RIGHT_ELBOW: 8,
    Joint.LEFT_WRIST: 9,
    Joint.RIGHT_WRIST: 10,
    Joint.LEFT_HIP: 11,
    Joint.RIGHT_HIP: 12,
    Joint.LEFT_KNEE: 13,
    Joint.RIGHT_KNEE: 14,
    Joint.LEFT_ANKLE: 15,
    Joint.RIGHT_ANKLE: 16,
    Joint.LEFT_BIG_TOE: 19,
    Joint.LEFT_SMALL_TOE: 20,
    Joint.LEFT_HEEL: 21,
    Joint.RIGHT_BIG_TOE: 22,
    Joint.RIGHT_SMALL_TOE: 23,
    Joint.RIGHT_HEEL: 24,
}
_MIDDLES = {
    Joint.NECK: (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER),
    Joint.MID_HIP: (Joint.LEFT_HIP, Joint.RIGHT_HIP),
}
_SHORTER = 0.75
"""In recordings, the wrong order makes the bones two to three times as long as the right one."""


def is_body_25b(people: Keypoints) -> bool:
    """Whether ``people``, (N, 25, 3) from all frames of a folder, are BODY_25B and not BODY_25.

    In the wrong order, bones cross the whole body; the right order has the shorter bones.
    """
    as_read, mapped = _bones_px(people), _bones_px(from_body_25b(people))
    both = np.isfinite(as_read) & np.isfinite(mapped)
    return bool(mapped[both].sum() < _SHORTER * as_read[both].sum())


def _bones_px(people: Keypoints) -> NDArray[np.float32]:
    """(N, bones) the length of each bone in pixels, NaN where an end is missing."""
    starts, ends = zip(*BONES, strict=True)
    across = people[:, starts, :2] - people[:, ends, :2]
    lengths: NDArray[np.float32] = np.linalg.norm(across, axis=-1)
    return lengths


def from_body_25b(people: Keypoints) -> Keypoints:
    """(..., 25, 3) BODY_25B mapped to BODY_25; neck and mid-hip are midpoints of left and right."""
    body = np.full_like(people, np.nan)
    body[..., list(_JOINTS), :] = people[..., list(_JOINTS.values()), :]
    for middle, (left, right) in _MIDDLES.items():
        body[..., middle, :] = body[..., [left, right], :].mean(axis=-2)
        body[..., middle, 2] = body[..., [left, right], 2].min(axis=-1)
    return body
