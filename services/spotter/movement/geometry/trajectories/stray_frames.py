"""Sets right what one to three frames show differently from those before and after them.

A pose network exchanges left and right in single frames, or puts a joint on something else. A body
goes on between two frames: the poses around a few frames tell where its joints must be in them, as
exactly as limbs can accelerate.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.geometry.body.normalisation import Coordinates
from spotter.movement.values import MIRROR, Joint, Keypoints, PoseSeries, finite_xy

_MOST_FRAMES = 3
_STRAY_TL = 0.3
"""A joint is off course by more than this, beyond what acceleration explains."""
_EXCHANGED_TL, _EXCHANGED_RATIO = 0.1, 0.5
"""Exchanged back, limbs are nearer to their course by this, and at most this ratio off it."""
_ACCELERATION_TL_S2 = 60.0
"""That of a hand which goes up and down by 0.8 torso lengths twice a second."""
_HARDEST_RATIO = 3.5
"""How many times as hard a hand may turn round, in a jumping jack for example; left and right are
not exchanged by turning round."""
_JOINTS = np.arange(Joint.LEFT_ANKLE + 1)
"""Faces and feet are not judged."""
_LIMBS = tuple(
    np.array([joint for joint in Joint if joint.name.endswith(ends)])
    for ends in (("SHOULDER", "ELBOW", "WRIST"), ("HIP", "KNEE", "ANKLE", "TOE", "HEEL"))
)
"""A network exchanges both arms or both legs, or all four."""


@dataclass(frozen=True, slots=True, eq=False)
class _Windows:
    """All runs of a few frames, and the poses beside them, by which they are checked.

    ``frames`` (N, L) are those of each run, ``before`` and ``after`` (N,) the poses beside it: the
    same one at either end of the series. ``share`` (N, L, 1) is how much the later one counts,
    ``bend_tl`` (N, L, 1) how far acceleration may lead away from the way between them.
    """

    frames: NDArray[np.intp]
    before: NDArray[np.intp]
    after: NDArray[np.intp]
    share: NDArray[np.float64]
    bend_tl: NDArray[np.float64]

    @classmethod
    def of(cls, times_s: NDArray[np.float64], length: int) -> "_Windows":
        """The runs of ``length`` frames in a longer series."""
        starts, last = np.arange(len(times_s) - length + 1), len(times_s) - 1
        before, after = starts - 1, starts + length
        before, after = np.where(before < 0, after, before), np.where(after > last, before, after)
        frames = starts[:, None] + np.arange(length)
        since_s = (times_s[frames] - times_s[before, None])[..., None]
        until_s = (times_s[after, None] - times_s[frames])[..., None]
        share = since_s / np.where(since_s + until_s > 0, since_s + until_s, np.inf)
        bend_tl = _ACCELERATION_TL_S2 / 2 * np.abs(since_s * until_s)
        return cls(frames, before, after, share, bend_tl)

    def off_course_tl(self, found: Coordinates, places: Coordinates) -> NDArray[np.float64]:
        """(N, L, J) how far ``found`` (N, L, J, 2) is from the way that ``places`` imply."""
        before, after = places[self.before, None], places[self.after, None]
        off = found - before - self.share[..., None] * (after - before)
        return np.maximum(np.hypot(off[..., 0], off[..., 1]) - self.bend_tl, 0.0)

    def apart_tl(self, places: Coordinates) -> NDArray[np.float64]:
        """(N, 1, J) how far apart the joints are in the poses beside each run."""
        apart = places[self.after] - places[self.before]
        return np.hypot(apart[..., 0], apart[..., 1])[:, None]


def without_stray_frames(poses: PoseSeries) -> PoseSeries:
    """The same poses, but with what up to three frames at a time show differently set right.

    Arms or legs whose left and right are exchanged are exchanged back if that continues their way.
    A joint that leaves its way and returns to it becomes missing: NaN, NaN, 0. Returns ``poses``
    itself if all goes on.
    """
    size_px = body_size_px(poses.keypoints)
    if len(poses) < _MOST_FRAMES + 2 or not size_px > 0:
        return poses
    single = _Windows.of(poses.times_s, 1)
    if not _leaps(single, finite_xy(poses.keypoints[:, _JOINTS]) / size_px):
        return poses
    windows = [_Windows.of(poses.times_s, length) for length in range(1, _MOST_FRAMES + 1)]
    keypoints = poses.keypoints.copy()
    for window in windows:
        for limbs in _LIMBS:
            _exchange_back(window, keypoints, limbs, size_px)
    wrong = _strays(windows, finite_xy(keypoints) / size_px)
    keypoints[wrong] = (np.nan, np.nan, 0)
    return replace(poses, keypoints=keypoints)


def _leaps(single: _Windows, places: Coordinates) -> bool:
    """Whether any joint leaves its way; one that is gone for some frames does so by half of it."""
    off_tl = single.off_course_tl(places[single.frames], places)
    return bool((off_tl > _EXCHANGED_TL / 2).any())


def _exchange_back(
    windows: _Windows, keypoints: Keypoints, limbs: NDArray[np.intp], size_px: float
) -> None:
    """Exchange left and right of the limbs in each run that this brings back on its way."""
    begin = 0
    while True:
        places = finite_xy(keypoints[:, limbs]) / size_px
        other = finite_xy(keypoints[:, MIRROR[limbs]]) / size_px
        found = np.flatnonzero(_is_exchanged(windows, places, other, keypoints[:, limbs, 2]))
        found = found[found >= begin]
        if not len(found):
            return
        run = windows.frames[found[0]]
        keypoints[np.ix_(run, limbs)] = keypoints[np.ix_(run, MIRROR[limbs])]
        begin = int(run[-1]) + 1


def _is_exchanged(
    windows: _Windows, places: Coordinates, other: Coordinates, confidence: NDArray[np.floating]
) -> NDArray[np.bool_]:
    """(N,) whether ``other`` (T, J, 2), and not ``places``, continues the limbs in each run."""
    as_seen = windows.off_course_tl(places[windows.frames], places)
    exchanged = windows.off_course_tl(other[windows.frames], places)
    both = np.isfinite(as_seen) & np.isfinite(exchanged)
    trust = np.where(both, confidence[windows.frames], 0.0)
    total = np.maximum(trust.sum(axis=-1), np.finfo(float).tiny)
    off_tl, back_tl = (
        (trust * np.where(both, one, 0.0)).sum(axis=-1) / total for one in (as_seen, exchanged)
    )
    is_back = (off_tl - back_tl > _EXCHANGED_TL) & (back_tl <= _EXCHANGED_RATIO * off_tl)
    found: NDArray[np.bool_] = is_back.all(axis=-1)
    return found


def _strays(windows: list[_Windows], places: Coordinates) -> NDArray[np.bool_]:
    """(T, J) the joints that leave their way, farther than it leads meanwhile, and return to it."""
    wrong = np.zeros(places.shape[:2], dtype=np.bool_)
    for window in windows:
        off_tl = window.off_course_tl(places[window.frames], places)
        least_tl = np.maximum(_STRAY_TL, window.apart_tl(places))
        least_tl = least_tl + (_HARDEST_RATIO - 1) * window.bend_tl
        # At either end of the series nothing tells how fast a joint was on its way there.
        is_inside = (window.before != window.after)[:, None]
        for run, joint in np.argwhere((off_tl > least_tl).all(axis=1) & is_inside):
            wrong[window.frames[run], joint] = True
    return wrong
