"""Which joints belong together: the affinity along the line between two candidates, compiled.

Cao et al., "Realtime Multi-Person 2D Pose Estimation using Part Affinity Fields", 2017, section 2;
the least and most points, their share and the length from which a limb is unlikely are those of the
published programs.
"""

import math

import numpy as np
from numpy.typing import NDArray

from spotter.movement.compiled import compiled

_FEWEST_POINTS, _MOST_POINTS = 5, 25
_POINTS_PER_CELL = 2.0
"""Between the cells the maps are straight, so that more would say the same again."""
_USUAL_LENGTH = 0.5
"""Of a limb, at most, as a share of the maps' height; what is longer loses score."""
_SHORTEST_CELLS = 1e-6
_NO_LIMB = 0.0

Limits = tuple[float, float]
"""The affinity of a point that speaks for a limb, and the share of such points."""
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
    """Pair the peaks of each limb's joints, the best pair first, each peak once in a limb.

    ``affinity`` is (2 L, h, w), ``limbs`` (L, 4) start, end, x map and y map; ``peaks`` (J, M, 3),
    of which each joint has the first ``counts`` (J,). Returns (N, 3) limb, place of its start and
    of its end among the peaks, limb after limb, and (N,) their scores.
    """
    most = 0
    for start, end in limbs[:, :2]:
        most += min(counts[start], counts[end])
    pairs, scores = np.empty((most, 3), dtype=np.int64), np.empty(most)
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
    """(S, E) how well each of ``starts`` (S, 3) goes with each of ``ends`` (E, 3)."""
    table = np.empty((len(starts), len(ends)))
    for one in range(len(starts)):
        for other in range(len(ends)):
            start = starts[one, 0], starts[one, 1]
            way = ends[other, 0] - start[0], ends[other, 1] - start[1]
            table[one, other] = _score(x_map, y_map, start, way, limits)
    return table


@compiled
def _score(x_map: Maps, y_map: Maps, start: Place, way: Place, limits: Limits) -> float:
    """The mean affinity of the points that speak for a limb, less what its length costs.

    ``_NO_LIMB`` where too few points do. NaN and infinity speak for nothing.
    """
    length = math.sqrt(way[0] * way[0] + way[1] * way[1])
    if length < _SHORTEST_CELLS:
        return _NO_LIMB
    threshold, share = limits
    points = min(max(int(_POINTS_PER_CELL * length), _FEWEST_POINTS), _MOST_POINTS)
    gap, across, down = length / (points - 1), way[0] / length, way[1] / length
    along, above = 0.0, points
    for point in range(points):
        x, y = start[0] + point * gap * across, start[1] + point * gap * down
        affinity = _between(x_map, x, y) * across + _between(y_map, x, y) * down
        if threshold < affinity < np.inf:
            along += affinity
        else:
            above -= 1
            if above <= share * points:
                return _NO_LIMB
    price = max(1.0 - _USUAL_LENGTH * x_map.shape[0] / length, 0.0)
    score: float = max(along / above - price, _NO_LIMB)
    return score


@compiled
def _between(cells: Maps, x: float, y: float) -> float:
    """The value at a place inside of the map, from the four cells around it."""
    left, top = int(x), int(y)
    right, bottom = min(left + 1, cells.shape[1] - 1), min(top + 1, cells.shape[0] - 1)
    aside, below = x - left, y - top
    upper = cells[top, left] * (1 - aside) + cells[top, right] * aside
    lower = cells[bottom, left] * (1 - aside) + cells[bottom, right] * aside
    value: float = upper * (1 - below) + lower * below
    return value
