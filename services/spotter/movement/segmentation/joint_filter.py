"""Follows each joint in the picture, past its leaps and the moments in which it is hidden."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.normalisation import Coordinates
from spotter.movement.segmentation.size import size_by_limb_px, size_px
from spotter.movement.values.poses import Pose
from spotter.movement.values.skeleton import JOINT_COUNT

_SIZE_WINDOW_US = 10_000_000
_SIZE_STEP_US = 250_000
"""A person bent down for a moment looks no smaller."""
_SMOOTHING_S = 0.07
SMOOTHING_LAG_US = round(_SMOOTHING_S * 1e6)
"""By how much the smoothed joints are behind the movement."""
_SWING_S = 0.4
_TRUST_S = 1.0
_HIDDEN_S = 0.5
"""A joint that was hidden for longer is taken up where it is then."""
_FASTEST_TL_PER_S = 15.0
_FARTHEST_TL = 1.0
"""A joint that goes faster, or that was hidden and is farther away, has leapt, to another limb or
another person."""
_UPRIGHT = np.array((1.0, -1.0))


def _unknown(*shape: int) -> NDArray[np.float64]:
    return np.full(shape, np.nan)


@dataclass(slots=True)
class JointFilterState:
    """What is remembered from pose to pose; pictures' x and y in (25, 2) pixels."""

    sizes: list[tuple[int, list[float]]] = field(default_factory=list)
    """(capture time, size by limb in pixels) of the last seconds."""
    size_px: float = np.nan
    seen_us: NDArray[np.float64] = field(default_factory=lambda: _unknown(JOINT_COUNT))
    seen_px: Coordinates = field(default_factory=lambda: _unknown(JOINT_COUNT, 2))
    """When and where each joint was last seen."""
    smooth_px: Coordinates = field(default_factory=lambda: _unknown(JOINT_COUNT, 2))
    slow_px: Coordinates = field(default_factory=lambda: _unknown(JOINT_COUNT, 2))
    weight: NDArray[np.float64] = field(default_factory=lambda: np.zeros(JOINT_COUNT))
    """(25,) the joints' confidence lately, 0 to 1; 0 for one that was not seen yet."""
    way_tl: Coordinates = field(default_factory=lambda: np.zeros((JOINT_COUNT, 2)))
    """(25, 2) how far each joint has gone since it was first seen, y up, without its leaps."""
    last_us: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """From one pose to the next, y up: (25, 2) torso lengths, 0 for a joint that was not followed.

    ``swing_tl`` is how far the joint is from where it has been lately; ``weight`` (25,) is its
    confidence, 0 to 1, and 0 when it was not followed; ``seen`` (25,) whether it is in this pose.
    """

    since_s: float
    moved_tl: Coordinates
    swing_tl: Coordinates
    weight: NDArray[np.float64]
    seen: NDArray[np.bool_]


class JointFilter:
    """One person's joints, followed in the picture of a camera that stands still."""

    def __init__(self, state: JointFilterState) -> None:
        self.state = state

    def follow(self, pose: Pose) -> Step | None:
        """Take the next pose; None while nobody's size is known, or no joint is seen."""
        state = self.state
        seen_px = pose.keypoints[:, :2].astype(np.float64)
        seen_px[~np.isfinite(seen_px).all(axis=1)] = np.nan
        seen = np.isfinite(seen_px[:, 0])
        self._measure(pose)
        if not (np.isfinite(state.size_px) and seen.any()):
            return None
        since_s = 0.0 if state.last_us is None else (pose.captured_us - state.last_us) / 1e6
        followed = self._followed(seen_px, pose.captured_us)
        self._take_up(seen_px, seen, followed)
        moved_tl, swing_tl = self._step(seen_px, followed, since_s)
        weight = self._trust(np.where(seen, pose.keypoints[:, 2], 0.0), since_s)
        state.seen_px = np.where(seen[:, None], seen_px, state.seen_px)
        state.seen_us = np.where(seen, pose.captured_us, state.seen_us)
        state.last_us = pose.captured_us
        return Step(since_s, moved_tl, swing_tl, np.where(followed, weight, 0.0), seen)

    def _followed(self, seen_px: Coordinates, now_us: int) -> NDArray[np.bool_]:
        """(25,) whether each joint is seen, was seen lately, and has not leapt."""
        hidden_s = (now_us - self.state.seen_us) / 1e6
        leap_tl = np.abs(seen_px - self.state.seen_px).max(axis=1) / self.state.size_px
        slow = leap_tl <= np.minimum(_FASTEST_TL_PER_S * hidden_s, _FARTHEST_TL)
        followed: NDArray[np.bool_] = slow & (hidden_s <= _HIDDEN_S)
        return followed

    def _take_up(
        self, seen_px: Coordinates, seen: NDArray[np.bool_], followed: NDArray[np.bool_]
    ) -> None:
        """Begin anew with the joints that are seen and have not been followed."""
        state, anew = self.state, (seen & ~followed)[:, None]
        state.smooth_px = np.where(anew, seen_px, state.smooth_px)
        state.slow_px = np.where(anew, seen_px, state.slow_px)

    def _step(
        self, seen_px: Coordinates, followed: NDArray[np.bool_], since_s: float
    ) -> tuple[Coordinates, Coordinates]:
        state, known, per_px = self.state, followed[:, None], _UPRIGHT / self.state.size_px
        moved_px = np.where(known, _share(since_s, _SMOOTHING_S) * (seen_px - state.smooth_px), 0)
        state.smooth_px = state.smooth_px + moved_px
        drawn_px = _share(since_s, _SWING_S) * (state.smooth_px - state.slow_px)
        state.slow_px = state.slow_px + np.where(known, drawn_px, 0)
        swing_px = np.where(known, state.smooth_px - state.slow_px, 0)
        state.way_tl = state.way_tl + moved_px * per_px
        return moved_px * per_px, swing_px * per_px

    def _trust(self, confidence: NDArray[np.floating], since_s: float) -> NDArray[np.float64]:
        confidence = np.clip(confidence, 0, 1)
        before = np.where(self.state.weight > 0, self.state.weight, confidence)
        self.state.weight = before + _share(since_s, _TRUST_S) * (confidence - before)
        return self.state.weight

    def _measure(self, pose: Pose) -> None:
        now_us, sizes = pose.captured_us, self.state.sizes
        if sizes and now_us - sizes[-1][0] < _SIZE_STEP_US:
            return
        by_limb = size_by_limb_px(pose.keypoints)
        by_limb[~np.isfinite(by_limb)] = np.nan
        if np.isfinite(by_limb).any():
            kept = [entry for entry in sizes if entry[0] > now_us - _SIZE_WINDOW_US]
            self.state.sizes = [*kept, (now_us, by_limb.tolist())]
            self.state.size_px = size_px(np.array([one for _, one in self.state.sizes]))


def _share(since_s: float, within_s: float) -> float:
    return float(1 - np.exp(-since_s / within_s))
