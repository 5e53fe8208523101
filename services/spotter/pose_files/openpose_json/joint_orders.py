"""The orders in which OpenPose and the tools that write its JSON list a body's joints.

A person has three values for each joint, so their number tells the order; only BODY_25 and BODY_25B
share one. Sources: OpenPose's ``doc/02_output.md`` and ``poseParameters`` (BODY_25, COCO, MPI,
BODY_25B, BODY_135), the Halpe dataset's list (Fang-Haoshu/Halpe-FullBody), COCO's person keypoints
and COCO-WholeBody (jin-s13/COCO-WholeBody). Pose2Sim and Sports2D write HALPE_26, COCO_17 and
COCO_133 with RTMPose, BODY_25B and BODY_135 with OpenPose, HALPE_68 and HALPE_136 with AlphaPose.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values import COCO_18, JOINT_COUNT, Joint
from spotter.movement.values.body.poses import Keypoints, from_openpose

_COCO = {
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
}
_FEET = (
    Joint.LEFT_BIG_TOE,
    Joint.LEFT_SMALL_TOE,
    Joint.LEFT_HEEL,
    Joint.RIGHT_BIG_TOE,
    Joint.RIGHT_SMALL_TOE,
    Joint.RIGHT_HEEL,
)
_HALPE = _COCO | {
    Joint.NECK: 18,
    Joint.MID_HIP: 19,
    Joint.LEFT_BIG_TOE: 20,
    Joint.RIGHT_BIG_TOE: 21,
    Joint.LEFT_SMALL_TOE: 22,
    Joint.RIGHT_SMALL_TOE: 23,
    Joint.LEFT_HEEL: 24,
    Joint.RIGHT_HEEL: 25,
}
_COCO_18: dict[Joint, int] = {joint: place for place, joint in enumerate(COCO_18)}
_MPI = {joint: place for joint, place in _COCO_18.items() if 0 < place < 14}
"""It has the top of the head in the place of COCO-18's nose, and no other joint of the face."""

_MIDDLES = {
    Joint.NECK: (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER),
    Joint.MID_HIP: (Joint.LEFT_HIP, Joint.RIGHT_HIP),
}


@dataclass(frozen=True, slots=True)
class JointOrder:
    """A list of ``joint_count`` joints: the places of those that BODY_25 has, too."""

    name: str
    joint_count: int
    places: Mapping[Joint, int]

    def in_body_25(self, listed: NDArray[np.floating]) -> Keypoints:
        """(..., 25, 3) in BODY_25 of the (..., ``joint_count``, 3) joints that were ``listed``.

        As OpenPose has it, a joint of confidence 0 is missing; so is one without finite numbers.
        Neck and mid-hip are, where the order lacks them, the middles of both sides.
        """
        body = np.zeros((*listed.shape[:-2], JOINT_COUNT, 3), dtype=listed.dtype)
        body[..., list(self.places), :] = listed[..., list(self.places.values()), :]
        known = from_openpose(body)
        for middle, sides in _MIDDLES.items():
            if middle not in self.places:
                known[..., middle, :2] = known[..., sides, :2].mean(axis=-2)
                known[..., middle, 2] = known[..., sides, 2].min(axis=-1)
        return known


def _with_feet(first: int) -> dict[Joint, int]:
    return _COCO | {joint: first + place for place, joint in enumerate(_FEET)}


BODY_25 = JointOrder("BODY_25", 25, {joint: joint.value for joint in Joint})
BODY_25B = JointOrder("BODY_25B", 25, _with_feet(19))

ORDERS = {
    order.joint_count: order
    for order in (
        JointOrder("MPI", 15, _MPI),
        JointOrder("COCO_17", 17, _COCO),
        JointOrder("COCO", 18, _COCO_18),
        BODY_25,
        JointOrder("HALPE_26", 26, _HALPE),
        JointOrder("HALPE_68", 68, _HALPE),
        JointOrder("COCO_133", 133, _with_feet(17)),
        JointOrder("BODY_135", 135, BODY_25B.places),
        JointOrder("HALPE_136", 136, _HALPE),
    )
}
"""By the number of joints; 25 may be BODY_25B's, which only the joints' positions tell."""
