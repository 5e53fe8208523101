"""One tracked person."""

from dataclasses import dataclass
from math import exp

import numpy as np

from spotter.movement.values.body.poses import Keypoints
from spotter.tracking.body_proportions import Floats, lengths_px, size_px
from spotter.tracking.joint_tolerances import SPEED_TL_S, TOLERANCE_TL
from spotter.tracking.motion import Motion

_SIZE_KEPT_S = 4.0
"""The size shrinks only slowly: people bend, and are partly hidden."""
_POSE_CHANGES_S = 0.5
"""After this time a joint may be anywhere within reach, so its tolerance stops growing."""


@dataclass(slots=True)
class Track:
    """A person's id, and where their joints are.

    ``xy_px`` (25, 2) is where each joint is, or would be if it had moved with the body since it was
    last seen, at ``joint_seen_us`` (25,). NaN and 0 for joints that were never seen. ``longest_px``
    (10,) are the bones' lengths, as in :func:`lengths_px`.
    """

    track_id: int
    xy_px: Floats
    joint_seen_us: Floats
    seen_us: int
    patience_us: int
    size_px: float
    longest_px: Floats
    motion: Motion

    @classmethod
    def start(cls, track_id: int, keypoints: Keypoints, at_us: int, patience_us: int) -> "Track":
        """The track of a person (25, 3) first seen at ``at_us``."""
        xy = keypoints[:, :2].astype(np.float64)
        seen_us = np.where(np.isfinite(xy[:, 0]), float(at_us), 0.0)
        size = max(size_px(xy), np.finfo(float).tiny)
        return cls(track_id, xy, seen_us, at_us, patience_us, size, lengths_px(xy), Motion())

    def gap_s(self, at_us: int) -> float:
        """Seconds since the person was seen; 0 for an earlier time."""
        return max(0, at_us - self.seen_us) / 1e6

    def expected_px(self, at_us: int) -> Floats:
        """(25, 2) where the joints should be at ``at_us``."""
        return self.xy_px + self.motion.shift_px(self.gap_s(at_us))

    def tolerance_tl(self, at_us: int) -> Floats:
        """(25,) how far from its expected position each joint may be, torso lengths."""
        unseen_s = np.clip((at_us - self.joint_seen_us) / 1e6, 0, _POSE_CHANGES_S)
        body_tl = self.motion.predicted(self.gap_s(at_us)).position_std_tl
        return np.sqrt(TOLERANCE_TL**2 + (SPEED_TL_S * unseen_s) ** 2 + body_tl**2)

    def update(self, keypoints: Keypoints, at_us: int, patience_us: int) -> None:
        """Update the track with the detection (25, 3) at ``at_us``."""
        gap_s = self.gap_s(at_us)
        xy, expected = keypoints[:, :2].astype(np.float64), self.expected_px(at_us)
        is_seen = np.isfinite(xy[:, 0])
        off = (xy - expected)[is_seen & np.isfinite(expected[:, 0])]
        off_px = _middle(off) if len(off) else np.zeros(2)
        self.motion = self.motion.predicted(gap_s).corrected(off_px, self.size_px, len(off))
        self.xy_px = np.where(is_seen[:, None], xy, expected + off_px)
        self.joint_seen_us = np.where(is_seen, float(at_us), self.joint_seen_us)
        kept = exp(-gap_s / _SIZE_KEPT_S)
        self.size_px = max(size_px(xy), self.size_px * kept)
        self.longest_px = np.fmax(lengths_px(xy), self.longest_px * kept)
        self.seen_us, self.patience_us = at_us, patience_us


def _middle(off_px: Floats) -> Floats:
    """(2,) the median of (N, 2); for so few values several times as fast as numpy's."""
    ordered = np.sort(off_px, axis=0)
    last = len(ordered) - 1
    middle: Floats = (ordered[last // 2] + ordered[(last + 1) // 2]) / 2
    return middle
