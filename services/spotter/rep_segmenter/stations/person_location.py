"""Where each person at a station is, in its zone, and how large they are there. Pure."""

from dataclasses import dataclass
from math import exp, isfinite, nan

import numpy as np

from spotter.movement.segmentation.size import body_size_px
from spotter.movement.values.poses import Keypoints
from spotter.movement.values.skeleton import Joint
from spotter.wire.poses import PoseFrame
from spotter.wire.stations import Zone

_SMOOTHING_US = 1_000_000
_TORSO = [Joint.NECK, Joint.MID_HIP]
_WHOLE = Zone(0.0, 0.0, 1.0, 1.0)


@dataclass(slots=True)
class PersonLocation:
    """One person, smoothed over a second, so that no single pose decides.

    The middle of the torso, as ratios of the zone's width and height from its left top corner, and
    the torso's length as a ratio of the zone's height; NaN while not known. ``inside_us`` is when
    the person was last seen in the zone.
    """

    seen_us: int = 0
    inside_us: int = 0
    across_ratio: float = nan
    down_ratio: float = nan
    torso_ratio: float = nan

    @property
    def is_inside(self) -> bool:
        """Whether the person was in the zone when last seen. Who shows no torso never was."""
        return 0 < self.inside_us == self.seen_us

    @property
    def off_middle_ratio(self) -> float:
        """How far the person is from the zone's middle, to the left or the right."""
        return abs(self.across_ratio - 0.5)

    @property
    def size_ratio(self) -> float:
        """How large the person is; 0 while that is not known."""
        return self.torso_ratio if isfinite(self.torso_ratio) else 0.0

    def see(self, keypoints: Keypoints, frame: PoseFrame, zone: Zone | None) -> None:
        """Take the person's next keypoints, (25, 3); ``zone`` None is the whole picture.

        In the whole picture everybody is inside, be it that an estimator puts joints beyond it.
        """
        across, down, torso = _measured(keypoints, frame, zone or _WHOLE)
        kept = exp((self.seen_us - frame.captured_us) / _SMOOTHING_US)
        self.across_ratio = _smoothed(self.across_ratio, across, kept)
        self.down_ratio = _smoothed(self.down_ratio, down, kept)
        self.torso_ratio = _smoothed(self.torso_ratio, torso, kept)
        self.seen_us = frame.captured_us
        if self._has_middle() and (zone is None or self._is_within()):
            self.inside_us = frame.captured_us

    def _has_middle(self) -> bool:
        return isfinite(self.across_ratio) and isfinite(self.down_ratio)

    def _is_within(self) -> bool:
        return 0 <= self.across_ratio <= 1 and 0 <= self.down_ratio <= 1


def _measured(keypoints: Keypoints, frame: PoseFrame, zone: Zone) -> tuple[float, float, float]:
    """Across, down and the torso's length as ratios; NaN where not seen."""
    width_px, height_px = max(frame.width_px, 1), max(frame.height_px, 1)
    zone_width_px = (zone.right_ratio - zone.left_ratio) * width_px
    zone_height_px = (zone.bottom_ratio - zone.top_ratio) * height_px
    torso = keypoints[_TORSO, :2]
    seen = torso[np.isfinite(torso).all(axis=1)]
    x_px, y_px = seen.mean(axis=0, dtype=np.float64).tolist() if len(seen) else (nan, nan)
    return (
        (x_px - zone.left_ratio * width_px) / zone_width_px,
        (y_px - zone.top_ratio * height_px) / zone_height_px,
        body_size_px(keypoints[np.newaxis]) / zone_height_px,
    )


def _smoothed(known: float, measured: float, kept_ratio: float) -> float:
    if not isfinite(measured):
        return known
    return kept_ratio * known + (1 - kept_ratio) * measured if isfinite(known) else measured
