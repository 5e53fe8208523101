"""Follows each joint in the picture, through leaps and moments in which it is hidden."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry import Coordinates
from spotter.movement.geometry.body.body_size import size_by_limb_px, size_px
from spotter.movement.values import JOINT_COUNT, Pose

_SIZE_WINDOW_US = 10_000_000
_SIZE_STEP_US = 250_000
"""A window this long keeps the size of a person who bends down for a moment."""
_SMOOTHING_S = 0.07
SMOOTHING_LAG_US = round(_SMOOTHING_S * 1e6)
"""How far the smoothed joints lag behind the movement."""
_SWING_S = 0.4
_TRUST_S = 1.0
_HIDDEN_S = 0.5
"""A joint that was hidden for longer starts afresh where it reappears."""
_FASTEST_TL_PER_S = 15.0
_FARTHEST_TL = 1.0
"""A joint that moves faster, or reappears farther away, has leapt to another limb or person."""
_UNSEEN_S = (0.25, 3.0)
_FARTHEST_UNSEEN_TL = 2.0
"""If nobody was seen for a time between these, the joints have moved to where they reappear, this
far at most: meanwhile none of them was taken for another limb."""
_UPRIGHT = np.array((1.0, -1.0))


def _unknown(*shape: int) -> NDArray[np.float64]:
    return np.full(shape, np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class SizeSeen:
    """The torso length in pixels from each kind of limb, (6,), NaN for unseen ones."""

    captured_us: int
    by_limb_px: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class JointFilterState:
    """The state of a :class:`JointFilter`; positions in the picture are (25, 2) pixels."""

    sizes: tuple[SizeSeen, ...] = ()
    """The sizes of the last 10 seconds."""
    size_px: float = np.nan
    seen_us: NDArray[np.float64] = field(default_factory=lambda: _unknown(JOINT_COUNT))
    seen_px: Coordinates = field(default_factory=lambda: _unknown(JOINT_COUNT, 2))
    """When and where each joint was last seen."""
    smooth_px: Coordinates = field(default_factory=lambda: _unknown(JOINT_COUNT, 2))
    slow_px: Coordinates = field(default_factory=lambda: _unknown(JOINT_COUNT, 2))
    weight: NDArray[np.float64] = field(default_factory=lambda: np.zeros(JOINT_COUNT))
    """(25,) the joints' recent confidence, 0 to 1; 0 for a joint not seen yet."""
    way_tl: Coordinates = field(default_factory=lambda: np.zeros((JOINT_COUNT, 2)))
    """(25, 2) how far each joint has moved since it was first seen, y up, without leaps."""
    last_us: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """The step from one pose to the next: (25, 2) torso lengths, y up, 0 for joints not followed.

    ``swing_tl`` is each joint's distance from its recent mean position; ``weight`` (25,) is its
    confidence, 0 to 1, and 0 if it was not followed; ``seen`` (25,) whether it is in this pose.
    What was one torso length before is ``rescaled`` of them now: it is not 1 if this pose has
    changed the estimate of the person's size.
    """

    since_s: float
    moved_tl: Coordinates
    swing_tl: Coordinates
    weight: NDArray[np.float64]
    seen: NDArray[np.bool_]
    rescaled: float


