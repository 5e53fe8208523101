"""The position and size of a person within a station's zone. Pure."""

from math import exp, isfinite, nan

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.values import Joint, Keypoints
from spotter.wire.poses.people import PoseFrame
from spotter.wire.snapshots import LocationState
from spotter.wire.stations import Zone

_SMOOTHING_US = 1_000_000
_TORSO = [Joint.NECK, Joint.MID_HIP]
_SHOULDERS, _HIPS = ([Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER], [Joint.RIGHT_HIP, Joint.LEFT_HIP])
"""Where the torso is if neck and mid-hip are not seen, as from the side: an arm is no person."""
_WHOLE = Zone(0.0, 0.0, 1.0, 1.0)


class PersonLocation:
    """One person's position and size, smoothed over a second so that no single pose decides.

    ``place`` is the whole state.
    """

    def __init__(self, place: LocationState) -> None:
        self.place = place

    @property
    def is_inside(self) -> bool:
        """Whether the person was in the zone when last seen; false until a torso is seen."""
        return 0 < self.place.inside_us == self.place.seen_us

    @property
    def off_middle_ratio(self) -> float:
        """The horizontal distance from the zone's middle, as a ratio of the zone's width."""
        return abs(self.place.across_ratio - 0.5)

    @property
    def size_ratio(self) -> float:
        """The torso's length as a ratio of the zone's height; 0 while unknown."""
        return self.place.torso_ratio if isfinite(self.place.torso_ratio) else 0.0

    def update(self, keypoints: Keypoints, frame: PoseFrame, zone: Zone | None) -> None:
        """Add the person's next keypoints, (25, 3); ``zone`` None is the whole picture.

        Without a zone everybody is inside, even if the estimator places joints off the picture.
        """
        before, now_us = self.place, frame.captured_us
        across, down, torso = _measured(keypoints, frame, zone or _WHOLE)
        kept = exp((before.seen_us - now_us) / _SMOOTHING_US)
        across = _smoothed(before.across_ratio, across, kept)
        down = _smoothed(before.down_ratio, down, kept)
        torso = _smoothed(before.torso_ratio, torso, kept)
        has_middle = isfinite(across) and isfinite(down)
        is_inside = has_middle and (zone is None or (0 <= across <= 1 and 0 <= down <= 1))
        inside_us = now_us if is_inside else before.inside_us
        self.place = LocationState(now_us, inside_us, across, down, torso)


def _seen(keypoints: Keypoints, joints: list[Joint]) -> NDArray[np.float32]:
    """(N, 2) where those of the joints are that are seen, pixels."""
    places: NDArray[np.float32] = keypoints[joints, :2]
    return places[np.isfinite(places).all(axis=1)]


def _measured(keypoints: Keypoints, frame: PoseFrame, zone: Zone) -> tuple[float, float, float]:
    """Position across and down, and torso length, as ratios of the zone; NaN where not seen."""
    width_px, height_px = max(frame.width_px, 1), max(frame.height_px, 1)
    zone_width_px = (zone.right_ratio - zone.left_ratio) * width_px
    zone_height_px = (zone.bottom_ratio - zone.top_ratio) * height_px
    seen = _seen(keypoints, _TORSO)
    if not len(seen):
        shoulders, hips = _seen(keypoints, _SHOULDERS), _seen(keypoints, _HIPS)
        seen = np.concatenate([shoulders, hips]) if len(shoulders) and len(hips) else seen
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
