"""People who were found in two parts: the legs as somebody else."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from movement.poses import Keypoints
from tracking.body import Floats

_SHARED = 0.25
"""A part shows joints that the rest lacks; no more of them than this are the same."""
_LEAST_PER_JOINT = 0.5


class Part(NamedTuple):
    """The person at ``column`` belongs to the one at ``whole``."""

    column: int
    whole: int


def parts_of_others(
    people: Sequence[Keypoints], pairs: Mapping[int, int], joints: Floats
) -> list[Part]:
    """Who goes better with somebody else's track than with an own one, and completes that person.

    ``pairs`` is person -> track, ``joints`` (N, M) as in :class:`tracking.similarity.Likeness`.
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


def joined(people: Sequence[Keypoints], parts: Sequence[Part]) -> list[Keypoints]:
    """The people with the joints of their parts where they lack them."""
    whole = list(people)
    for part in parts:
        one, other = whole[part.whole], people[part.column]
        whole[part.whole] = np.where(np.isfinite(one[:, :1]), one, other)
    return whole
