"""Computes the alignments of judged reps again, by tslearn's accumulated costs."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from tslearn.metrics import dtw_accumulated_matrix

from spotter.movement.alignment import align_overlap
from spotter.movement.alignment.overlap import LEFT_OUT_COST, MOST_LEFT_OUT, RADIUS
from spotter.movement.assessment import LearnedReference, alignments
from spotter.movement.values import Exercise, PoseSeries


class DtwCheck:
    """Compares the kernel that judges reps of an exercise with tslearn.

    Raises :class:`MovementError` when a reference shows no joint in all reps, or nobody moves.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._known = [LearnedReference.of(one) for one in exercise.references]

    def largest_difference(self, poses: PoseSeries) -> float:
        """How far the costs of a rep's alignments are apart at most: 0 if there are none.

        Costs are per frame, in squared usual deviations. Every alignment counts that judging the
        rep takes: with each reference, as recorded and turned, in each facing.
        """
        pairs = alignments(poses, self._known)
        return max((_difference(one, other) for one, other in pairs), default=0.0)


def _difference(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return abs(align_overlap(one, other)[1] - overlap_cost(one, other))


def overlap_cost(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The cost per frame of :func:`align_overlap`, by trying every start and every end.

    ``one`` and ``other`` are (T, D) and (U, D) without NaN.
    """
    apart = np.subtract.outer(np.arange(len(one)), np.arange(len(other)))
    band = np.abs(apart) <= RADIUS
    least = min(
        LEFT_OUT_COST * (i + j) + _cost_from(one[i:], other[j:], band[i:, j:])
        for i, j in _starts(len(one), len(other))
    )
    return float(least / max(len(one), len(other)))


def _starts(rows: int, columns: int) -> Iterator[tuple[int, int]]:
    """The first frames of either movement; of one of them the beginning may be left out."""
    for left_out in range(MOST_LEFT_OUT + 1):
        if left_out < rows:
            yield left_out, 0
        if 0 < left_out < columns:
            yield 0, left_out


def _cost_from(
    one: NDArray[np.float64], other: NDArray[np.float64], band: NDArray[np.bool_]
) -> float:
    """The least cost of an alignment that begins with the first frames and ends anywhere."""
    costs = dtw_accumulated_matrix(one, other, band, be="numpy") / one.shape[1]
    left_out = LEFT_OUT_COST * np.arange(MOST_LEFT_OUT + 1)
    ends = (costs[:, -1][::-1], costs[-1][::-1])
    return float(min((end[: len(left_out)] + left_out[: len(end)]).min() for end in ends))
