"""The parts of the body that deviate together, and how a movement holds the body."""

from enum import Enum

import numpy as np

from spotter.movement.fitting import ReferenceModel
from spotter.movement.geometry import Coordinates
from spotter.movement.values import Joint

HIPS = frozenset({Joint.MID_HIP, Joint.RIGHT_HIP, Joint.LEFT_HIP})
LEGS = frozenset({Joint.RIGHT_KNEE, Joint.LEFT_KNEE, Joint.RIGHT_ANKLE, Joint.LEFT_ANKLE})
ARMS = frozenset({Joint.RIGHT_ELBOW, Joint.LEFT_ELBOW, Joint.RIGHT_WRIST, Joint.LEFT_WRIST})
TRUNK = frozenset({Joint.NECK, Joint.NOSE, Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER})
MIDDLE = HIPS | {Joint.NECK, Joint.NOSE}

_CARRIES = {HIPS: HIPS, TRUNK: TRUNK | ARMS, ARMS: ARMS, LEGS: LEGS}
_WRISTS = (Joint.RIGHT_WRIST, Joint.LEFT_WRIST)
_ANKLES = (Joint.RIGHT_ANKLE, Joint.LEFT_ANKLE)

_HANGING_TL = 0.3
"""The hands are at least this far above the neck, and the neck moves at least as far."""
_LYING_TL = 0.7
"""Neither are the hips farther above the ankles than this, nor the neck above the hips."""
_STANDING_TL = 1.0
_PLANTED_TL = 0.25
"""A foot that moves less stays in place."""
_SQUATTING_TL = 0.3


class Posture(Enum):
    """How a movement holds the body."""

    SQUATTING = "standing, feet in place, the hips move"
    PLANTED = "standing, feet in place"
    UPRIGHT = "standing otherwise, stepping or sitting"
    LYING = "along the floor"
    HANGING = "by the hands"


def carried_by(joint: Joint) -> frozenset[Joint]:
    """The joints whose deviations follow from that of ``joint``."""
    return next(carried for part, carried in _CARRIES.items() if joint in part)


def posture_of(expected: ReferenceModel) -> Posture:
    """How the reference holds the body when it begins."""
    start, travel_tl = expected.trajectory[0], expected.travel_tl
    hands_tl = _above(start, _WRISTS, Joint.NECK)
    if hands_tl > _HANGING_TL and travel_tl[Joint.NECK] > _HANGING_TL:
        return Posture.HANGING
    feet_tl = _above(start, _ANKLES, Joint.MID_HIP)
    if feet_tl > -_LYING_TL and abs(expected.torso_tl[1]) < _LYING_TL:
        return Posture.LYING
    if feet_tl < -_STANDING_TL and (travel_tl[list(_ANKLES)] < _PLANTED_TL).all():
        sinks = travel_tl[Joint.MID_HIP] > _SQUATTING_TL
        return Posture.SQUATTING if sinks else Posture.PLANTED
    return Posture.UPRIGHT


def _above(pose: Coordinates, joints: tuple[Joint, ...], other: Joint) -> float:
    """How far the joints of a pose (25, 2) are above ``other`` on average; NaN if none is seen."""
    heights = pose[list(joints), 1] - pose[other, 1]
    seen = heights[np.isfinite(heights)]
    return float(seen.mean()) if len(seen) else np.nan
