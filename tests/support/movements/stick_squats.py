"""A stick figure seen from the front that squats: poses with known reps, for tests of services."""

import numpy as np

from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.taught.reference import Reference
from spotter.scorer.working.warm_up import STANDING_PX

FRAME_US = 33_333
REP_FRAMES = 60
REST_FRAMES = 30
NOISE_PX = 0.7
"""Noise like an estimator's; a perfectly still figure is unlike any person."""


def squats(*depths_px: float, start_us: int = 1_700_000_000_000_000) -> PoseSeries:
    """One rep of two seconds per depth (how far the hips go down), each with a second of rest."""
    down = np.sin(np.linspace(0, np.pi, REP_FRAMES)) ** 2
    rest = np.zeros(REST_FRAMES)
    course_px = np.concatenate(
        [rest, *[part for depth in depths_px for part in (depth * down, rest)]]
    )
    keypoints = np.full((len(course_px), len(Joint), 3), np.nan, dtype=np.float32)
    keypoints[..., 2] = 0
    for joint, place in STANDING_PX.items():
        keypoints[:, joint] = (*place, 1)
    knees = [Joint.RIGHT_KNEE, Joint.LEFT_KNEE]
    above = [joint for joint, (_, y) in STANDING_PX.items() if y < 300]
    keypoints[:, above, 1] += course_px[:, np.newaxis].astype(np.float32)
    keypoints[:, knees, 1] += course_px[:, np.newaxis].astype(np.float32) / 3
    jitter_px = np.random.default_rng(1).normal(0, NOISE_PX, (*keypoints.shape[:2], 2))
    keypoints[..., :2] += jitter_px.astype(np.float32)
    return PoseSeries(start_us + np.arange(len(course_px), dtype=np.int64) * FRAME_US, keypoints)


def squat_reference() -> Reference:
    """Three good squats."""
    poses = squats(80, 80, 80)
    length_us, first_us = (REP_FRAMES + REST_FRAMES) * FRAME_US, int(poses.captured_us[0])
    starts_us = [first_us + REST_FRAMES * FRAME_US + number * length_us for number in range(3)]
    return Reference(
        "squat", tuple(poses.between(start, start + REP_FRAMES * FRAME_US) for start in starts_us)
    )
