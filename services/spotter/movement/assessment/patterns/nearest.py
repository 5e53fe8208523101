"""Names a faulty rep by the nearest of an exercise's stored patterns of faults."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from spotter.movement.alignment import distance
from spotter.movement.assessment.deviations import Deviations
from spotter.movement.geometry.trajectories.phases import fill_gaps
from spotter.movement.values import FaultPattern
from spotter.movement.values.taught.fault_pattern import PATTERN_PHASES

_LEAST_SHARE = 0.75
"""A rep is not said to show a pattern of which it hides more than a quarter."""


def deviation_curves(deviations: Deviations) -> NDArray[np.float64]:
    """How a rep deviates over its phases: (20, 25, 2) in multiples of the allowance.

    Phases that the rep does not cover continue the nearest; joints that it does not show are NaN.
    """
    whole = fill_gaps(deviations.offset / deviations.allowance)
    curves: NDArray[np.float64] = whole.reshape(PATTERN_PHASES, -1, *whole.shape[1:]).mean(axis=1)
    return curves


def pattern_of(
    curves: NDArray[np.float64], patterns: Iterable[FaultPattern]
) -> FaultPattern | None:
    """The pattern nearest to a rep's curves, (20, 25, 2), if they are within its limit."""
    apart = [(pattern_distance(curves, one), one) for one in patterns]
    least, nearest = min(apart, key=lambda pair: pair[0], default=(np.inf, None))
    return nearest if nearest is not None and least <= nearest.limit else None


def pattern_distance(curves: NDArray[np.float64], pattern: FaultPattern) -> float:
    """How far a rep's curves, (20, 25, 2), are from a pattern, in multiples of the allowance.

    It is the DTW distance by the joints that both have, as a root mean square over phases and
    coordinates; infinite when the rep shows less than three quarters of what makes up the pattern.
    """
    shared = pattern.joints & np.isfinite(curves).all(axis=(0, 2))
    squares = np.nan_to_num(pattern.centre) ** 2
    if squares[:, shared].sum() < _LEAST_SHARE * squares.sum() or not shared.any():
        return np.inf
    one, other = (
        each[:, shared].reshape(PATTERN_PHASES, -1).astype(np.float64)
        for each in (curves, pattern.centre)
    )
    return distance(one, other) / float(np.sqrt(one.size))
