"""Where the joints of one kind may be: the summits of a heat map, to a part of a cell, compiled.

Maps are searched as the network gives them. Around a summit they are taken for a bell, as they are
trained to be: its logarithm is a parabola, which three cells determine. On painted bells that is
exact, and with noise it errs less than the summit of maps enlarged eight times, which take many
times as long.
"""

import math

import numpy as np
from numpy.typing import NDArray

from spotter.movement.compiled import compiled

_FLOOR = 0.1
"""Neighbours count as at least this share of a summit, so that a lone cell stays where it is."""

Maps = NDArray[np.float32]


@compiled
def find_peaks(
    heat: Maps, threshold: float, most: int
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The highest summits of each of ``heat`` (J, h, w) that are above ``threshold``.

    Returns (J, most, 3) x, y in cells and the bell's height, 0 to 1, highest cell first, and (J,)
    how many of each there are. Cells that are not finite are no summits.
    """
    peaks = np.zeros((len(heat), most, 3))
    counts = np.zeros(len(heat), dtype=np.int64)
    columns = heat.shape[2]
    tops = np.full(columns + 2, -np.inf, dtype=np.float32)
    for joint in range(len(heat)):
        cells, found = heat[joint], peaks[joint]
        count = 0
        for row in range(len(cells)):
            if not _highest_of_three_rows(cells, row, threshold, tops[1:-1]):
                continue
            for column in range(columns):
                value = cells[row, column]
                is_lower = value < max(tops[column], tops[column + 1], tops[column + 2])
                if value > threshold and not is_lower and _is_summit(cells, row, column):
                    count = _keep(found, count, column, row, value)
        for place in range(count):
            _refine(cells, found[place])
        counts[joint] = count
    return peaks, counts


@compiled
def _highest_of_three_rows(cells: Maps, row: int, threshold: float, tops: Maps) -> bool:
    """Fill ``tops`` (w,) from a row and those around it; whether the row has a cell above.

    Several cells are compared at once, and most rows of most maps need no closer look.
    """
    here, above, below = cells[row], cells[max(row - 1, 0)], cells[min(row + 1, len(cells) - 1)]
    cells_above = 0
    for column in range(np.uint64(len(tops))):
        tops[column] = max(above[column], here[column], below[column])
        cells_above += here[column] > threshold
    return cells_above > 0


@compiled
def _is_summit(cells: Maps, row: int, column: int) -> bool:
    """Whether no neighbour is higher; of equal neighbours, the first in reading order is."""
    value = cells[row, column]
    for y in range(max(row - 1, 0), min(row + 2, cells.shape[0])):
        for x in range(max(column - 1, 0), min(column + 2, cells.shape[1])):
            comes_first = y < row or (y == row and x < column)
            if cells[y, x] > value or (comes_first and cells[y, x] == value):
                return False
    return bool(value < np.inf)


@compiled
def _keep(peaks: NDArray[np.float64], count: int, x: int, y: int, value: float) -> int:
    """Insert a summit behind all that are as high; the lowest falls out of a full list."""
    if count == len(peaks) and value <= peaks[count - 1, 2]:
        return count
    place = min(count, len(peaks) - 1)
    last = place
    while place > 0 and peaks[place - 1, 2] < value:
        for k in range(3):
            peaks[place, k] = peaks[place - 1, k]
        place -= 1
    peaks[place, 0], peaks[place, 1], peaks[place, 2] = x, y, value
    return last + 1


@compiled
def _refine(cells: Maps, peak: NDArray[np.float64]) -> None:
    """Move a summit to the top of its bell; at the edge of the map it stays on the edge."""
    column, row, value = int(peak[0]), int(peak[1]), peak[2]
    height = value
    if 0 < column < cells.shape[1] - 1:
        aside, gain = _top(cells[row, column - 1] / value, cells[row, column + 1] / value)
        peak[0] += aside
        height *= gain
    if 0 < row < cells.shape[0] - 1:
        aside, gain = _top(cells[row - 1, column] / value, cells[row + 1, column] / value)
        peak[1] += aside
        height *= gain
    peak[2] = min(height, 1.0)


@compiled
def _top(before: float, after: float) -> tuple[float, float]:
    """How far a bell's top is from its highest cell, -0.5 to 0.5, and how much higher it is.

    ``before`` and ``after`` are the neighbours as shares of that cell; NaN counts as the floor.
    """
    left = math.log(before) if before > _FLOOR else math.log(_FLOOR)
    right = math.log(after) if after > _FLOOR else math.log(_FLOOR)
    if left + right == 0:
        return 0.0, 1.0
    aside = (left - right) / (2 * (left + right))
    return aside, math.exp((right - left) * aside / 4)
