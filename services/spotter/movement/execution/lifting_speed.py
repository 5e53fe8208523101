"""How fast reps were lifted: the speed of the joint that travels most, against gravity."""

from collections.abc import Sequence
from math import isfinite, nan

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry import SCORED_JOINTS, Coordinates
from spotter.movement.geometry.body.normalisation import normalise
from spotter.movement.values import MIRROR, PoseSeries

_BEGINS, _ENDS = 0.1, 0.9
"""The parts of the rise between which it is timed: at its ends nobody can say when it moves."""
_LEAST_RISE_TL = 0.15
_LEAST_SEEN = 0.8
_SMOOTHED_S = 0.1
_COARSEST = 1 / 3
"""Frames further apart than that part of the rise do not tell when it began and ended."""


def lifting_speeds_tl_s(reps: Sequence[PoseSeries]) -> list[float]:
    """The mean speed of each rep on its way up, torso lengths a second; NaN where it is not seen.

    All reps are measured by the joint that rises most in them, mean of both sides where both are
    seen. The way up is the way back from the turning point where that is below the rest, as in a
    squat, and else the way out, as in a curl. Speeds of one camera compare; they are no metres.

    Relative speed as a measure of fatigue: Sanchez-Medina and Gonzalez-Badillo (2011), Med Sci
    Sports Exerc 43(9).
    """
    seen = [_heights(rep) for rep in reps]
    if not seen:
        return []
    ranges = np.array([[_range(heights[:, joint]) for joint in SCORED_JOINTS] for heights in seen])
    # Where it is not seen, it counts as still: one that few reps show does not measure the others.
    farthest = np.nan_to_num(ranges).mean(axis=0)
    joint = SCORED_JOINTS[int(farthest.argmax())]
    return [_speed(heights[:, joint], rep) for heights, rep in zip(seen, reps, strict=True)]


def _heights(rep: PoseSeries) -> NDArray[np.float64]:
    """(T, 25) how high each joint is, torso lengths; of two sides that are seen the mean."""
    if len(rep) == 0:
        return np.full((0, len(MIRROR)), nan)
    own: Coordinates = normalise(rep)[..., 1]
    other = own[:, MIRROR]
    both = np.where(np.isfinite(other), (own + other) / 2, own)
    return np.where(np.isfinite(own), both, other)


def _range(heights: NDArray[np.float64]) -> float:
    shown = np.isfinite(heights)
    if not len(heights) or shown.mean() < _LEAST_SEEN:
        return nan
    low, high = np.percentile(heights[shown], (5, 95))
    return float(high - low)


def _speed(heights: NDArray[np.float64], rep: PoseSeries) -> float:
    if not isfinite(_range(heights)):
        return nan
    times_s, shown = rep.times_s, np.isfinite(heights)
    height = _smoothed(np.interp(times_s, times_s[shown], heights[shown]), times_s)
    rest = (height[0] + height[-1]) / 2
    turn = int(np.abs(height - rest).argmax())
    part = slice(turn, None) if height[turn] < rest else slice(None, turn + 1)
    return _rise_speed(times_s[part], height[part])


def _rise_speed(times_s: NDArray[np.float64], height: NDArray[np.float64]) -> float:
    """The mean speed from a tenth of the rise to nine tenths."""
    low, high = float(height.min()), float(height.max())
    if len(height) < 2 or high - low < _LEAST_RISE_TL:
        return nan
    share = (height - low) / (high - low)
    end = int(np.flatnonzero(share >= _ENDS)[0])
    below = np.flatnonzero(share[: end + 1] <= _BEGINS)
    if not end or not len(below):
        return nan
    begin = int(below[-1])
    from_s = _crossing(times_s, share, begin, _BEGINS)
    to_s = _crossing(times_s, share, end - 1, _ENDS)
    step_s = float(np.diff(times_s[begin : end + 1]).max())
    is_told = step_s <= _COARSEST * (to_s - from_s)
    return (_ENDS - _BEGINS) * (high - low) / (to_s - from_s) if is_told else nan


def _crossing(
    times_s: NDArray[np.float64], share: NDArray[np.float64], before: int, level: float
) -> float:
    """When the rise passes a level, between one frame and the next."""
    rise = share[before + 1] - share[before]
    part = (level - share[before]) / rise if rise > 0 else 0.0
    return float(times_s[before] + part * (times_s[before + 1] - times_s[before]))


def _smoothed(height: NDArray[np.float64], times_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """The running mean over a tenth of a second: of fast cameras several frames, else as it is."""
    step_s = float(times_s[-1]) / max(len(times_s) - 1, 1)
    half = int(_SMOOTHED_S / step_s / 2) if step_s > 0 else 0
    if not half:
        return height
    padded = np.pad(height, half, mode="edge")
    width = 2 * half + 1
    return np.convolve(padded, np.full(width, 1 / width), mode="valid")
