"""The errors of a good pose network."""

from dataclasses import replace

import numpy as np

from spotter.movement.values.body.poses import PoseSeries

NOISE_PX = 1.5


def noisy(poses: PoseSeries, rng: np.random.Generator, noise_px: float = NOISE_PX) -> PoseSeries:
    """The poses with a normal error of ``noise_px`` pixels in every coordinate."""
    keypoints = poses.keypoints.copy()
    keypoints[..., :2] += rng.normal(0, noise_px, keypoints[..., :2].shape)
    return replace(poses, keypoints=keypoints)
