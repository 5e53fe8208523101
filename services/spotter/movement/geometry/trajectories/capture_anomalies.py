"""Detects what happens to the capture rather than the body: glitches, mixed people, a moved camera.

A body cannot leap between two frames. If even the joints that move least have moved farther than a
body can, the cause is something else: for a frame or two, a glitch of the pose network; for longer,
another body or, if the pose is still the same, a camera that has moved.
"""

from dataclasses import dataclass, replace
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.geometry.body.normalisation import Coordinates
from spotter.movement.values import JOINT_COUNT, Joint, Keypoints, PoseSeries, finite_xy

_JOINTS = [
    joint
    for joint in range(JOINT_COUNT)
    if joint <= Joint.LEFT_ANKLE and joint != Joint.MID_HIP  # faces and feet move as one
]
_FEWEST_JOINTS = 5
_STILLEST = 0.2
"""This quantile stands for the joints that move least, so one or two joints may be wrong."""
_LEAP_TL, _LEAP_TL_PER_S = 0.25, 6.0
"""A pose network's error, and a body's top speed: a jump leaves the floor at 3 m/s."""
_SUDDEN_TL, _SUDDEN_TL_PER_S = 0.12, 1.2
_SUDDEN_RATIO = 3.0
"""A smaller move is still the camera's if it comes suddenly, the pose stays the same, and so does
the new place."""
_SAME_POSE_RATIO, _SAME_POSE_TL, _SAME_POSE_MOST_TL = 0.25, 0.05, 0.12
_PUSH_STEPS, _PUSH_S = (1, 3), 0.12
"""A push of the camera takes this many steps, and at most this long."""
_BACK_RATIO = 0.33
"""A body has come back when its distance from the start of a leap falls to this ratio."""
_GLITCH_POSES = 2
_MOST_GLITCHES_RATIO = 0.2
_FARTHEST_TL = 10.0
"""No joint is farther from the middle of a body, even if the body points at the camera."""


class CaptureAnomaly(Enum):
    """Why the poses do not show one body in front of one still camera."""

    TWO_PEOPLE = auto()
    CAMERA_MOVED = auto()


def capture_anomaly(poses: PoseSeries) -> CaptureAnomaly | None:
    """The anomaly in the poses, if any.

    Glitches of one or two poses do not count, see :func:`without_glitches`.
    """
    series = _KeypointSeries.of(poses)
    glitches, found = _after_leaps(series)
    if len(glitches) > _MOST_GLITCHES_RATIO * len(series):
        return found or CaptureAnomaly.TWO_PEOPLE
    if found is None and not glitches and any(_is_pushed(series, steps) for steps in _PUSH_STEPS):
        return CaptureAnomaly.CAMERA_MOVED
    return found


def without_glitches(poses: PoseSeries) -> PoseSeries:
    """The same poses without glitches, in which the body is elsewhere for one or two frames.

    Also removes single joints that are nowhere near the body. Removed keypoints become missing:
    NaN, NaN, 0.
    """
    wrong = _far_off(poses.keypoints)
    series = _KeypointSeries.of(poses)
    wrong[series.numbers[_after_leaps(series)[0]]] = True
    if not wrong.any():
        return poses
    keypoints = poses.keypoints.copy()
    keypoints[wrong] = (np.nan, np.nan, 0)
    return replace(poses, keypoints=keypoints)


