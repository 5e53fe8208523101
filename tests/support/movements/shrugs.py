"""Shrugs of a standing athlete: a movement of a few centimetres."""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.noise import noisy
from spotter.simulation.motion.performance import Plan, perform

_ARMS = [joint for joint in Joint if joint.name.endswith(("SHOULDER", "ELBOW", "WRIST"))]
_LEFT = np.array([joint.name.startswith("LEFT") for joint in _ARMS])
_REP_S, _REST_S, _RATE_HZ = 2.0, 0.8, 15.0
_STANDING_M = perform(Plan("squat", reps=0), np.random.default_rng(0)).joints_m[0]


def shrugs(
    heights_m: list[float], seed: int, *, left_ratio: float = 1.0, noise_px: float = 0.8
) -> PoseSeries:
    """A set of shrugs so high, in metres, with a second's rest before it and after it.

    ``left_ratio`` is how far the left shoulder goes compared with the right.
    """
    rng = np.random.default_rng(seed)
    rest_m = np.zeros(round(_RATE_HZ * _REST_S))
    sways = [height_m * rng.normal(1, 0.05) for height_m in heights_m]
    lifted_m = np.concatenate([rest_m, *(_rep(height_m, rest_m) for height_m in sways)])
    joints_m = np.repeat(_STANDING_M[None], len(lifted_m), axis=0)
    joints_m[:, _ARMS, 2] += lifted_m[:, None] * np.where(_LEFT, left_ratio, 1.0)
    times_us = np.round(np.arange(len(lifted_m)) * 1e6 / _RATE_HZ).astype(np.int64)
    return noisy(Camera().poses(times_us, joints_m), rng, noise_px)


def shrug_rep(height_m: float, seed: int, *, left_ratio: float = 1.0) -> PoseSeries:
    """One shrug, from shortly before it to shortly after it."""
    poses = shrugs([height_m], seed, left_ratio=left_ratio)
    margin_us = round(1e6 * (_REST_S - 0.2))
    return poses.between(margin_us, int(poses.captured_us[-1]) - margin_us)


def _rep(height_m: float, rest_m: NDArray[np.float64]) -> NDArray[np.float64]:
    phase = np.arange(round(_RATE_HZ * _REP_S)) / (_RATE_HZ * _REP_S)
    return np.concatenate([height_m * np.sin(np.pi * phase) ** 2, rest_m])
