"""How fast a rep was lifted: the speed of what travels most, against gravity."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry import SCORED_JOINTS, Coordinates
from spotter.movement.geometry.body.normalisation import normalise
from spotter.movement.values import MIRROR, Joint, LiftingSpeed, PoseSeries

_BEGINS, _ENDS = 0.1, 0.9
"""The parts of the rise between which it is timed: at its ends nobody can say when it moves."""
_LEAST_RISE_TL = 0.15
_LEAST_SEEN = 0.8
_SMOOTHED_S = 0.1
_COARSEST = 1 / 3
"""Not seen for longer than that part of the rise, nobody can tell when it began and ended."""
_PEAK_PART = 1 / 4
"""Over so much of the timed rise the peak is a mean: a shorter time would find the noise's."""


@dataclass(frozen=True, slots=True)
class TrackRise:
    """How far what was followed rose, torso lengths, and its mean and peak speed on the way."""

    rise_tl: float
    mean_tl_s: float
    peak_tl_s: float


def lifting_joint(reps: Sequence[PoseSeries]) -> Joint | None:
    """The joint that rises most in ``reps``; None if none is seen to rise.

    Speeds compare only if they are the same joint's, so it is chosen once for an exercise.
    """
    ranges = np.array([[_range(one) for one in _tracks(rep).swapaxes(0, 1)] for rep in reps])
    if not np.isfinite(ranges).any():
        return None
    farthest = np.nan_to_num(ranges).mean(axis=0)[list(SCORED_JOINTS)]
    return SCORED_JOINTS[int(farthest.argmax())]


def lifting_speed(rep: PoseSeries, joint: Joint) -> LiftingSpeed | None:
    """How fast ``joint`` went up, mean of both sides where both are seen; None where it is unseen.

    Speeds of one camera compare; they are no metres.
    """
    rise = track_rise(_tracks(rep)[:, joint], rep.times_s)
    if rise is None:
        return None
    return LiftingSpeed(joint, rise.rise_tl, rise.mean_tl_s, rise.peak_tl_s)


def track_rise(track_tl: Coordinates, times_s: NDArray[np.float64]) -> TrackRise | None:
    """The rise in a rep's track of anything: a joint, or the end of a bar.

    ``track_tl`` is (T, 2) x to the right and y up, torso lengths, NaN where it is not seen;
    ``times_s`` (T,) seconds. The way up is the way back from the turning point where that is below
    the rest, as in a squat, and else the way out, as in a curl. Only what goes against gravity
    counts. None where too little is seen, or moves.

    Mean speed as a measure of fatigue: Sanchez-Medina and Gonzalez-Badillo (2011), Med Sci Sports
    Exerc 43(9).

    >>> times_s = np.linspace(0, 2, 61)
    >>> up = np.clip(times_s - 0.5, 0, 1)  # one torso length a second
    >>> rise = track_rise(np.stack([0 * up, up], axis=1), times_s)
    >>> round(rise.rise_tl, 2), round(rise.mean_tl_s, 2), round(rise.peak_tl_s, 2)
    (1.0, 1.0, 1.0)
    """
    if not isfinite(_range(track_tl)):
        return None
    heights, shown = track_tl[:, 1], np.isfinite(track_tl[:, 1])
    height = _smoothed(np.interp(times_s, times_s[shown], heights[shown]), times_s)
    rest = (height[0] + height[-1]) / 2
    turn = int(np.abs(height - rest).argmax())
    part = slice(turn, None) if height[turn] < rest else slice(None, turn + 1)
    return _rise(times_s[part], height[part], times_s[shown])


def _tracks(rep: PoseSeries) -> Coordinates:
    """(T, 25, 2) torso lengths; the heights of two sides that are seen are their mean."""
    if len(rep) == 0:
        return np.full((0, len(MIRROR), 2), nan)
    own: Coordinates = normalise(rep)
    other = own[:, MIRROR, 1]
    both = np.where(np.isfinite(other), (own[..., 1] + other) / 2, own[..., 1])
    own[..., 1] = np.where(np.isfinite(own[..., 1]), both, other)
    return own


def _range(track_tl: Coordinates) -> float:
    heights = track_tl[:, 1]
    shown = np.isfinite(heights)
    if not len(heights) or shown.mean() < _LEAST_SEEN:
        return nan
    low, high = np.percentile(heights[shown], (5, 95))
    return float(high - low)


def _rise(
    times_s: NDArray[np.float64], height: NDArray[np.float64], seen_s: NDArray[np.float64]
) -> TrackRise | None:
    """The rise, timed from a tenth of it to nine tenths; it was seen at ``seen_s``."""
    low, high = float(height.min()), float(height.max())
    if len(height) < 2 or high - low < _LEAST_RISE_TL:
        return None
    share = (height - low) / (high - low)
    end = int(np.flatnonzero(share >= _ENDS)[0])
    below = np.flatnonzero(share[: end + 1] <= _BEGINS)
    if not end or not len(below):
        return None
    begin = int(below[-1])
    from_s = _crossing(times_s, share, begin, _BEGINS)
    to_s = _crossing(times_s, share, end - 1, _ENDS)
    unseen_s = np.diff(seen_s)[(seen_s[1:] > from_s) & (seen_s[:-1] < to_s)]
    if float(unseen_s.max(initial=0)) > _COARSEST * (to_s - from_s):
        return None
    peak = _steepest(times_s, height, from_s, to_s)
    return TrackRise(high - low, (_ENDS - _BEGINS) * (high - low) / (to_s - from_s), peak)


def _steepest(
    times_s: NDArray[np.float64], height: NDArray[np.float64], from_s: float, to_s: float
) -> float:
    """The speed of the fastest part of the timed rise; between frames heights are on a line.

    So the fastest part begins or ends at a frame, or at an end of the timed rise.
    """
    window_s = _PEAK_PART * (to_s - from_s)
    starts_s = np.concatenate([times_s, times_s - window_s, [from_s, to_s - window_s]])
    starts_s = starts_s[(starts_s >= from_s) & (starts_s <= to_s - window_s)]
    before, after = (np.interp(at_s, times_s, height) for at_s in (starts_s, starts_s + window_s))
    gained = after - before
    return float(gained.max()) / window_s


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
