"""The fixed lists of joints: OpenPose's BODY_25, used throughout Spotter, and COCO-18.

Orders are those of OpenPose's output documentation (CMU-Perceptual-Computing-Lab/openpose,
``doc/02_output.md``) and of MediaPipe's pose landmark model card.
"""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Joint(IntEnum):
    """BODY_25, in OpenPose's order. Left and right are the person's own."""

    NOSE = 0
    NECK = 1
    RIGHT_SHOULDER = 2
    RIGHT_ELBOW = 3
    RIGHT_WRIST = 4
    LEFT_SHOULDER = 5
    LEFT_ELBOW = 6
    LEFT_WRIST = 7
    MID_HIP = 8
    RIGHT_HIP = 9
    RIGHT_KNEE = 10
    RIGHT_ANKLE = 11
    LEFT_HIP = 12
    LEFT_KNEE = 13
    LEFT_ANKLE = 14
    RIGHT_EYE = 15
    LEFT_EYE = 16
    RIGHT_EAR = 17
    LEFT_EAR = 18
    LEFT_BIG_TOE = 19
    LEFT_SMALL_TOE = 20
    LEFT_HEEL = 21
    RIGHT_BIG_TOE = 22
    RIGHT_SMALL_TOE = 23
    RIGHT_HEEL = 24

    @property
    def label(self) -> str:
        """The name for people, such as ``left knee``."""
        return self.name.lower().replace("_", " ")


JOINT_COUNT = len(Joint)

COCO_18 = (
    Joint.NOSE,
    Joint.NECK,
    Joint.RIGHT_SHOULDER,
    Joint.RIGHT_ELBOW,
    Joint.RIGHT_WRIST,
    Joint.LEFT_SHOULDER,
    Joint.LEFT_ELBOW,
    Joint.LEFT_WRIST,
    Joint.RIGHT_HIP,
    Joint.RIGHT_KNEE,
    Joint.RIGHT_ANKLE,
    Joint.LEFT_HIP,
    Joint.LEFT_KNEE,
    Joint.LEFT_ANKLE,
    Joint.RIGHT_EYE,
    Joint.LEFT_EYE,
    Joint.RIGHT_EAR,
    Joint.LEFT_EAR,
)
"""OpenPose's COCO model: index in its output -> joint. It has a neck and no mid-hip."""

BONES = (
    (Joint.NOSE, Joint.NECK),
    (Joint.NOSE, Joint.RIGHT_EYE),
    (Joint.NOSE, Joint.LEFT_EYE),
    (Joint.RIGHT_EYE, Joint.RIGHT_EAR),
    (Joint.LEFT_EYE, Joint.LEFT_EAR),
    (Joint.NECK, Joint.RIGHT_SHOULDER),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW),
    (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    (Joint.NECK, Joint.LEFT_SHOULDER),
    (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW),
    (Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    (Joint.NECK, Joint.MID_HIP),
    (Joint.MID_HIP, Joint.RIGHT_HIP),
    (Joint.RIGHT_HIP, Joint.RIGHT_KNEE),
    (Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
    (Joint.MID_HIP, Joint.LEFT_HIP),
    (Joint.LEFT_HIP, Joint.LEFT_KNEE),
    (Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
    (Joint.RIGHT_ANKLE, Joint.RIGHT_HEEL),
    (Joint.RIGHT_ANKLE, Joint.RIGHT_BIG_TOE),
    (Joint.RIGHT_BIG_TOE, Joint.RIGHT_SMALL_TOE),
    (Joint.LEFT_ANKLE, Joint.LEFT_HEEL),
    (Joint.LEFT_ANKLE, Joint.LEFT_BIG_TOE),
    (Joint.LEFT_BIG_TOE, Joint.LEFT_SMALL_TOE),
)
"""Pairs of joints to draw a line between."""


def _mirrored(joint: Joint) -> Joint:
    sides = {"LEFT": "RIGHT", "RIGHT": "LEFT"}
    side, _, rest = joint.name.partition("_")
    return Joint[f"{sides[side]}_{rest}"] if side in sides else joint


MIRROR: NDArray[np.intp] = np.array([_mirrored(joint) for joint in Joint], dtype=np.intp)
"""(25,) the same joint on the other side; a joint in the middle maps to itself."""
