"""Squats of a stick figure that vary as a person's do, fast enough to make thousands."""

import numpy as np

from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.scorer.working.warm_up import STANDING_PX

DEPTH_PX = 80.0
_FRAME_US = 50_000
_FRAMES = 40
_NOISE_PX = 1.5
_TAIL = 3.0


def varied_squat(
    rng: np.random.Generator, depth_px: float = DEPTH_PX, spread: float = 0.06
) -> PoseSeries:
    """One rep of two seconds; its depth and the knees' travel have heavy tails."""
    depth_px *= 1 + spread * rng.standard_t(_TAIL)
    knees_px = 30 * spread * rng.standard_t(_TAIL)
    down = np.sin(np.linspace(0, np.pi, _FRAMES)) ** rng.uniform(1.6, 2.4)
    keypoints = np.full((_FRAMES, len(Joint), 3), np.nan, dtype=np.float32)
    keypoints[..., 2] = 0
    for joint, place in STANDING_PX.items():
        keypoints[:, joint] = (*place, 1)
        if joint.name.endswith("KNEE"):
            side = 1 if joint.name.startswith("LEFT") else -1
            keypoints[:, joint, 0] += (side * knees_px * down).astype(np.float32)
            keypoints[:, joint, 1] += (depth_px / 3 * down).astype(np.float32)
        elif not joint.name.endswith("ANKLE"):
            keypoints[:, joint, 1] += (depth_px * down).astype(np.float32)
    keypoints[..., :2] += rng.normal(0, _NOISE_PX, (_FRAMES, len(Joint), 2)).astype(np.float32)
    start_us = int(rng.integers(1, 10**12))
    return PoseSeries(start_us + np.arange(_FRAMES, dtype=np.int64) * _FRAME_US, keypoints)


def varied_squats(
    rng: np.random.Generator, count: int, depth_px: float = DEPTH_PX, spread: float = 0.06
) -> tuple[PoseSeries, ...]:
    """``count`` varied squats."""
    return tuple(varied_squat(rng, depth_px, spread) for _ in range(count))
