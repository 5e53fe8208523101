"""Does beforehand what the first job would have to wait for."""

import numpy as np

from spotter.movement.scoring import make_scorer
from spotter.movement.values import Exercise, Joint, PoseSeries, Reference

_FRAMES = 60
STANDING_PX = {
    Joint.NOSE: (320, 90),
    Joint.NECK: (320, 130),
    Joint.RIGHT_SHOULDER: (295, 130),
    Joint.RIGHT_ELBOW: (285, 180),
    Joint.RIGHT_WRIST: (280, 225),
    Joint.LEFT_SHOULDER: (345, 130),
    Joint.LEFT_ELBOW: (355, 180),
    Joint.LEFT_WRIST: (360, 225),
    Joint.MID_HIP: (320, 230),
    Joint.RIGHT_HIP: (305, 230),
    Joint.RIGHT_KNEE: (300, 310),
    Joint.RIGHT_ANKLE: (300, 390),
    Joint.LEFT_HIP: (335, 230),
    Joint.LEFT_KNEE: (340, 310),
    Joint.LEFT_ANKLE: (340, 390),
}
"""The joints of a stick figure, seen from the front: x and y in pixels."""
_ABOVE_THE_KNEES_PX = 300
_DEPTH_PX = 60


def warm_up(method: str) -> None:
    """Score a rep once, which compiles or loads the kernels."""
    squat = stick_figure_squat()
    exercise = Exercise((Reference("warm-up", (squat, squat)),))
    make_scorer(method, exercise).score(squat)


def stick_figure_squat() -> PoseSeries:
    """A stick figure that squats once, within two seconds."""
    keypoints = np.full((_FRAMES, len(Joint), 3), np.nan, dtype=np.float32)
    keypoints[..., 2] = 0
    for joint, place in STANDING_PX.items():
        keypoints[:, joint] = (*place, 1)
    depth_px = _DEPTH_PX * np.sin(np.linspace(0, np.pi, _FRAMES)) ** 2
    moving = [joint for joint, (_, y) in STANDING_PX.items() if y < _ABOVE_THE_KNEES_PX]
    keypoints[:, moving, 1] += depth_px[:, np.newaxis].astype(np.float32)
    return PoseSeries(np.arange(_FRAMES, dtype=np.int64) * 33_333, keypoints)
