"""Finds the candidates for a joint: the peaks of a heat map, at subcell precision, compiled.

Maps are searched at the network's own resolution. Around a peak they are assumed to be a Gaussian,
as they are trained to be: its logarithm is a parabola, which three cells determine. For synthetic
Gaussians that is exact. With noise its error is smaller than that of the peaks of maps enlarged
eight times, which take many times as long.
"""

import math

import numpy as np
from numpy.typing import NDArray

from spotter.movement.compiled import compiled

_FLOOR = 0.1
"""Neighbours count as at least this ratio of a peak, so that a lone cell stays where it is."""

Maps = NDArray[np.float32]


@compiled
def find_peaks(
    heat: Maps, threshold: float, max_peaks: int
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The highest peaks above ``threshold`` in each map of ``heat`` (J, h, w).

    Returns (J, max_peaks, 3) x, y in cells and height of the Gaussian, 0 to 1, highest cell first,
    and (J,) the number of peaks of each joint. Cells that are not finite are never peaks.
    """
    peaks = np.zeros((len(heat), max_peaks, 3))
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
                if value > threshold and not is_lower and _is_peak(cells, row, column):
                    count = _keep(found, count, column, row, value)
        for place in range(count):
            _refine(cells, found[place])
        counts[joint] = count
    return peaks, counts


@compiled
def _highest_of_three_rows(cells: Maps, row: int, threshold: float, tops: Maps) -> bool:
    """Fill ``tops`` (w,) from three rows; whether the middle one has a cell above the threshold.

    Several cells are compared at once, and most rows of most maps can be skipped after this.
    """
    here, above, below = cells[row], cells[max(row - 1, 0)], cells[min(row + 1, len(cells) - 1)]
    cells_above = 0
    for column in range(np.uint64(len(tops))):
        tops[column] = max(above[column], here[column], below[column])
        cells_above += here[column] > threshold
    return cells_above > 0


@compiled
def _is_peak(cells: Maps, row: int, column: int) -> bool:
    """Whether no neighbour is higher; among equal cells, the first in reading order is the peak."""
    value = cells[row, column]
    for y in range(max(row - 1, 0), min(row + 2, cells.shape[0])):
        for x in range(max(column - 1, 0), min(column + 2, cells.shape[1])):
            comes_first = y < row or (y == row and x < column)
            if cells[y, x] > value or (comes_first and cells[y, x] == value):
                return False
    return bool(value < np.inf)


@compiled
def _keep(peaks: NDArray[np.float64], count: int, x: int, y: int, value: float) -> int:
    """Insert a peak after all that are at least as high; a full list drops its lowest."""
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
    """Move a peak to the top of its Gaussian; at the edge of the map it stays on the edge."""
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
    """The offset of a Gaussian's top from its highest cell, -0.5 to 0.5, and its relative height.

    ``before`` and ``after`` are the neighbours as ratios of that cell; NaN counts as the floor.
    """
    left = math.log(before) if before > _FLOOR else math.log(_FLOOR)
    right = math.log(after) if after > _FLOOR else math.log(_FLOOR)
    if left + right == 0:
        return 0.0, 1.0
    aside = (left - right) / (2 * (left + right))
    return aside, math.exp((right - left) * aside / 4)
