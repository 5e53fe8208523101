"""Whose face one picture shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from spotter.faces.deciding.values import Rules, Template

_ALSO_THERE_RATIO = 0.5
"""A face of half the size is of somebody who stands there too; a smaller one passes behind."""


class Sight(Enum):
    """What one picture shows, apart from a member."""

    NOBODY = "nobody"
    TOO_SMALL = "too_small"
    SEVERAL = "several"
    UNKNOWN = "unknown"
    """Nobody's face, or it might be two members'."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The member whom a face is most like, and how far it is: Euclidean distances.

    ``margin`` is how much farther the next member is; infinite without one.
    """

    member_id: str
    distance: float
    margin: float


def what_sizes_show(sides_px: Sequence[float], rules: Rules) -> Sight | None:
    """What faces of these sizes, largest first, rule out; None if the largest is to be compared.

    >>> what_sizes_show([30.0], Rules())
    <Sight.TOO_SMALL: 'too_small'>
    >>> what_sizes_show([120.0, 40.0], Rules())
    """
    if not sides_px:
        return Sight.NOBODY
    if sides_px[0] < rules.least_face_px:
        return Sight.TOO_SMALL
    if len(sides_px) > 1 and sides_px[1] >= _ALSO_THERE_RATIO * sides_px[0]:
        return Sight.SEVERAL
    return None


def likeness(face: NDArray[np.float32], templates: Sequence[Template]) -> Likeness | None:
    """The member whom a (128,) face is most like, by the mean distance to their looks.

    None without templates.
    """
    if not templates:
        return None
    distances = [float(np.linalg.norm(one.looks - face, axis=1).mean()) for one in templates]
    order = np.argsort(distances, kind="stable")
    nearest = int(order[0])
    next_distance = distances[int(order[1])] if len(order) > 1 else float("inf")
    return Likeness(
        templates[nearest].member_id, distances[nearest], next_distance - distances[nearest]
    )


def is_sure(like: Likeness | None, rules: Rules) -> bool:
    """Whether one picture is enough like one member, and enough less like all others."""
    if like is None:
        return False
    return like.distance <= rules.most_distance and like.margin >= rules.least_margin
