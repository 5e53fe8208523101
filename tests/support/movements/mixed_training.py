"""A station for squats and curls, and one person's training there."""

import math
from functools import cache

import numpy as np

from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.taught.reference import Reference
from spotter.simulation.athletes.look import athlete
from spotter.simulation.motion.performance import Plan
from support.movements.fidgeting import fidgeting
from support.movements.filmed import filmed, filmed_reference

CANDIDATES = ("squat", "biceps-curl")
START_US = 1_700_000_000_000_000
REST_US = 20_000_000
FRAME_US = round(1e6 / Plan("squat", reps=0).rate_hz)


@cache
def references() -> tuple[Reference, ...]:
    """One reference for each candidate."""
    return tuple(filmed_reference(name) for name in CANDIDATES)


def one_after_another(*sets: tuple[str, int], start_us: int = START_US) -> PoseSeries:
    """Sets of an exercise with a number of reps, each followed by a rest of 20 seconds."""
    standing = filmed(Plan("squat", reps=0))[1].keypoints
    rest = np.concatenate([standing] * math.ceil(REST_US / FRAME_US / len(standing)))
    parts = [part for name, reps in sets for part in (_set(name, reps).keypoints, rest)]
    keypoints = np.concatenate(parts)
    return PoseSeries(start_us + np.arange(len(keypoints)) * FRAME_US, keypoints)


def _set(exercise: str, reps: int) -> PoseSeries:
    return filmed(Plan(exercise, reps=reps, body=athlete(1).body), seed=21)[1]


def walking_about() -> PoseSeries:
    """A person who moves without doing an exercise."""
    poses = fidgeting(np.random.default_rng(1))
    return PoseSeries(poses.captured_us + START_US, poses.keypoints)
