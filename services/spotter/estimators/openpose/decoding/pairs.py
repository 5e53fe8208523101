"""Pairs joints by the affinity along the line between two candidates, compiled.

Cao et al., "Realtime Multi-Person 2D Pose Estimation using Part Affinity Fields", 2017, section 2.
The minimum and maximum number of points, their ratio and the length above which a limb is unlikely
are those of the published programs.
"""

import math

import numpy as np
from numpy.typing import NDArray

from spotter.movement.compiled import compiled

_MIN_POINTS, _MAX_POINTS = 5, 25
_POINTS_PER_CELL = 2.0
"""Between cells the maps are interpolated linearly, so more points would add nothing."""
_USUAL_LENGTH_RATIO = 0.5
"""The usual maximum length of a limb as a ratio of the maps' height; longer limbs lose score."""
_MIN_LENGTH_CELLS = 1e-6
_NO_LIMB = 0.0

Limits = tuple[float, float]
"""The minimum affinity of a point that supports a limb, and the minimum ratio of such points."""
Place = tuple[float, float]
Maps = NDArray[np.float32]
Scores = NDArray[np.float64]


@compiled
def find_pairs(
    affinity: Maps,
    limbs: NDArray[np.int64],
    peaks: NDArray[np.float64],
    counts: NDArray[np.int64],
    limits: Limits,
) -> tuple[NDArray[np.int64], Scores]:
    """Pair the peaks of each limb's joints, best pair first, each peak at most once per limb.

    ``affinity`` is (2 L, h, w), ``limbs`` (L, 4) start, end, x map and y map; ``peaks`` (J, M, 3),
    of which the first ``counts`` (J,) of each joint are valid. Returns (N, 3) limb and the peak
    indices of its start and end, limb after limb, and (N,) their scores.
    """
    max_pairs = 0
    for start, end in limbs[:, :2]:
        max_pairs += min(counts[start], counts[end])
    pairs, scores = np.empty((max_pairs, 3), dtype=np.int64), np.empty(max_pairs)
    count = 0
    for limb in range(len(limbs)):
        start, end, x_map, y_map = limbs[limb]
        table = _score_all(
            affinity[x_map],
            affinity[y_map],
            peaks[start, : counts[start]],
            peaks[end, : counts[end]],
            limits,
        )
        for _ in range(min(table.shape)):
            best = table.argmax()
            one, other = best // table.shape[1], best % table.shape[1]
            if table[one, other] == _NO_LIMB:
                break
            pairs[count, 0], pairs[count, 1], pairs[count, 2] = limb, one, other
            scores[count] = table[one, other]
            table[one], table[:, other] = _NO_LIMB, _NO_LIMB
            count += 1
    return pairs[:count], scores[:count]


@compiled
def _score_all(
    x_map: Maps,
    y_map: Maps,
    starts: NDArray[np.float64],
    ends: NDArray[np.float64],
    limits: Limits,
) -> Scores:
    """(S, E) scores of pairing each of ``starts`` (S, 3) with each of ``ends`` (E, 3)."""
    table = np.empty((len(starts), len(ends)))
    for one in range(len(starts)):
        for other in range(len(ends)):
            start = starts[one, 0], starts[one, 1]
            vector = ends[other, 0] - start[0], ends[other, 1] - start[1]
            table[one, other] = _score(x_map, y_map, start, vector, limits)
    return table


@compiled
def _score(x_map: Maps, y_map: Maps, start: Place, vector: Place, limits: Limits) -> float:
    """The mean affinity of the points that support a limb, minus a penalty for its length.

    ``_NO_LIMB`` if too few points support it. NaN and infinity support nothing.
    """
    length = math.sqrt(vector[0] * vector[0] + vector[1] * vector[1])
    if length < _MIN_LENGTH_CELLS:
        return _NO_LIMB
    threshold, ratio = limits
    points = min(max(int(_POINTS_PER_CELL * length), _MIN_POINTS), _MAX_POINTS)
    gap, across, down = length / (points - 1), vector[0] / length, vector[1] / length
    along, supporting = 0.0, points
    for point in range(points):
        x, y = start[0] + point * gap * across, start[1] + point * gap * down
        affinity = _interpolated(x_map, x, y) * across + _interpolated(y_map, x, y) * down
        if threshold < affinity < np.inf:
            along += affinity
        else:
            supporting -= 1
            if supporting <= ratio * points:
                return _NO_LIMB
    penalty = max(1.0 - _USUAL_LENGTH_RATIO * x_map.shape[0] / length, 0.0)
    score: float = max(along / supporting - penalty, _NO_LIMB)
    return score


@compiled
def _interpolated(cells: Maps, x: float, y: float) -> float:
    """The value at a point inside the map, by bilinear interpolation."""
    left, top = int(x), int(y)
    right, bottom = min(left + 1, cells.shape[1] - 1), min(top + 1, cells.shape[0] - 1)
    aside, below = x - left, y - top
    upper = cells[top, left] * (1 - aside) + cells[top, right] * aside
    lower = cells[bottom, left] * (1 - aside) + cells[bottom, right] * aside
    value: float = upper * (1 - below) + lower * below
    return value
