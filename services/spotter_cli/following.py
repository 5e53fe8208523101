"""One person followed through the frames of a recording in which several may be seen."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from movement.normalise import torso_lengths_px
from movement.poses import Keypoints, Pose, PoseSeries
from movement.skeleton import JOINT_COUNT

NOBODY: Keypoints = np.empty((0, JOINT_COUNT, 3), dtype=np.float32)
"""The people in a frame that shows none."""

_STEP = 0.5
"""A person moves less than this between frames, in heights of the person."""
_STEP_PER_S = 1.0
_FURTHEST = 2.0
_FORGOTTEN_AFTER_S = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class SeenFrame:
    """Everybody in one frame: ``people`` is (P, 25, 3), captured at ``captured_us``."""

    captured_us: int
    people: Keypoints


@dataclass(slots=True)
class _Track:
    poses: list[Pose] = field(default_factory=list)
    presence_px2: float = 0.0

    def add(self, pose: Pose) -> None:
        self.poses.append(pose)
        self.presence_px2 += float(np.nan_to_num(torso_lengths_px(pose.keypoints))) ** 2


def follow(frames: Iterable[SeenFrame]) -> PoseSeries:
    """The poses of the person who fills most of the picture for longest.

    The torso's length, squared, is the measure: raised arms make nobody larger. People are followed
    by proximity; who was lost may come back, further away the longer it took, but after five
    seconds only the one who was seen most so far.

    ``frames`` are in the order of their capture. The series is empty when nobody is seen at all.
    """
    tracks: list[_Track] = []
    for frame in frames:
        tracks = _remembered(tracks, frame.captured_us)
        _continue_tracks(tracks, frame)
    return PoseSeries.of(_most_present(tracks).poses if tracks else [])


def _most_present(tracks: list[_Track]) -> _Track:
    return max(tracks, key=lambda track: track.presence_px2)


def _remembered(tracks: list[_Track], now_us: int) -> list[_Track]:
    since_us = now_us - _FORGOTTEN_AFTER_S * 1e6
    best = _most_present(tracks) if tracks else None
    return [track for track in tracks if track is best or track.poses[-1].captured_us >= since_us]


def _continue_tracks(tracks: list[_Track], frame: SeenFrame) -> None:
    """Likeliest pairs of track and person first; a person without a track begins one."""
    people = [Pose(frame.captured_us, keypoints) for keypoints in frame.people]
    steps = [[_step(track, person) for person in people] for track in tracks]
    pairs = sorted(
        (steps[i][j] + _unlikeness(track.poses[-1].keypoints, person.keypoints), i, j)
        for i, track in enumerate(tracks)
        for j, person in enumerate(people)
        if steps[i][j] <= 1
    )
    taken: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in taken.values() and j not in taken:
            taken[j] = i
    for j, person in enumerate(people):
        if j not in taken:
            taken[j] = len(tracks)
            tracks.append(_Track())
        tracks[taken[j]].add(person)


def _step(track: _Track, person: Pose) -> float:
    """How far the person would have moved, as a ratio of how far one may."""
    last = track.poses[-1]
    gap_s = (person.captured_us - last.captured_us) / 1e6
    height_px = max(extent_px(last.keypoints), extent_px(person.keypoints))
    allowed_px = height_px * min(_STEP + _STEP_PER_S * gap_s, _FURTHEST)
    return distance_px(last.keypoints, person.keypoints) / allowed_px if allowed_px else np.inf


def _unlikeness(a: Keypoints, b: Keypoints) -> float:
    """The share of joints that only one shows: OpenPose may find a leg as a second person."""
    in_a, in_b = np.isfinite(a[:, 0]), np.isfinite(b[:, 0])
    return float((in_a ^ in_b).sum() / (in_a | in_b).sum())


def distance_px(a: Keypoints, b: Keypoints) -> float:
    """The mean over the joints that both show, else between the middles of what they show."""
    between = np.hypot(*(a[:, :2] - b[:, :2]).T)
    if np.isfinite(between).any():
        return float(np.nanmean(between))
    return float(np.hypot(*(np.nanmean(a[:, :2], axis=0) - np.nanmean(b[:, :2], axis=0))))


def extent_px(keypoints: Keypoints) -> float:
    """The diagonal of the rectangle around the joints that are seen."""
    xy = keypoints[:, :2]
    return float(np.hypot(*(np.nanmax(xy, axis=0) - np.nanmin(xy, axis=0))))
