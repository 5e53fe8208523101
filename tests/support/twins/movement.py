"""Slow, obvious twins of the numeric code, to compare it with."""

import cmath
import math
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.skeleton import Joint

Array = NDArray[np.float64]


def dtw(one: Array, other: Array, radius: int | None = None) -> float:
    """The DTW distance of (T, D) and (U, D): the root of the smallest sum of squared distances.

    ``radius`` is that of a Sakoe-Chiba band, widened on one side by the difference in length.
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
    """The cost of a DTW path: the root of the sum of squared distances of the pairs."""
    return math.sqrt(sum(float(np.sum((one[i] - other[j]) ** 2)) for i, j in path))


def warp(trajectory: Array, path: Sequence[Sequence[int]], frames: int) -> Array:
    """For each frame of the other movement, the mean of the frames that the path pairs it with."""
    return np.array(
        [np.mean([trajectory[i] for i, j in path if j == frame], axis=0) for frame in range(frames)]
    )


def fill_gaps(column: Sequence[float]) -> list[float]:
    """The trajectory of one coordinate with linear interpolation in its gaps and constant ends."""
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


def conformal_limit(scores: Sequence[float], false_alarm_ratio: Fraction) -> float:
    """The smallest of distinct scores that a new one exceeds in few enough of its ranks."""
    places = len(scores) + 1
    for limit in sorted(scores):
        places_above = 1 + sum(score > limit for score in scores)
        if Fraction(places_above, places) <= false_alarm_ratio:
            return limit
    raise ValueError(f"expected more than {len(scores)} scores for {false_alarm_ratio}")


def faded_way(velocity: Array, duration_s: float) -> Array:
    """How far something moves whose velocity drops by a thousandth each millisecond."""
    way, left = np.zeros_like(velocity), velocity
    for _ in range(round(1000 * duration_s)):
        way = way + left / 1000
        left = left * 0.999
    return way


def auc(good: Sequence[float], bad: Sequence[float]) -> float:
    """The ratio of pairs in which the bad one scores higher; a tie, or NaN, counts half."""
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


def overlap(one: Array, other: Array) -> float:
    """The minimum cost per frame of aligning the part that two movements (60, D) share.

    A pair of frames costs its mean squared distance, a frame left out at an end costs 1; up to 24
    frames of one movement may be left out at either end, and paired frames are at most 28 apart.
    """
    rows, columns = len(one), len(other)

    @cache
    def cheapest_to(i: int, j: int) -> float:
        if min(i, j) < 0 or abs(i - j) > 28:
            return math.inf
        before = min(cheapest_to(i - 1, j - 1), cheapest_to(i - 1, j), cheapest_to(i, j - 1))
        if (i == 0 and j <= 24) or (j == 0 and i <= 24):
            before = min(before, i + j)
        return before + float(np.mean((one[i] - other[j]) ** 2))

    ends = [(rows - 1, columns - 1 - left_out) for left_out in range(min(25, columns))]
    ends += [(rows - 1 - left_out, columns - 1) for left_out in range(min(25, rows))]
    costs = (cheapest_to(i, j) + rows - 1 - i + columns - 1 - j for i, j in ends)
    return min(costs) / max(rows, columns)


def overlap_cost(one: Array, other: Array, path: Sequence[Sequence[int]]) -> float:
    """The cost of an alignment of two movements, as in :func:`overlap`."""
    (i, j), (k, m) = path[0], path[-1]
    left_out = i + j + len(one) - 1 - k + len(other) - 1 - m
    pairs = sum(float(np.mean((one[a] - other[b]) ** 2)) for a, b in path)
    return (pairs + left_out) / max(len(one), len(other))


def unexplained(offset: Array, factors: Array, usual: Sequence[float]) -> Array:
    """What a ridge regression of ``offset`` (T, J, 2) by ``factors`` (N, T, J, 2) leaves.

    Each factor has a ``usual`` size; each coordinate may also have a constant offset of 0.1, of
    which at most 0.25 is removed. Twelve phases count as one, with a random error of 0.1.
    """
    constants = np.eye(offset[0].size).reshape(-1, 1, *offset.shape[1:])
    constants = np.broadcast_to(constants, (len(constants), *offset.shape))
    columns = np.concatenate([factors, constants]).reshape(len(factors) + len(constants), -1).T
    prior = np.diag([1 / size**2 for size in usual] + [1 / 0.1**2] * len(constants))
    precision = 1 / 12 / 0.1**2
    normal = precision * columns.T @ columns + prior
    sizes = np.linalg.solve(normal, precision * columns.T @ offset.ravel())
    sizes[len(factors) :] = np.clip(sizes[len(factors) :], -0.25, 0.25)
    return np.asarray(offset - (columns @ sizes).reshape(offset.shape))


def worst_five(ratio: Array) -> float:
    """The mean of the five largest root mean squares over time of the coordinates of (T, J, 2).

    A coordinate with a gap does not count.
    """
    lasting = [
        math.sqrt(sum(value**2 for value in trajectory) / len(trajectory))
        for trajectory in ratio.reshape(len(ratio), -1).T.tolist()
        if all(math.isfinite(value) for value in trajectory)
    ]
    worst = sorted(lasting)[-5:]
    return sum(worst) / len(worst)


_LIMBS_TL = {
    "SHOULDER-SHOULDER": 0.8,
    "SHOULDER-ELBOW": 0.55,
    "ELBOW-WRIST": 0.53,
    "HIP-KNEE": 0.82,
    "KNEE-ANKLE": 0.87,
}


def body_size_px(poses: Array) -> float:
    """The torso length of (T, 25, 2) joints: the torso's, or the second longest of the others'."""
    torso = _upper_quartile([_torso(pose) for pose in poses])
    others = []
    for limb, length_tl in _LIMBS_TL.items():
        near, far = limb.split("-")
        ends = [("RIGHT_" + near, "RIGHT_" + far), ("LEFT_" + near, "LEFT_" + far)]
        if near == far:
            ends = [("RIGHT_" + near, "LEFT_" + far)]
        longer = [_longest([_distance(pose, one, other) for one, other in ends]) for pose in poses]
        others.append(_upper_quartile(longer) / (1.1 * length_tl))
    known = sorted(one for one in others if one > 0)
    return _longest([torso, *known[-2:][:1]])


def _torso(pose: Array) -> float:
    """From neck to mid-hip, or between the middles of both sides; else the shortest way seen."""
    necks, hips = _ends(pose, "NECK", "SHOULDER"), _ends(pose, "MID_HIP", "HIP")
    ways = [math.dist(neck, hip) for neck in necks for hip in hips]
    if not math.isnan(ways[0]):
        return ways[0]
    return min((way for way in ways if not math.isnan(way)), default=math.nan)


def _ends(pose: Array, middle: str, side: str) -> list[Array]:
    right, left = pose[Joint["RIGHT_" + side]], pose[Joint["LEFT_" + side]]
    known = pose[Joint[middle]]
    return [(right + left) / 2 if math.isnan(known[0]) else known, right, left]


def _distance(pose: Array, one: str, other: str) -> float:
    return math.dist(pose[Joint[one]], pose[Joint[other]])


def _longest(lengths: Sequence[float]) -> float:
    return max((length for length in lengths if length > 0), default=math.nan)


def _upper_quartile(values: Sequence[float]) -> float:
    """The smallest value that at least three quarters of the known ones do not exceed."""
    known = sorted(value for value in values if value > 0)
    return next(
        (value for place, value in enumerate(known, 1) if place >= 0.75 * len(known)), math.nan
    )


def rise_in_small_steps(times_s: Array, height: Array) -> tuple[float, float]:
    """The mean and peak speed of a curl's way up, by walking along it in half milliseconds.

    From a tenth of the rise to nine tenths, and over the fastest quarter of that time.
    """
    top = int(height.argmax())
    walked_s = np.arange(0, times_s[top], 0.0005)
    along = np.interp(walked_s, times_s, height)
    low, high = height[: top + 1].min(), height[top]
    to_s = next(
        at for at, one in zip(walked_s, along, strict=True) if one >= low + 0.9 * (high - low)
    )
    from_s = max(
        at
        for at, one in zip(walked_s, along, strict=True)
        if at < to_s and one <= low + 0.1 * (high - low)
    )
    part_s = (to_s - from_s) / 4
    peak = max(
        (np.interp(at + part_s, times_s, height) - np.interp(at, times_s, height)) / part_s
        for at in walked_s
        if from_s <= at <= to_s - part_s
    )
    return 0.8 * (high - low) / (to_s - from_s), float(peak)
