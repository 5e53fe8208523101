"""What some reps tell of where their camera stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.trajectories.world_trajectory import (
    WorldTrajectory,
    world_trajectory,
)
from spotter.movement.geometry.view.picture_yaw import picture_yaw_deg
from spotter.movement.values import Facing, Joint, PoseSeries

_FROM_TO = (
    (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER),
    (Joint.RIGHT_HIP, Joint.LEFT_HIP),
    (Joint.RIGHT_KNEE, Joint.LEFT_KNEE),
    (Joint.RIGHT_ANKLE, Joint.LEFT_ANKLE),
    (Joint.RIGHT_HEEL, Joint.RIGHT_BIG_TOE),
    (Joint.LEFT_HEEL, Joint.LEFT_BIG_TOE),
)
_FROM, _TO = np.array(_FROM_TO).T
_OTHER_SIDE = np.array([0, 1, 2, 3, 5, 4])
_OTHER_WAY = np.array([-1, -1, -1, -1, 1, 1])
"""Exchanging left and right turns those across the body round, and exchanges the feet."""
_TRUNK = slice(0, 2)
_STEP_DEG = 5
_MOST_APART_DEG = 30.0
"""Feet or a head that point elsewhere say nothing of the body."""

Directions = NDArray[np.complex128]
"""(60, 6) on the floor: to the right of the picture + i towards the camera; 0 where not seen."""


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What some reps of one person tell of where their camera stands.

    ``directions`` are those of their mean in metres, None without depth; ``picture_deg`` is the
    camera's yaw by the picture alone, None where it cannot be told.
    """

    directions: Directions | None
    picture_deg: float | None

    @classmethod
    def of(cls, reps: Sequence[PoseSeries]) -> Self:
        """The view of ``reps``, 1 or more, by one person and camera."""
        world = world_trajectory(reps)
        return cls(None if world is None else _directions(world), picture_yaw_deg(reps))

    @property
    def camera_yaw_deg(self) -> float | None:
        """Where around the person the camera stands; None if nothing tells.

        By the picture, or else by the shoulders and the hips in metres. 0 is in front of the
        person, 90 at the person's left, -90 at the right, 180 behind.
        """
        across = 0j if self.directions is None else self.directions[:, _TRUNK].sum()
        if not across:
            return self.picture_deg
        return with_picture(float(np.degrees(np.angle(across))), self.picture_deg, share=1.0)

    def oriented(self, facing: Facing) -> "View":
        """The view of the same reps oriented as ``facing`` says.

        A picture does not tell near from far, so what flips it alone, or exchanges its sides alone,
        is a view from behind: depth changes sign.
        """
        directions, picture = self.directions, self.picture_deg
        is_behind = facing.flips_x != facing.swaps_sides
        if directions is not None:
            if facing.swaps_sides:
                directions = directions[:, _OTHER_SIDE] * _OTHER_WAY
            if facing.flips_x:
                directions = -directions.conj()
            if is_behind:
                directions = directions.conj()
        if picture is not None:
            picture = (-picture if facing.swaps_sides else picture) + (180.0 if is_behind else 0.0)
        return View(directions, picture)


def _directions(world: WorldTrajectory) -> Directions:
    """From right to left: shoulders, hips, knees, ankles; from heel to toe: right, left."""
    way = world[:, _TO] - world[:, _FROM]
    seen = np.isfinite(way).all(axis=-1)
    return np.where(seen, way[..., 0] + 1j * way[..., 2], 0)


def with_picture(metres_deg: float, picture_deg: float | None, share: float) -> float:
    """The angle by metres, moved by ``share`` towards that by the picture unless it contradicts."""
    apart = 0.0 if picture_deg is None else within_half_turn(picture_deg - metres_deg)
    return within_half_turn(metres_deg + share * apart * (abs(apart) <= _MOST_APART_DEG))


def within_half_turn(angle_deg: float) -> float:
    """The same angle, from -180 to 180 degrees."""
    return (angle_deg + 180) % 360 - 180


def rounded_yaw_deg(yaw_deg: float) -> int:
    """How far round, without the side, to 5 degrees: a yaw is not known more exactly.

    >>> rounded_yaw_deg(-33.4)
    35
    """
    return _STEP_DEG * round(abs(yaw_deg) / _STEP_DEG)
