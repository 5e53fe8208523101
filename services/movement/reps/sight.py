"""From poses to the excursion: how far the person is along the exercise's way, smoothed."""

from dataclasses import dataclass, field

import numpy as np

from movement.normalise import Coordinates, centred, mirrored, torso_lengths_px
from movement.poses import Pose
from movement.reps.template import Template

_SIZE_WINDOW_US = 3_000_000
_SIZE_QUANTILE = 0.75
_SMOOTHING_S = 0.1
SMOOTHING_LAG_US = round(_SMOOTHING_S * 1e6)
"""By how much the smoothed pose is behind the movement."""
_FRESH_S = 1.0
_EVIDENCE_SHARE = 0.03
_MIRROR_MARGIN_TL = 0.05


@dataclass(slots=True)
class SightState:
    """What is remembered from pose to pose, in plain values."""

    torsos: list[tuple[int, float]] = field(default_factory=list)
    """(capture time, torso length in pixels) of the last seconds."""
    evidence_tl: float = 0.0
    """How much better, lately, the pose fits as it is than mirrored."""
    smoothed: list[list[float]] | None = None
    """(25, 2) torso lengths; NaN where a joint is missing."""
    last_us: int = 0


class Sight:
    """Turns poses into excursions along the template's axis."""

    def __init__(self, template: Template, state: SightState) -> None:
        self._template = template
        self.state = state

    def look(self, pose: Pose) -> tuple[float, Coordinates] | None:
        """The excursion and the pose, smoothed, as (25, 2) torso lengths relative to the mid-hip.

        A person who faces the other way than the reference is seen in a mirror. None when too
        little of the person is seen.
        """
        size_px = self._size_px(pose)
        if not np.isfinite(size_px):
            return None
        facing = self._facing(centred(pose.keypoints, size_px))
        if not np.isfinite(self._template.excursion(facing)):
            return None
        coordinates = self._smoothed(facing, pose.captured_us)
        return self._template.excursion(coordinates), coordinates

    def _size_px(self, pose: Pose) -> float:
        torso_px = float(torso_lengths_px(pose.keypoints))
        oldest_us = pose.captured_us - _SIZE_WINDOW_US
        torsos = [entry for entry in self.state.torsos if entry[0] > oldest_us]
        if np.isfinite(torso_px):
            torsos.append((pose.captured_us, torso_px))
        self.state.torsos = torsos
        return _quantile(sorted(length for _, length in torsos))

    def _facing(self, coordinates: Coordinates) -> Coordinates:
        other_way = mirrored(coordinates)
        better_tl = self._template.distance(other_way) - self._template.distance(coordinates)
        if np.isfinite(better_tl):
            self.state.evidence_tl += _EVIDENCE_SHARE * (better_tl - self.state.evidence_tl)
        return other_way if self.state.evidence_tl < -_MIRROR_MARGIN_TL else coordinates

    def _smoothed(self, coordinates: Coordinates, now_us: int) -> Coordinates:
        since_s = (now_us - self.state.last_us) / 1e6
        if self.state.smoothed is not None and since_s < _FRESH_S:
            before = np.array(self.state.smoothed)
            before = np.where(np.isfinite(before), before, coordinates)
            coordinates = before + (1 - np.exp(-since_s / _SMOOTHING_S)) * (coordinates - before)
        self.state.smoothed, self.state.last_us = coordinates.tolist(), now_us
        return coordinates


def _quantile(ordered: list[float]) -> float:
    """NumPy's quantile of an ordered list, without what NumPy costs for a short one."""
    if not ordered:
        return np.nan
    place = _SIZE_QUANTILE * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
