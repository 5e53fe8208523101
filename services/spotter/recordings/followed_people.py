"""Follows the people of a recording."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from spotter.estimators.estimator import Person
from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.values import Keypoints, Pose, PoseSeries
from spotter.tracking.detections import joint_count
from spotter.tracking.tracker import Tracker

_FORGOTTEN_AFTER_US = 5_000_000
_OFTEN_SEEN_RATIO = 0.25
_MOST_PEOPLE = 6


@dataclass(frozen=True, slots=True, eq=False)
class SeenFrame:
    """The people in one frame, captured at ``captured_us``."""

    captured_us: int
    people: Sequence[Person]


def follow(frames: Iterable[SeenFrame]) -> tuple[PoseSeries, ...]:
    """The poses of each person, first of who fills most of the picture for longest.

    The measure is the squared torso length, because raised arms do not change it, times the joints
    that are seen: a network takes limbs of one person for another, of any size. A lost person may
    come back, further away the longer the gap; after five seconds only the person seen most so far
    may. People who pass by, seen in less than a quarter as many frames as the first, are left out.

    ``frames`` are in the order of their capture. Empty if nobody is seen at all; at most six.
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
    most = sorted(presence_px2, key=presence_px2.__getitem__, reverse=True)
    often = [one for one in most if len(poses[one]) >= _OFTEN_SEEN_RATIO * len(poses[most[0]])]
    return tuple(PoseSeries.of(poses[track_id]) for track_id in often[:_MOST_PEOPLE])


def _size_px(keypoints: Keypoints) -> float:
    return float(np.nan_to_num(body_size_px(keypoints[np.newaxis])))
