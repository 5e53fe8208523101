"""Multivariate DTW, compiled: all coordinates share one time axis.

Sakoe and Chiba, "Dynamic programming algorithm optimization for spoken word recognition", 1978.
When the lengths differ, the band widens by their difference: frame i of the shorter movement may
correspond to frames i - radius to i + radius + difference of the longer.

Memory is one byte per pair of frames within the band. Arrays must be float64, C-contiguous and
without NaN; :mod:`time_warping` checks that.
"""

import math

import numpy as np
from numpy.typing import NDArray

from spotter.movement.compiled import compiled

_BOTH, _FIRST, _SECOND = 0, 1, 2
"""Which movement advances to reach a pair of frames."""


@compiled
def all_finite(trajectory: NDArray[np.float64]) -> bool:
    """Whether every coordinate of ``trajectory`` (T, D) is finite; makes no copy."""
    for frame in trajectory:
        for place in frame:
            if not math.isfinite(place):
                return False
    return True


@compiled
def squared_distances(
    frame: NDArray[np.float64],
    trajectories: NDArray[np.float64],
    start: int,
    out: NDArray[np.float64],
) -> None:
    """Fill ``out`` (N,) with the squared distances of ``frame`` (D,) to N frames from ``start`` on.

    ``trajectories`` is (D, U), the other movement, one row per coordinate: neighbours in memory are
    neighbours in time, so the loop vectorises.
    """
    count = np.uint64(len(out))
    out[:] = 0.0
    for k in range(len(frame)):
        place, trajectory = frame[k], trajectories[k, start : start + len(out)]
        for j in range(count):
            step = place - trajectory[j]
            out[j] += step * step


@compiled
def best_moves(
    one: NDArray[np.float64], trajectories: NDArray[np.float64], radius: int
) -> NDArray[np.uint8]:
    """The best last move to each pair of frames within the band: which movement advances.

    ``one`` is (T, D), ``trajectories`` (D, U). Returns (T, W); the first of the W columns of row i
    is frame i + min(0, U - T) - ``radius``. Ties advance both.
    """
    rows, columns = len(one), trajectories.shape[1]
    wider = columns - rows
    before, best = np.full(columns + 1, np.inf), np.full(columns + 1, np.inf)
    apart = np.empty(columns)
    chosen = np.empty((rows, 2 * radius + abs(wider) + 1), dtype=np.uint8)
    before[0] = 0.0
    for i in range(rows):
        start = i + min(0, wider) - radius
        first, last = max(0, start), min(columns, i + max(0, wider) + radius + 1)
        squared_distances(one[i], trajectories, first, apart[: last - first])
        best[first] = np.inf
        for j in range(first, last):
            move, reached = _BOTH, before[j]
            if before[j + 1] < reached:
                move, reached = _FIRST, before[j + 1]
            if best[j] < reached:
                move, reached = _SECOND, best[j]
            chosen[i, j - start] = move
            best[j + 1] = reached + apart[j - first]
        before, best = best, before
    return chosen


@compiled
def trace_path(chosen: NDArray[np.uint8], columns: int, radius: int) -> NDArray[np.uint16]:
    """The best path through the moves of :func:`best_moves`, as (N, 2) pairs of frames."""
    rows = len(chosen)
    back = min(0, columns - rows) - radius
    i, j = rows - 1, columns - 1
    pairs = np.empty((rows + columns, 2), dtype=np.uint16)
    at = len(pairs) - 1
    while i > 0 or j > 0:
        pairs[at, 0], pairs[at, 1] = i, j
        at -= 1
        move = chosen[i, j - i - back]
        if j == 0 or (i > 0 and move != _SECOND):
            i, j = i - 1, max(0, j - (move != _FIRST))
        else:
            j -= 1
    pairs[at, 0], pairs[at, 1] = 0, 0
    return pairs[at:].copy()
