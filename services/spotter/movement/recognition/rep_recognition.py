"""Which exercise a movement is, if it is any of those that are known.

For every candidate the movement is laid over the reps of its references. Two things tell how badly
that goes: how far the joints stay apart, and how little of what moves goes the same way. Their
product, the mismatch, multiplies where one of them alone would be misled: half a rep is nearer to
any small movement than to its own exercise, but goes its way.

The odds of the candidates are one over their mismatches, those of *none* one over a mismatch at
which a movement is as likely something else. See ``docs/method.md`` for how far that is true.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from spotter.movement.assessment.scorability import too_little
from spotter.movement.fitting.reference_model import learn_model
from spotter.movement.fitting.registration import Registration, register
from spotter.movement.geometry.normalisation import Coordinates
from spotter.movement.geometry.trajectory import phase_trajectory
from spotter.movement.segmentation import Template, learn_template
from spotter.movement.values.errors import MovementError
from spotter.movement.values.exercise import Exercise
from spotter.movement.values.poses import PoseSeries

NONE_MISMATCH = 2.0
"""A movement that mismatches a candidate so much may as well be none of them."""
_NOISE_COST = 0.05
_NOISE_TL = 0.035
"""What a camera and a pose network add, as an alignment's cost and as a joint's movement."""
_BY_CHANCE = 0.1
"""The share of any movement that goes along with another by chance."""
_HEIGHTS_FACTOR = 5.0
"""Heights do not change when a camera stands elsewhere around the person, but they tell less."""
_HEIGHTS = np.array((0.0, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """An exercise that a movement may be.

    ``trajectories`` are those of its references' reps, (60, 25, 2) torso lengths each, one for each
    reference; ``template`` is what its reps are cut with.
    """

    name: str
    trajectories: tuple[Coordinates, ...]
    template: Template

    @classmethod
    def of(cls, exercise: Exercise) -> "Candidate":
        """Raises :class:`MovementError` when nothing moves in a reference, or nobody is seen."""
        trajectories = tuple(learn_model(reference).trajectory for reference in exercise.references)
        return cls(exercise.name, trajectories, learn_template(*exercise.references))


def checked(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, which must have different names.

    Raises :class:`MovementError` otherwise.
    """
    names = [candidate.name for candidate in candidates]
    if len(set(names)) != len(names):
        raise MovementError(f"candidates have different names; found {', '.join(sorted(names))}")
    return tuple(candidates)


@dataclass(frozen=True, slots=True)
class Recognition:
    """``shares`` is how likely each candidate is, 0 to 1; what they lack to 1 is *none*.

    ``exercise`` is the likeliest, None for none of them, and ``confidence`` how likely that is.
    Where too little is seen it is none: nothing speaks for any of them.
    """

    exercise: str | None
    confidence: float
    shares: Mapping[str, float]

    @classmethod
    def by_odds(cls, odds: Mapping[str, float]) -> "Recognition":
        """From the odds of each candidate, 0 or more, where those of none are 1."""
        total = 1.0 + sum(odds.values())
        shares = {name: value / total for name, value in odds.items()}
        likeliest = max(shares, key=lambda name: shares[name], default=None)
        if likeliest is None or odds[likeliest] <= 1.0:
            return cls(None, 1.0 / total, shares)
        return cls(likeliest, shares[likeliest], shares)


def recognise_rep(poses: PoseSeries, candidates: Sequence[Candidate]) -> Recognition:
    """Which of the candidates one movement is, cut as a rep or not much longer than one.

    Raises :class:`MovementError` for two candidates of one name.
    """
    known = checked(candidates)
    return Recognition.by_odds({one.name: NONE_MISMATCH / mismatch(poses, one) for one in known})


def mismatch(poses: PoseSeries, candidate: Candidate) -> float:
    """How badly a movement goes with the reference that it fits best; infinity if with none."""
    if too_little(poses):
        return inf
    trajectory = phase_trajectory(poses)
    return min(_mismatch(trajectory, expected) for expected in candidate.trajectories)


def _mismatch(trajectory: Coordinates, expected: Coordinates) -> float:
    """As both are seen, or by heights alone where a camera stood elsewhere."""
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
    """The squared correlation of two movements over all joints; 0 where they go against each other.

    Each joint counts from its own middle. What moves less than noise does correlates with nothing.
    """
    shared = np.isfinite(trajectory).all(axis=(0, 2)) & np.isfinite(expected).all(axis=(0, 2))
    one, other = (each[:, shared] - each[:, shared].mean(axis=0) for each in (trajectory, expected))
    together = max(0.0, float((one * other).mean()))
    sizes = [float((each**2).mean()) + _NOISE_TL**2 for each in (one, other)]
    return together**2 / (sizes[0] * sizes[1])
