"""Follows the main person of a recording that may show several people."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from spotter.estimators.estimator import Person
from spotter.movement.geometry.body_size import body_size_px
from spotter.movement.values import Keypoints, Pose, PoseSeries
from spotter.tracking.detections import joint_count
from spotter.tracking.tracker import Tracker

_FORGOTTEN_AFTER_US = 5_000_000


@dataclass(frozen=True, slots=True, eq=False)
class SeenFrame:
    """The people in one frame, captured at ``captured_us``."""

    captured_us: int
    people: Sequence[Person]


def follow(frames: Iterable[SeenFrame]) -> PoseSeries:
    """The poses of the person who fills most of the picture for longest.

    The measure is the squared torso length, because raised arms do not change it, times the joints
    that are seen: a network takes limbs of one person for another, of any size. A lost person may
    come back, further away the longer the gap; after five seconds only the person seen most so far
    may.

    ``frames`` are in the order of their capture. The series is empty if nobody is seen at all.
    """
    tracker = Tracker(patience_us=_FORGOTTEN_AFTER_US)
    poses: defaultdict[int, list[Pose]] = defaultdict(list)
    presence_px2: defaultdict[int, float] = defaultdict(float)
    for frame in frames:
        seen = [person.keypoints for person in frame.people]
        for track_id, keypoints, place in tracker.track(frame.captured_us, seen):
            world_m = frame.people[place].world_m
            poses[track_id].append(Pose(frame.captured_us, keypoints, world_m))
            presence_px2[track_id] += joint_count(keypoints) * _size_px(keypoints) ** 2
        if presence_px2:
            tracker.keep(max(presence_px2, key=presence_px2.__getitem__))
    return PoseSeries.of(
        poses[max(presence_px2, key=presence_px2.__getitem__)] if presence_px2 else []
    )


def _size_px(keypoints: Keypoints) -> float:
    return float(np.nan_to_num(body_size_px(keypoints[np.newaxis])))
