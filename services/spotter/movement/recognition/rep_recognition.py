"""Recognises which candidate exercise a single movement is, if any.

The movement is registered to the references of every candidate. Two numbers tell how badly it fits:
the distance between the joints, and how little the movements correlate. Their product is the
mismatch, because either alone can mislead: half a rep is closer to any small movement than to its
own exercise, but correlates with its own.

The odds of a candidate are one over its mismatch. The odds of *none* are one over the mismatch at
which a movement is as likely something else. ``docs/method.md`` says how well that is calibrated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from spotter.movement.assessment.scorability import why_insufficient
from spotter.movement.fitting import Registration, learn_model, register
from spotter.movement.geometry import Coordinates, phase_trajectory
from spotter.movement.segmentation import Template, learn_template
from spotter.movement.values import Exercise, MovementError, PoseSeries

NONE_MISMATCH = 2.0
"""A movement with this mismatch is as likely none of the candidates."""
_NOISE_COST = 0.05
_NOISE_TL = 0.035
"""The noise of camera and pose network, as an alignment's cost and as a joint's movement."""
_BY_CHANCE = 0.1
"""The squared correlation that any two movements may have by chance."""
_HEIGHTS_FACTOR = 5.0
"""Heights stay the same wherever the camera stands around the person, but they tell less."""
_HEIGHTS = np.array((0.0, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """An exercise that a movement may be.

    ``trajectories`` are the mean trajectories of its references, (60, 25, 2) torso lengths each;
    ``template`` cuts its reps.
    """

    name: str
    trajectories: tuple[Coordinates, ...]
    template: Template

    @classmethod
    def of(cls, exercise: Exercise) -> "Candidate":
        """Raises :class:`MovementError` when nothing moves in a reference, or nobody is seen."""
        trajectories = tuple(learn_model(reference).trajectory for reference in exercise.references)
        return cls(exercise.name, trajectories, learn_template(*exercise.as_judged().references))


def checked(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, as a tuple.

    Raises :class:`MovementError` unless their names differ.
    """
    names = [candidate.name for candidate in candidates]
    if len(set(names)) != len(names):
        raise MovementError(f"candidates need different names; found {', '.join(sorted(names))}")
    return tuple(candidates)


@dataclass(frozen=True, slots=True)
class Recognition:
    """``shares`` is the probability of each candidate, 0 to 1; the remainder to 1 is *none*.

    ``exercise`` is the likeliest, or None for *none*; ``confidence`` is its probability. If too
    little is seen the result is *none*, as nothing supports any candidate.
    """

    exercise: str | None
    confidence: float
    shares: Mapping[str, float]

    @classmethod
    def by_odds(cls, odds: Mapping[str, float]) -> "Recognition":
        """From the odds of each candidate, 0 or more, relative to *none*, whose odds are 1."""
        total = 1.0 + sum(odds.values())
        shares = {name: value / total for name, value in odds.items()}
        likeliest = max(shares, key=lambda name: shares[name], default=None)
        if likeliest is None or odds[likeliest] <= 1.0:
            return cls(None, 1.0 / total, shares)
        return cls(likeliest, shares[likeliest], shares)


def recognise_rep(poses: PoseSeries, candidates: Sequence[Candidate]) -> Recognition:
    """Recognise one movement, which is cut as a rep or not much longer than one.

    Raises :class:`MovementError` for two candidates of one name.
    """
    known = checked(candidates)
    return Recognition.by_odds({one.name: NONE_MISMATCH / mismatch(poses, one) for one in known})


def mismatch(poses: PoseSeries, candidate: Candidate) -> float:
    """The mismatch of a movement with the reference that fits best; infinity if none fits."""
    if why_insufficient(poses):
        return inf
    trajectory = phase_trajectory(poses)
    return min(_mismatch(trajectory, expected) for expected in candidate.trajectories)


def _mismatch(trajectory: Coordinates, expected: Coordinates) -> float:
    """The smaller of the mismatch as filmed and, for another camera position, by heights alone."""
    as_seen = register(trajectory, expected)
    by_heights = register(trajectory * _HEIGHTS, expected * _HEIGHTS)
    return min(
        _of_fit(as_seen, as_seen.cost, expected),
        _HEIGHTS_FACTOR * _of_fit(by_heights, 2 * by_heights.cost, expected * _HEIGHTS),
    )


def _of_fit(fitted: Registration, cost: float, expected: Coordinates) -> float:
    if not np.isfinite(cost):
        return inf
    along = _share_along(fitted.trajectory[fitted.phases], expected[fitted.phases])
    return (cost + _NOISE_COST) * (1 - along) / (along + _BY_CHANCE)


def _share_along(trajectory: Coordinates, expected: Coordinates) -> float:
    """The squared correlation of two movements over all joints; 0 if it is negative.

    Each joint counts relative to its own mean. Movement below the noise correlates with nothing.
    """
    shared = np.isfinite(trajectory).all(axis=(0, 2)) & np.isfinite(expected).all(axis=(0, 2))
    one, other = (each[:, shared] - each[:, shared].mean(axis=0) for each in (trajectory, expected))
    together = max(0.0, float((one * other).mean()))
    sizes = [float((each**2).mean()) + _NOISE_TL**2 for each in (one, other)]
    return together**2 / (sizes[0] * sizes[1])
