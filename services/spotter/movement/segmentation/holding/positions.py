"""The position that an exercise is held in: the turning point of its references' reps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry import Coordinates, body_size_px
from spotter.movement.geometry.body.trunk import with_trunk
from spotter.movement.geometry.view.orientation import oriented
from spotter.movement.values import (
    JOINT_COUNT,
    Facing,
    Joint,
    MovementError,
    PoseSeries,
    Reference,
    finite_xy,
)

_TURNED_RATIO = 0.9
"""So far out, compared with the farthest, a rep is at its turning point."""
_CARRIES_TL = 0.15
"""A joint that moves less, as seen from the hips, may be where it likes: arms for balance."""
_BACK_RATIO = 0.5
"""Half of the way back to the rest position, a joint has left the position ..."""
_LEAST_ALLOWED_TL = 0.25
"""... but people and networks differ by so much."""
_OF_THE_BODY = np.isin(np.arange(JOINT_COUNT), [*range(Joint.NOSE + 1, Joint.LEFT_ANKLE + 1)])
"""Heads turn and feet slide."""
_SEEN_RATIO = 0.5
"""Of the joints that count, so many must be seen."""


@dataclass(frozen=True, slots=True)
class Farthest:
    """The joint that is farthest off, ``ratio`` of what is allowed; by which of the positions."""

    ratio: float
    joint: Joint
    which: int


@dataclass(frozen=True, slots=True, eq=False)
class HoldPositions:
    """How the position looks, from each reference's side and in a mirror.

    ``places_tl`` is (K, 25, 2) from the middle of the hips, torso lengths, y up; ``allowed_tl`` is
    (K, 25), how far from there each joint may be, NaN for those that do not count.
    """

    places_tl: Coordinates
    allowed_tl: NDArray[np.float64]

    @classmethod
    def of(cls, references: Sequence[Reference]) -> Self:
        """The positions that references show.

        Raises :class:`MovementError` when they show none that differs from where the reps begin.
        """
        found = [_position(rep) for one in references for rep in one.reps]
        usable = [one for one in found if np.isfinite(one[1]).any()]
        if not usable:
            raise MovementError(
                "a position that is held differs from the one before it by "
                f"{_CARRIES_TL} torso lengths at some joint; found none"
            )
        places = [oriented(place, facing) for place, _ in usable for facing in Facing]
        allowed = [_oriented(one, facing) for _, one in usable for facing in Facing]
        return cls(np.stack(places), np.stack(allowed))

    def farthest(self, place_tl: Coordinates, which: int | None = None) -> "Farthest | None":
        """How far off the (25, 2) place of a body is where it is worst.

        By the position that fits best, or by that of the index ``which``. None if too little of it
        is seen.
        """
        off_tl = np.linalg.norm(self.places_tl - place_tl, axis=-1)
        ratios = off_tl / self.allowed_tl
        counted = np.isfinite(self.allowed_tl).sum(axis=1)
        is_seen = np.isfinite(ratios).sum(axis=1) >= _SEEN_RATIO * counted
        worst = np.where(is_seen, np.nan_to_num(ratios, nan=0.0).max(axis=1), np.inf)
        best = int(worst.argmin()) if which is None else which
        if not is_seen[best]:
            return None
        return Farthest(float(worst[best]), Joint(int(np.nanargmax(ratios[best]))), best)


def placed(poses: PoseSeries) -> Coordinates:
    """(T, 25, 2) where each joint is from the middle of the hips, torso lengths, y up."""
    xy = finite_xy(with_trunk(poses).keypoints)
    size_px = body_size_px(poses.keypoints)
    return (xy - xy[:, [Joint.MID_HIP]]) * (1 / size_px, -1 / size_px)


def _position(rep: PoseSeries) -> tuple[Coordinates, NDArray[np.float64]]:
    """The (25, 2) place at the turning point, and (25,) how far from it is allowed.

    The body's size is what it looks like there, as of somebody who stays: a trunk that leans looks
    shorter.
    """
    places = placed(rep)
    away_tl = np.linalg.norm(places - places[:1], axis=-1)
    mean_tl = np.nan_to_num(away_tl).mean(axis=1)
    turned = np.flatnonzero(mean_tl >= _TURNED_RATIO * mean_tl.max())
    moved_tl = away_tl[turned].mean(axis=0)
    allowed_tl = np.maximum(_LEAST_ALLOWED_TL, _BACK_RATIO * moved_tl)
    counts = _OF_THE_BODY & (np.nan_to_num(moved_tl) >= _CARRIES_TL)
    there = PoseSeries(rep.captured_us[turned], rep.keypoints[turned])
    return placed(there).mean(axis=0), np.where(counts, allowed_tl, np.nan)


def _oriented(allowed_tl: NDArray[np.float64], facing: Facing) -> NDArray[np.float64]:
    turned: NDArray[np.float64] = np.abs(oriented(allowed_tl[:, None].repeat(2, axis=1), facing))
    return turned[:, 0]
