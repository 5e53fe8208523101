"""Univariate DTW distances of many trajectories at once, compiled.

All trajectories share their time axes, so one pass over the pairs of frames computes all of them,
with vector instructions. A step handles blocks of four frames by two, whose sums stay in the
processor's registers. The blocks of an anti-diagonal do not depend on each other, so blocks and
trajectories form one long row that the compiler can vectorise.
"""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.compiled import compiled

_ROWS, _COLUMNS = 4, 2


@compiled
def accumulated_cost(both: float, first: float, second: float, step: float) -> float:
    """The lowest accumulated cost of a pair of frames, from its predecessors and its difference."""
    return min(both, first, second) + step * step


@compiled
def _rows_of_blocks(one: NDArray[np.float64]) -> NDArray[np.float64]:
    """(4, blocks * D): row r holds frames r, r + 4, r + 8, ..., each with all its trajectories."""
    frames, trajectories = one.shape
    rows = np.zeros((_ROWS, -(-frames // _ROWS) * trajectories))
    for i in range(frames):
        at = i // _ROWS * trajectories
        for k in range(trajectories):
            rows[i % _ROWS, at + k] = one[i, k]
    return rows


@compiled
def _columns_of_blocks(other: NDArray[np.float64]) -> NDArray[np.float64]:
    """(2, blocks * D): every second frame, last block first, so that anti-diagonals run forward.

    An odd number of frames is padded with one at infinity before the first.
    """
    frames, trajectories = other.shape
    blocks = -(-frames // _COLUMNS)
    spare = blocks * _COLUMNS - frames
    columns = np.full((_COLUMNS, blocks * trajectories), np.inf)
    for j in range(frames):
        at = (blocks - 1 - (j + spare) // _COLUMNS) * trajectories
        for k in range(trajectories):
            columns[(j + spare) % _COLUMNS, at + k] = other[j, k]
    return columns


@compiled
def trajectory_distances(
    one: NDArray[np.float64], other: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The DTW distance of each column of ``one`` (T, D) to that of ``other`` (U, D): (D,).

    Both must be float64, C-contiguous and finite, which is not checked here.
    """
    trajectories = one.shape[1]
    rows, columns = _rows_of_blocks(one), _columns_of_blocks(other)
    height, width = rows.shape[1] // trajectories, columns.shape[1] // trajectories
    left = np.full(rows.shape, np.inf)
    # The bottom sums of the blocks of three anti-diagonals, each shifted down by one place.
    bottom = np.full((3, _COLUMNS, rows.shape[1] + trajectories), np.inf)
    below, above, corners = 0, 1, 2
    if len(other) % _COLUMNS:
        bottom[above, 0, :trajectories] = 0.0
    else:
        bottom[corners, 1, :trajectories] = 0.0
    # Written out in one loop: a function per step would cost a third of the running time.
    for step in range(height + width - 1):
        first, last = max(0, step - width + 1) * trajectories, min(height, step + 1) * trajectories
        shift = (width - 1 - step) * trajectories
        a0, a1, a2, a3 = (
            rows[0, first:last],
            rows[1, first:last],
            rows[2, first:last],
            rows[3, first:last],
        )
        left0, left1, left2, left3 = (
            left[0, first:last],
            left[1, first:last],
            left[2, first:last],
            left[3, first:last],
        )
        b0 = columns[0, first + shift : last + shift]
        b1 = columns[1, first + shift : last + shift]
        below0 = bottom[below, 0, first + trajectories : last + trajectories]
        below1 = bottom[below, 1, first + trajectories : last + trajectories]
        above0, above1 = bottom[above, 0, first:last], bottom[above, 1, first:last]
        corner = bottom[corners, 1, first:last]
        for n in range(np.uint64(last - first)):
            x, y, up, up_next = b0[n], b1[n], above0[n], above1[n]
            l0, l1, l2, l3 = left0[n], left1[n], left2[n], left3[n]
            sum00 = accumulated_cost(corner[n], up, l0, a0[n] - x)
            sum01 = accumulated_cost(up, up_next, sum00, a0[n] - y)
            sum10 = accumulated_cost(l0, sum00, l1, a1[n] - x)
            sum11 = accumulated_cost(sum00, sum01, sum10, a1[n] - y)
            sum20 = accumulated_cost(l1, sum10, l2, a2[n] - x)
            sum21 = accumulated_cost(sum10, sum11, sum20, a2[n] - y)
            sum30 = accumulated_cost(l2, sum20, l3, a3[n] - x)
            sum31 = accumulated_cost(sum20, sum21, sum30, a3[n] - y)
            left0[n], left1[n], left2[n], left3[n] = sum01, sum11, sum21, sum31
            below0[n], below1[n] = sum30, sum31
        if step == 0:
            bottom[:, :, :trajectories] = np.inf
        below, above, corners = corners, below, above
    distances: NDArray[np.float64] = np.sqrt(left[(len(one) - 1) % _ROWS, -trajectories:])
    return distances
