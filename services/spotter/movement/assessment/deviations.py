"""How far a rep is from the reference model, joint by joint and phase by phase."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.assessment.relation import Relation
from spotter.movement.fitting import ReferenceModel, Registration
from spotter.movement.fitting.nuisance_factors import without_start_offset
from spotter.movement.geometry import Coordinates
from spotter.movement.values import Facing

_COUNTED = 5
_DIFFERENCE_OF_PEOPLE = 0.15
"""How much the same joint of two people differs, as a ratio of its travel: with 0.1 to 0.25, good
and bad reps of six people are told apart best by other people's references."""
_DIFFERENCE_IN_SMALL_TL = 0.12
"""How much people differ however small the movement is: in how they stand, sway and begin. The
allowance of a large movement contains it."""
_DEPTH_ERROR_TL = 0.3
"""By how much the depth of a reference's joints is off, at most of their movement."""


@dataclass(frozen=True, slots=True, eq=False)
class Deviations:
    """A rep compared with the reference model, on the model's phases.

    ``trajectory`` is the rep's, oriented like the model, (60, 25, 2) torso lengths. ``offset`` is
    its difference from the model, less half the difference at the start; ``allowance`` is how large
    it may be for whoever is judged. ``unexplained_ratio`` is the absolute part of the difference
    that neither body nor camera explains, divided by what is allowed of it. Both are NaN at phases
    that the rep does not cover; ``phases`` (60,) says which it covers. ``frames`` (60,) are the
    attempt's frames at the phases. ``facing`` says how the attempt was oriented.
    """

    trajectory: Coordinates
    offset: Coordinates
    allowance: Coordinates
    unexplained_ratio: Coordinates
    frames: NDArray[np.intp]
    phases: NDArray[np.bool_]
    facing: Facing

    @property
    def ratio(self) -> Coordinates:
        """(60, 25, 2) the absolute offset in multiples of the allowance."""
        size: Coordinates = np.abs(self.offset) / self.allowance
        return size

    @property
    def score(self) -> float:
        """The mean deviation of the five worst coordinates, in multiples of the allowance.

        Each counts by its root mean square over the rep, so that no single frame decides.
        """
        squares = self.unexplained_ratio[self.phases] ** 2
        lasting = np.sqrt(squares.mean(axis=0)).ravel()
        return float(np.sort(lasting[np.isfinite(lasting)])[-_COUNTED:].mean())


def deviations_of(
    best: Registration,
    frame_count: int,
    expected: ReferenceModel,
    relation: Relation,
    turned_deg: float = 0.0,
) -> Deviations:
    """The deviations of a registered rep from its reference model, turned by ``turned_deg``."""
    there = best.phases
    apart = best.trajectory - expected.trajectory
    offset = np.full_like(apart, np.nan)
    offset[there] = without_start_offset(apart[there])
    left = expected.factors.unexplained(apart)
    extra_tl2 = _extra_variance_tl2(expected, relation, turned_deg)
    return Deviations(
        trajectory=best.trajectory,
        offset=offset,
        allowance=np.sqrt(expected.allowance**2 + extra_tl2),
        unexplained_ratio=np.abs(left) / np.sqrt(expected.unexplained_allowance**2 + extra_tl2),
        frames=best.frames(frame_count),
        phases=there,
        facing=best.facing,
    )


def _extra_variance_tl2(
    expected: ReferenceModel, relation: Relation, turned_deg: float
) -> NDArray[np.float64]:
    """(25, 2) what another person, and depth that was turned into width, add to the allowance.

    The farther a joint travels, the more people differ.
    """
    extra_tl2 = np.zeros(expected.trajectory.shape[1:])
    extra_tl2[:, 0] += (_DEPTH_ERROR_TL * np.sin(np.radians(turned_deg))) ** 2
    if not relation.is_self:
        travel_tl = np.ptp(expected.trajectory, axis=0)
        extra_tl2 += _DIFFERENCE_OF_PEOPLE**2 * (travel_tl**2).sum(axis=-1, keepdims=True)
        extra_tl2 += _DIFFERENCE_IN_SMALL_TL**2 * (1 - expected.scale**2)
    return extra_tl2
