"""Slow, obvious twins of the numeric code, to compare it with."""

import cmath
import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def dtw(one: Array, other: Array, radius: int | None = None) -> float:
    """The DTW distance of (T, D) and (U, D): the root of the smallest sum of squared distances.

    ``radius`` is that of a Sakoe-Chiba band, on one side wider by the difference of the lengths.
    """
    longer = len(other) - len(one)
    best = np.full((len(one) + 1, len(other) + 1), math.inf)
    best[0, 0] = 0.0
    for i in range(len(one)):
        for j in range(len(other)):
            if radius is None or min(0, longer) - radius <= j - i <= max(0, longer) + radius:
                before = min(best[i, j], best[i, j + 1], best[i + 1, j])
                best[i + 1, j + 1] = before + float(np.sum((one[i] - other[j]) ** 2))
    return math.sqrt(best[-1, -1])


def path_cost(one: Array, other: Array, path: Sequence[Sequence[int]]) -> float:
    """What a DTW path costs: the root of the sum of squared distances of the pairs."""
    return math.sqrt(sum(float(np.sum((one[i] - other[j]) ** 2)) for i, j in path))


def warp(course: Array, path: Sequence[Sequence[int]], frames: int) -> Array:
    """For each frame of the other movement, the mean of what the path pairs it with."""
    return np.array(
        [np.mean([course[i] for i, j in path if j == frame], axis=0) for frame in range(frames)]
    )


def fill_gaps(column: Sequence[float]) -> list[float]:
    """A course of one coordinate with straight lines over its gaps, level at its ends."""
    seen = [index for index, value in enumerate(column) if math.isfinite(value)]
    filled = list(column)
    for index in range(len(column)):
        before = [other for other in seen if other <= index]
        after = [other for other in seen if other >= index]
        if before and after and before[-1] != after[0]:
            share = (index - before[-1]) / (after[0] - before[-1])
            filled[index] = column[before[-1]] * (1 - share) + column[after[0]] * share
        elif before or after:
            filled[index] = column[before[-1] if before else after[0]]
    return filled


def median(values: Sequence[float]) -> float:
    """The middle of the finite values, or the mean of the two in the middle."""
    ordered = sorted(value for value in values if math.isfinite(value))
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def multiple_of(axis: Array, displacement: Array) -> float:
    """The least-squares multiple of ``axis`` in ``displacement``, both (25, 2) without NaN."""
    solution = np.linalg.lstsq(axis.reshape(-1, 1), displacement.ravel(), rcond=None)
    return float(solution[0][0])


def auc(good: Sequence[float], bad: Sequence[float]) -> float:
    """The share of pairs in which the bad one scores higher; a tie, or NaN, counts half."""
    points = [1.0 if high > low else 0.0 if high < low else 0.5 for high in bad for low in good]
    return sum(points) / len(points)


def bootstrap_means(
    totals: Sequence[float], counts: Sequence[float], rng: np.random.Generator
) -> list[float]:
    """Two thousand times as many units as there are, with repeats; their total per count."""
    means = []
    for _ in range(2000):
        drawn = [int(rng.integers(len(totals))) for _ in totals]
        means.append(sum(totals[unit] for unit in drawn) / sum(counts[unit] for unit in drawn))
    return means


def joint_angle_deg(first: Array, middle: Array, last: Array) -> float:
    """The angle at ``middle`` (2,) between two bones, by the law of cosines."""
    one, other, across = math.dist(first, middle), math.dist(last, middle), math.dist(first, last)
    cosine = (one**2 + other**2 - across**2) / (2 * one * other)
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


def arc_length(
    places: Sequence[float], step_s: float, highest_hz: float, least_ratio: float, bins: int
) -> float:
    """The length of the curve of a speed's spectrum, frequency by frequency."""
    steps = [later - earlier for earlier, later in pairwise(places)]
    shape: list[float] = []
    last = 0
    for frequency in range(bins):
        turn = -2j * math.pi * frequency / (2 * bins)
        value = abs(sum(step * cmath.exp(turn * at) for at, step in enumerate(steps)))
        shape.append(value / abs(sum(steps)))
        if frequency / (2 * bins * step_s) <= highest_hz and shape[-1] >= least_ratio:
            last = frequency
    return sum(math.hypot(1 / last, shape[at + 1] - shape[at]) for at in range(last))
