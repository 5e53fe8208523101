"""Squats to be cut into reps, and what cutters look for."""

import numpy as np

from spotter.movement.segmentation import (
    learn_template,
)
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import JOINT_COUNT
from spotter.simulation.motion.faults import View
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed, filmed_reference

SQUAT = learn_template(filmed_reference("squat"))
LUNGE = learn_template(filmed_reference("lunge", View.SIDE))
PERFORMANCE, POSES = filmed(Plan("squat", reps=3))


def resting(seconds: float, rate_hz: float = 15.0, seed: int = 3) -> PoseSeries:
    """Somebody who stands still, but for noise."""
    frames = round(seconds * rate_hz)
    keypoints = np.repeat(POSES.keypoints[:1], frames, axis=0)
    keypoints[..., :2] += np.random.default_rng(seed).normal(0, 1.5, (frames, JOINT_COUNT, 2))
    return PoseSeries(np.arange(frames, dtype=np.int64) * round(1e6 / rate_hz), keypoints)
