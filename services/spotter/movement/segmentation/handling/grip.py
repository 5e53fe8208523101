"""How far from the hands the ends of equipment are while it is held, as references show it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.values import Joint, MovementError, Pose, Reference
from spotter.movement.values.body.poses import EndPoints, Keypoints, finite_xy

_HANDS = (Joint.LEFT_WRIST, Joint.RIGHT_WRIST)
_SURE = 0.3
"""A wrist of which an estimator is less sure is a guess: a plate hides it, or the body does."""
_CLEAR = 0.6
"""An end of which a follower is less sure may be an empty hand: most of those are below, and most
ends of held equipment above."""
_FARTHEST_QUANTILE = 0.98
_FEWEST_POSES = 8
_NEAR_TL, _AWAY_TL = 0.14, 0.2
"""What is so much farther than it is held is at the hands, and what is still farther apart from
them: half of a hand's length. Small equipment is followed no farther than two thirds of one."""


@dataclass(frozen=True, slots=True)
class Grip:
    """``reach_tl`` is how far from the nearer wrist an end of held equipment is at most.

    Raises :class:`MovementError` unless it is finite and at least 0.
    """

    reach_tl: float

    def __post_init__(self) -> None:
        if not 0 <= self.reach_tl < np.inf:  # also refuses NaN
            raise MovementError(
                f"held equipment is 0 torso lengths or more from a hand; found {self.reach_tl}"
            )

    def is_away(self, apart_tl: float) -> bool:
        """Whether an end so far from the nearer wrist is apart from the hands; False for NaN."""
        return apart_tl >= self.reach_tl + _AWAY_TL

    def is_near(self, apart_tl: float) -> bool:
        """Whether it is clearly nearer than that; False for NaN."""
        return apart_tl <= self.reach_tl + _NEAR_TL

    def as_seen(self, reach_tl: float) -> "Grip":
        """The grip from where equipment has been carried so far from the hands, too."""
        return self if reach_tl <= self.reach_tl else Grip(reach_tl)


def learn_grip(references: Sequence[Reference]) -> Grip | None:
    """The grip in references that show equipment at the hands; None if none does."""
    apart_tl = np.concatenate(
        [_apart_in(rep.keypoints, rep.equipment) for one in references for rep in one.reps]
    )
    if len(apart_tl) < _FEWEST_POSES:
        return None
    return Grip(float(np.quantile(apart_tl, _FARTHEST_QUANTILE)))


def shows_hands(pose: Pose) -> bool:
    """Whether a wrist is seen."""
    return bool(np.isfinite(_hands(pose.keypoints)).any())


def hands_seen(pose: Pose) -> NDArray[np.bool_]:
    """(2,) whether the wrist on the side of each end is seen."""
    seen: NDArray[np.bool_] = np.isfinite(_hands(pose.keypoints)[..., 0])
    return seen


def apart_px(keypoints: Keypoints, ends: EndPoints) -> NDArray[np.float64]:
    """(..., 2) how far each of ``ends`` (..., 2, 3) is from the nearer wrist.

    NaN for an end that is not clearly seen, and where no hand is.
    """
    ways = _where(ends, _CLEAR)[..., :, None, :] - _hands(keypoints)[..., None, :, :]
    nearest: NDArray[np.float64] = np.fmin.reduce(np.hypot(ways[..., 0], ways[..., 1]), axis=-1)
    return nearest


def _hands(keypoints: Keypoints) -> NDArray[np.float64]:
    """(..., 2, 2) pixels; NaN for a wrist that is not seen."""
    return _where(keypoints[..., _HANDS, :], _SURE)


def _where(points: NDArray[np.float32], least: float) -> NDArray[np.float64]:
    """(..., 2) pixels of (..., 3) points; NaN for what is seen with less confidence."""
    return np.where(points[..., 2:] >= least, finite_xy(points), np.nan)


def _apart_in(keypoints: Keypoints, ends: EndPoints | None) -> NDArray[np.float64]:
    """All that a rep shows of the distances, torso lengths."""
    if ends is None:
        return np.empty(0)
    apart_tl = apart_px(keypoints, ends) / body_size_px(keypoints)
    return apart_tl[np.isfinite(apart_tl)]