def _far_off(keypoints: Keypoints) -> NDArray[np.bool_]:
    """(T, 25) whether each joint is too far from the middle of its pose."""
    xy, farthest_px = finite_xy(keypoints), _FARTHEST_TL * body_size_px(keypoints)
    seen = xy[np.isfinite(xy)]
    if not len(seen) or not np.ptp(seen) > farthest_px:  # NaN: no size to compare with
        return np.zeros(xy.shape[:2], dtype=np.bool_)
    count = np.isfinite(xy).sum(axis=1, keepdims=True)
    middle = np.take_along_axis(np.sort(xy, axis=1), np.maximum(count - 1, 0) // 2, axis=1)
    return np.asarray((np.abs(xy - middle) > farthest_px).any(axis=-1))


@dataclass(frozen=True, slots=True, eq=False)
class _KeypointSeries:
    """The poses that show enough of the body: their indices, times and (T, 14, 2) positions."""

    numbers: NDArray[np.intp]
    times_s: NDArray[np.float64]
    places: Coordinates

    @classmethod
    def of(cls, poses: PoseSeries) -> "_KeypointSeries":
        places = finite_xy(poses.keypoints[:, _JOINTS]) / body_size_px(poses.keypoints)
        shown = np.isfinite(places).all(axis=-1).sum(axis=1) >= _FEWEST_JOINTS
        numbers = np.flatnonzero(shown)
        return cls(numbers, poses.times_s[numbers], places[numbers])

    def __len__(self) -> int:
        return len(self.numbers)

    def moves_tl(self, before: NDArray[np.intp], after: NDArray[np.intp]) -> NDArray[np.float64]:
        """How far the joints that move least have moved; NaN if too few are seen in both poses."""
        steps = self.places[after] - self.places[before]
        return np.sqrt(_still_quantile(steps[..., 0] ** 2 + steps[..., 1] ** 2))

    def leaps(self, before: NDArray[np.intp], after: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Whether no body could move from one pose to the other in the time between them."""
        apart_s = self.times_s[after] - self.times_s[before]
        leaps: NDArray[np.bool_] = (
            self.moves_tl(before, after) > _LEAP_TL + _LEAP_TL_PER_S * apart_s
        )
        return leaps


def _after_leaps(series: _KeypointSeries) -> tuple[list[int], CaptureAnomaly | None]:
    """The poses of ``series`` that are glitches, and the anomaly that the other leaps show.

    A leap that is undone at once is a glitch, and so are one or two stray poses at either end.
    """
    glitches: list[int] = []
    found: CaptureAnomaly | None = None
    begin, last = 0, len(series) - 1
    at = np.arange(max(last, 0))
    for leap in np.flatnonzero(series.leaps(at, at + 1)).tolist():
        if leap < begin:
            continue
        back = _back(series, leap)
        if back is not None and back - leap - 1 <= _GLITCH_POSES:
            glitches += range(leap + 1, back)
            begin = back
        elif begin == 0 and leap < _GLITCH_POSES:
            glitches += range(leap + 1)
            begin = leap + 1
        elif last - leap <= _GLITCH_POSES:
            glitches += range(leap + 1, last + 1)
            break
        else:
            same = back is None and _is_same_pose(series, leap)
            found = found or (CaptureAnomaly.CAMERA_MOVED if same else CaptureAnomaly.TWO_PEOPLE)
            begin = leap + 1
    return glitches, found


def _back(series: _KeypointSeries, leap: int) -> int | None:
    """The first pose after the leap in which the body is back where it was."""
    after = np.arange(leap + 2, len(series))
    away_tl = series.moves_tl(np.array([leap]), np.array([leap + 1]))
    back = after[series.moves_tl(np.full_like(after, leap), after) < _BACK_RATIO * away_tl]
    return int(back[0]) if len(back) else None


def _is_pushed(series: _KeypointSeries, span: int) -> bool:
    """Whether the whole picture moves within ``span`` steps, and then stays there."""
    at = np.arange(max(len(series) - span, 0))
    moves_tl = series.moves_tl(at, at + span)
    apart_s = series.times_s[span:] - series.times_s[:-span]
    sudden = (moves_tl > _SUDDEN_TL + _SUDDEN_TL_PER_S * apart_s) & (apart_s <= _PUSH_S)
    for step in np.flatnonzero(sudden).tolist():
        near = [step + span * far for far in (-2, -1, 1, 2)]
        if near[0] < 0 or near[-1] >= len(moves_tl):
            continue
        alone = moves_tl[step] > _SUDDEN_RATIO * moves_tl[near].max()
        stays = series.moves_tl(np.array([step - 1]), np.array([step + span + 1]))
        if alone and stays[0] > moves_tl[step] / 2 and _is_same_pose(series, step, span):
            return True
    return False


def _is_same_pose(series: _KeypointSeries, step: int, span: int = 1) -> bool:
    """Whether the poses before and after a step differ only by a shift, a zoom and a tilt."""
    pairs = [at for at in (step - span, step, step + span) if 0 <= at < len(series) - span]
    left_tl = {at: _pose_distance(series.places[at], series.places[at + span]) for at in pairs}
    usual_tl = max((left for at, left in left_tl.items() if at != step), default=0.0)
    moved_tl = float(series.moves_tl(np.array([step]), np.array([step + span]))[0])
    most_tl = min(_SAME_POSE_TL + usual_tl, _SAME_POSE_MOST_TL, _SAME_POSE_RATIO * moved_tl)
    return left_tl[step] <= most_tl


def _pose_distance(one: Coordinates, other: Coordinates) -> float:
    """The median distance between two poses (J, 2), once superimposed (shift, zoom, tilt)."""
    both = np.isfinite(one).all(axis=-1) & np.isfinite(other).all(axis=-1)
    if both.sum() < _FEWEST_JOINTS:
        return np.inf
    first, second = (each[both] @ np.array([1, 1j]) for each in (one, other))
    first, second = first - first.mean(), second - second.mean()
    square = float(np.vdot(first, first).real)
    oriented = first * (np.vdot(first, second) / square) if square else first
    return float(np.median(np.abs(second - oriented)))


def _still_quantile(squares: NDArray[np.float64]) -> NDArray[np.float64]:
    """(N, J) to (N,): the quantile of the finite values in each row."""
    count = np.isfinite(squares).sum(axis=1)
    place = (_STILLEST * np.maximum(count - 1, 0)).astype(np.intp)
    found = np.take_along_axis(np.sort(squares, axis=1), place[:, None], axis=1)[:, 0]
    return np.where(count >= _FEWEST_JOINTS, found, np.nan)
