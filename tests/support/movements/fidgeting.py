"""Movement that is not an exercise."""

import numpy as np

from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import JOINT_COUNT
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed


def fidgeting(rng: np.random.Generator, seconds: float = 30.0) -> PoseSeries:
    """A person who stands, sways and moves arms and legs aimlessly."""
    standing = filmed(Plan("squat", reps=0))[1].keypoints[0]
    times_s = np.arange(0, seconds, 1 / 15)
    keypoints = np.repeat(standing[None], len(times_s), axis=0)
    for joint in range(JOINT_COUNT):
        for axis in (0, 1):
            waves_hz = rng.uniform(0.1, 1.0, 4)[:, None]
            phases = rng.uniform(0, 2 * np.pi, 4)[:, None]
            keypoints[:, joint, axis] += 6 * np.sin(2 * np.pi * waves_hz * times_s + phases).sum(0)
    return PoseSeries(np.round(times_s * 1e6).astype(np.int64), keypoints)
