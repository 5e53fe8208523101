"""Joins people who were detected in two parts, such as the legs as somebody else."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from spotter.movement.values import Joint
from spotter.movement.values.body.poses import Keypoints
from spotter.tracking.body_proportions import Floats

_SHARED = 0.25
"""A part shows joints that the rest lacks; at most this share of its joints are in both."""
_LEAST_PER_JOINT = 0.5
_TORSO_BONES = (0.6, 1.8)
"""The torso's length in any view, relative to the longest thigh or shank; about 1.2 from ahead."""
_LEG_BONES = np.array(
    [
        (Joint.RIGHT_HIP, Joint.RIGHT_KNEE),
        (Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
        (Joint.LEFT_HIP, Joint.LEFT_KNEE),
        (Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
    ]
)


class Part(NamedTuple):
    """The detection at ``column`` is a part of the person at ``whole``."""

    column: int
    whole: int


def parts_of_others(
    people: Sequence[Keypoints], pairs: Mapping[int, int], joints: Floats
) -> list[Part]:
    """The detections that match another person's track better than their own, and complete it.

    ``pairs`` is person -> track, ``joints`` (N, M) as in :class:`AssociationScores`.
    """
    if len(people) < 2:
        return []
    seen = np.isfinite(np.stack(people)[..., 0])
    parts: list[Part] = []
    for column in range(len(people)):
        own = joints[pairs[column], column] if column in pairs else 0.0
        least = max(own, _LEAST_PER_JOINT * seen[column].sum())
        wholes = [
            (joints[row, column], whole)
            for whole, row in pairs.items()
            if whole != column
            and joints[row, column] > least
            and (seen[column] & seen[whole]).sum() <= _SHARED * seen[column].sum()
        ]
        if wholes and all(column != part.whole for part in parts):
            parts.append(Part(column, max(wholes)[1]))
    return [part for part in parts if all(part.whole != other.column for other in parts)]


def legs_of_others(people: Sequence[Keypoints], new: Sequence[int]) -> list[Part]:
    """Among ``new`` people, pairs of legs alone that fit exactly one other's upper body."""
    uppers = [one for one in new if _has(people[one], Joint.NECK, but_not=Joint.MID_HIP)]
    legs = [one for one in new if _has(people[one], Joint.MID_HIP, but_not=Joint.NECK)]
    parts = [
        Part(lower, upper)
        for lower in legs
        for upper in uppers
        if _go_together(people[upper], people[lower])
    ]
    return [part for part in parts if not any(_share_one(part, other) for other in parts)]


def joined(people: Sequence[Keypoints], parts: Sequence[Part]) -> list[Keypoints]:
    """The people, with joints that they lack filled in from their parts."""
    whole = list(people)
    for part in parts:
        one, other = whole[part.whole], people[part.column]
        whole[part.whole] = np.where(np.isfinite(one[:, :1]), one, other)
    return whole


def _has(person: Keypoints, joint: Joint, but_not: Joint) -> bool:
    return bool(np.isfinite(person[joint, 0]) and np.isnan(person[but_not, 0]))


def _go_together(upper: Keypoints, lower: Keypoints) -> bool:
    """Whether the two share hardly any joint, and the torso between them suits the legs' length."""
    seen = np.isfinite(np.stack([upper[:, 0], lower[:, 0]]))
    bones = lower[_LEG_BONES[:, 0], :2] - lower[_LEG_BONES[:, 1], :2]
    lengths_px = np.hypot(*bones.T)
    if seen.all(axis=0).sum() > _SHARED * seen[1].sum() or np.isnan(lengths_px).all():
        return False
    torso_px = np.hypot(*(upper[Joint.NECK, :2] - lower[Joint.MID_HIP, :2]))
    shortest, longest = (ratio * np.nanmax(lengths_px) for ratio in _TORSO_BONES)
    return bool(shortest <= torso_px <= longest)


def _share_one(part: Part, other: Part) -> bool:
    return part != other and (part.column == other.column or part.whole == other.whole)
