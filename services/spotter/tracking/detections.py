"""Filters the detections of a single frame."""

from collections.abc import Sequence

import numpy as np

from spotter.movement.values import Joint
from spotter.movement.values.body.poses import Keypoints
from spotter.tracking.association_scores import FEWEST_JOINTS, overlap
from spotter.tracking.body_proportions import size_px

_SAME_PERSON = 0.6
_MANY_JOINTS = 8
_PHANTOM_TL = 0.5


def joint_count(keypoints: Keypoints) -> int:
    """The number of joints seen in (25, 3)."""
    return int(np.isfinite(keypoints[:, 0]).sum())


def corner(keypoints: Keypoints) -> tuple[float, float]:
    """The top left corner of the box around (25, 3), pixels."""
    left, top = np.fmin.reduce(keypoints[:, :2])
    return float(left), float(top)


def shows_a_person(keypoints: Keypoints) -> bool:
    """Whether it is more than, say, a hand at the edge: it shows a torso, or eight joints."""
    torso = np.isfinite(keypoints[[Joint.NECK, Joint.MID_HIP], 0])
    return bool(torso.all()) or joint_count(keypoints) >= _MANY_JOINTS


def is_phantom_of(person: Keypoints, others: Sequence[Keypoints]) -> bool:
    """Whether somebody new stands where one of the others is: a network sees bodies twice.

    It does so with joints that it places less exactly than :func:`overlap` allows for. Two real
    people may be in one place in the picture too, but the second was seen on the way there.
    """
    return any(_apart_tl(person, other) < _PHANTOM_TL for other in others)


def _apart_tl(person: Keypoints, other: Keypoints) -> float:
    """The median distance of the joints that both show, in the other's torso lengths."""
    xy, other_xy = (one[:, :2].astype(np.float64) for one in (person, other))
    off_px = np.hypot(*(xy - other_xy).T)
    off_px = off_px[np.isfinite(off_px)]
    size = max(size_px(other_xy), np.finfo(float).tiny)
    return float(np.median(off_px)) / size if len(off_px) >= FEWEST_JOINTS else np.inf


def without_duplicates(people: Sequence[Keypoints]) -> list[int]:
    """The places of the detections with enough joints to be tracked, rising, each person once.

    Of two detections of one person the one with more joints stays.
    """
    joints = [joint_count(one) for one in people]
    telling = [place for place, count in enumerate(joints) if count >= FEWEST_JOINTS]
    if len(telling) > 1:
        telling.sort(key=lambda place: (-joints[place], corner(people[place])))
    kept: list[int] = []
    for place in telling:
        xy = people[place][:, :2].astype(np.float64)
        others = (people[other][:, :2].astype(np.float64) for other in kept)
        if all(overlap(xy, other) <= _SAME_PERSON for other in others):
            kept.append(place)
    return sorted(kept)
