"""Aligns the part that two reps share, where either may have been cut off.

A recording, or a camera's view, may begin or end within a rep. Plain DTW would pair the missing
part with something else. Here a path may skip the first or the last frames of either movement, at a
cost per skipped frame (open-begin, open-end DTW: Tormene et al., "Matching incomplete time series
with dynamic time warping", 2009).
"""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.alignment.multivariate_dtw import squared_distances
from spotter.movement.compiled import compiled

MOST_LEFT_OUT = 24
"""Frames at each end of either movement."""
RADIUS = 28
"""Frames by which corresponding ones may be apart."""
LEFT_OUT_COST = 1.0
"""Of a frame, in squared usual deviations."""


@compiled
def _steps(
    one: NDArray[np.float64],
    trajectories: NDArray[np.float64],
    radius: int,
    most_left_out: int,
    left_out_cost: float,
) -> NDArray[np.float64]:
    """The lowest accumulated cost from a start to every pair of frames, (T + 1, U + 1).

    ``one`` is (T, D), ``trajectories`` the other movement as (D, U).
    """
    rows, columns = len(one), trajectories.shape[1]
    best = np.full((rows + 1, columns + 1), np.inf)
    for i in range(min(most_left_out, rows - 1) + 1):
        best[i, 0] = i * left_out_cost
    for j in range(min(most_left_out, columns - 1) + 1):
        best[0, j] = j * left_out_cost
    apart = np.empty(columns)
    for i in range(rows):
        first, last = max(0, i - radius), min(columns, i + radius + 1)
        squared_distances(one[i], trajectories, first, apart[: last - first])
        for j in range(first, last):
            before = min(best[i, j], best[i, j + 1], best[i + 1, j])
            best[i + 1, j + 1] = before + apart[j - first] / len(trajectories)
    return best


@compiled
def _end(best: NDArray[np.float64], most_left_out: int, left_out_cost: float) -> tuple[int, int]:
    rows, columns = best.shape[0] - 1, best.shape[1] - 1
    i, j, least = rows, columns, best[rows, columns]
    for left_out in range(1, most_left_out + 1):
        price = left_out * left_out_cost
        if left_out < rows and best[rows - left_out, columns] + price < least:
            i, j, least = rows - left_out, columns, best[rows - left_out, columns] + price
        if left_out < columns and best[rows, columns - left_out] + price < least:
            i, j, least = rows, columns - left_out, best[rows, columns - left_out] + price
    return i, j


@compiled
def _path(best: NDArray[np.float64], i: int, j: int) -> NDArray[np.uint16]:
    pairs = np.empty((i + j, 2), dtype=np.uint16)
    at = len(pairs)
    while i > 0 and j > 0:
        at -= 1
        pairs[at, 0], pairs[at, 1] = i - 1, j - 1
        both, first, second = best[i - 1, j - 1], best[i - 1, j], best[i, j - 1]
        if both <= first and both <= second:
            i, j = i - 1, j - 1
        elif first <= second:
            i -= 1
        else:
            j -= 1
    return pairs[at:].copy()


def align_overlap(
    one: NDArray[np.float64], other: NDArray[np.float64]
) -> tuple[NDArray[np.uint16], float]:
    """Align what two movements share; up to 24 frames may be left out at each end.

    ``one`` and ``other`` are (60, D) without NaN, in units of a usual deviation: leaving a frame
    out costs as much as a deviation of one in every coordinate. Returns the path, (N, 2)
    non-decreasing pairs of frames, and its cost per frame.

    >>> whole = np.linspace(0, 60, 60)[:, None]
    >>> path, cost = align_overlap(whole[10:], whole)
    >>> path[0].tolist(), path[-1].tolist(), round(60 * cost)
    ([0, 10], [49, 59], 10)
    """
    best = _steps(one, np.ascontiguousarray(other.T), RADIUS, MOST_LEFT_OUT, LEFT_OUT_COST)
    i, j = _end(best, MOST_LEFT_OUT, LEFT_OUT_COST)
    left_out = len(one) - i + len(other) - j
    cost = (best[i, j] + LEFT_OUT_COST * left_out) / max(len(one), len(other))
    return _path(best, i, j), float(cost)