class JointFilter:
    """Follows one person's joints in the picture of a camera that stands still.

    ``state`` is the current state.
    """

    def __init__(self, state: JointFilterState) -> None:
        self.state = state

    def update(self, pose: Pose) -> Step | None:
        """Take the next pose; None while the person's size is unknown, or no joint is seen."""
        seen_px = pose.keypoints[:, :2].astype(np.float64)
        seen_px[~np.isfinite(seen_px).all(axis=1)] = np.nan
        seen = np.isfinite(seen_px[:, 0])
        known_px = self.state.size_px
        before = self.state = _measured(self.state, pose)
        if not (np.isfinite(before.size_px) and seen.any()):
            return None
        since_s = 0.0 if before.last_us is None else (pose.captured_us - before.last_us) / 1e6
        followed = _followed(before, seen_px, pose.captured_us, since_s)
        smooth_px, slow_px, moved_px = _drawn(before, seen_px, followed, since_s)
        weight = _trust(before, np.where(seen, pose.keypoints[:, 2], 0.0), since_s)
        per_px = _UPRIGHT / before.size_px
        self.state = JointFilterState(
            before.sizes,
            before.size_px,
            np.where(seen, pose.captured_us, before.seen_us),
            np.where(seen[:, None], seen_px, before.seen_px),
            smooth_px,
            slow_px,
            weight,
            before.way_tl + moved_px * per_px,
            pose.captured_us,
        )
        swing_px = np.where(followed[:, None], smooth_px - slow_px, 0)
        trusted = np.where(followed, weight, 0.0)
        rescaled = known_px / before.size_px if np.isfinite(known_px) else 1.0
        return Step(since_s, moved_px * per_px, swing_px * per_px, trusted, seen, rescaled)


def _measured(state: JointFilterState, pose: Pose) -> JointFilterState:
    """``state`` with the size that the pose shows, unless there is a recent one."""
    now_us, sizes = pose.captured_us, state.sizes
    if sizes and now_us - sizes[-1].captured_us < _SIZE_STEP_US:
        return state
    by_limb_px = size_by_limb_px(pose.keypoints)
    if not np.isfinite(by_limb_px).any():
        return state
    kept = [one for one in sizes if one.captured_us > now_us - _SIZE_WINDOW_US]
    sizes = (*kept, SizeSeen(now_us, by_limb_px))
    return replace(state, sizes=sizes, size_px=size_px(np.array([one.by_limb_px for one in sizes])))


def _followed(
    state: JointFilterState, seen_px: Coordinates, now_us: int, since_s: float
) -> NDArray[np.bool_]:
    """(25,) whether each joint is seen, was seen recently, and has not leapt.

    ``since_s`` is how long ago any joint was seen.
    """
    hidden_s = (now_us - state.seen_us) / 1e6
    leap_tl = np.abs(seen_px - state.seen_px).max(axis=1) / state.size_px
    if _UNSEEN_S[0] < since_s <= _UNSEEN_S[1]:
        unseen: NDArray[np.bool_] = (hidden_s <= since_s + _HIDDEN_S) & (
            leap_tl <= _FARTHEST_UNSEEN_TL
        )
        return unseen
    slow = leap_tl <= np.minimum(_FASTEST_TL_PER_S * hidden_s, _FARTHEST_TL)
    followed: NDArray[np.bool_] = slow & (hidden_s <= _HIDDEN_S)
    return followed


def _drawn(
    state: JointFilterState, seen_px: Coordinates, followed: NDArray[np.bool_], since_s: float
) -> tuple[Coordinates, Coordinates, Coordinates]:
    """The joints' new smooth and slow positions, and the smooth step, in pixels.

    Low-pass filters pull both to where the joints are seen. Joints that are seen but were not
    followed start afresh there.
    """
    known = followed[:, None]
    anew = np.isfinite(seen_px) & ~known
    smooth_px = np.where(anew, seen_px, state.smooth_px)
    slow_px = np.where(anew, seen_px, state.slow_px)
    moved_px = np.where(known, _share(since_s, _SMOOTHING_S) * (seen_px - smooth_px), 0)
    smooth_px = smooth_px + moved_px
    drawn_px = _share(since_s, _SWING_S) * (smooth_px - slow_px)
    return smooth_px, slow_px + np.where(known, drawn_px, 0), moved_px


def _trust(
    state: JointFilterState, confidence: NDArray[np.floating], since_s: float
) -> NDArray[np.float64]:
    """(25,) the joints' recent confidence."""
    confidence = np.clip(confidence, 0, 1)
    before = np.where(state.weight > 0, state.weight, confidence)
    trust: NDArray[np.float64] = before + _share(since_s, _TRUST_S) * (confidence - before)
    return trust


def _share(since_s: float, within_s: float) -> float:
    return float(1 - np.exp(-since_s / within_s))
