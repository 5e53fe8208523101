"""Poses of athletes who perform a plan."""

from collections.abc import Mapping

import numpy as np

from spotter.movement.values.body.poses import PoseSeries
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan, perform

RATE_HZ = 30.0


def performed(
    exercise: str,
    reps: int,
    faults: Mapping[FaultKind, frozenset[int]] | None = None,
    yaw_deg: float = 35.0,
    seed: int = 1,
) -> PoseSeries:
    """The true keypoints of ``reps`` reps at 30 frames a second."""
    plan = Plan(exercise, reps=reps, faults=faults or {}, rate_hz=RATE_HZ)
    performance = perform(plan, np.random.default_rng(seed))
    return performance.poses(Camera(yaw_deg=yaw_deg, aim_m=plan.aim_m))
