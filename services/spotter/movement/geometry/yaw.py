"""How far round the person one camera stands from another.

In a turn about the vertical, every direction on the floor turns alike. So a set's directions in
metres, from right to left (shoulders, hips, knees, ankles) and from heel to toe, are turned until
they fit the reference's: the rotation of least squares (orthogonal Procrustes: Schönemann, "A
generalized solution of the orthogonal Procrustes problem", 1966; in a plane, the angle of one sum).
Directions rather than places, because a network errs in how far a body leans towards the camera;
and no arms, because it sees them as square to the camera as it can. Near the front it also sees the
whole body too square, which the picture alone does not: where the picture tells the yaw, the mean
of both counts. Each of these is measured in docs/method.md, "The view".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.picture_yaw import picture_yaw_deg
from spotter.movement.geometry.world_trajectory import WorldTrajectory, world_trajectory
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
_FEWEST_DIRECTIONS = 2
_PICTURE_SHARE = 0.5
_MOST_APART_DEG = 30.0
"""Feet or a head that point elsewhere say nothing of the body."""
_AGREES = 0.02
"""How much less than the best another facing may agree and still count, if it is nearer."""
_CLEARLY_NEARER_DEG = 10.0
"""A set is reoriented only if that leaves it this much nearer."""

_Directions = NDArray[np.complex128]
"""(60, 6) on the floor: to the right of the picture + i towards the camera; 0 where not seen."""


@dataclass(frozen=True, slots=True)
class Yaw:
    """How much further round than another view a camera stands, after orienting by ``facing``.

    ``yaw_deg`` is positive when it stands further to the (oriented) person's left, -180 to 180.
    ``agreement_ratio`` is 1 if the directions are then the same but for their lengths, 0 if they
    have nothing in common; ``spread_deg`` is how far single directions are from agreeing: the
    larger, the less certain. Both are NaN if the picture alone told the yaw.
    """

    yaw_deg: float
    facing: Facing
    agreement_ratio: float
    spread_deg: float


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What some reps of one person tell of where their camera stands.

    ``directions`` (60, 6) are those of their mean in metres on the floor, to the right of the
    picture + i towards the camera, 0 where not seen; None without depth. ``picture_deg`` is the
    camera's yaw by the picture alone, None where it cannot be told.
    """

    directions: _Directions | None
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
        return _with_picture(float(np.degrees(np.angle(across))), self.picture_deg, share=1.0)

    def oriented(self, facing: Facing) -> "View":
        """The view of the same reps oriented as ``facing`` says.

        A picture does not tell near from far, so what flips it alone, or exchanges its sides alone,
        is a view from behind: depth changes sign.
        """
        directions, picture = self.directions, self.picture_deg
        if directions is not None and facing.swaps_sides:
            directions = directions[:, _OTHER_SIDE] * _OTHER_WAY
        if directions is not None and facing.flips_x:
            directions = -directions.conj()
        is_behind = facing.flips_x != facing.swaps_sides
        if directions is not None and is_behind:
            directions = directions.conj()
        if picture is not None:
            picture = (-picture if facing.swaps_sides else picture) + (180.0 if is_behind else 0.0)
        return View(directions, picture)


def yaw_between(seen: View, expected: View, facing: Facing | None = None) -> Yaw | None:
    """The yaw of ``seen`` from ``expected``; None when nothing tells it.

    ``facing`` is how the set is oriented like the reference, from its registration. None takes
    the one that leaves them nearest among those that agree: somebody who faces the other way is
    seen in a mirror.

    >>> from spotter.simulation.filming.camera import Camera
    >>> from spotter.simulation.motion.performance import Plan, perform
    >>> performance = perform(Plan("squat", reps=1), np.random.default_rng(1))
    >>> ahead, left = (View.of([performance.poses(Camera(yaw_deg))]) for yaw_deg in (0.0, 35.0))
    >>> abs(yaw_between(left, ahead).yaw_deg - 35) < 2
    True
    """
    facings = Facing if facing is None else (facing,)
    found = (_turn(seen.oriented(one), expected, one) for one in facings)
    yaws = [yaw for yaw in found if yaw is not None]
    if not yaws:
        return None
    least = np.fmax.reduce([yaw.agreement_ratio for yaw in yaws]) - _AGREES
    return min((yaw for yaw in yaws if not yaw.agreement_ratio < least), key=_farness)


def _turn(seen: View, expected: View, facing: Facing) -> Yaw | None:
    picture_deg = None
    if seen.picture_deg is not None and expected.picture_deg is not None:
        picture_deg = _within_half_turn(seen.picture_deg - expected.picture_deg)
    by_metres = _turn_in_metres(seen.directions, expected.directions, facing)
    if by_metres is not None:
        yaw_deg = _with_picture(by_metres.yaw_deg, picture_deg, _PICTURE_SHARE)
        return replace(by_metres, yaw_deg=yaw_deg)
    return None if picture_deg is None else Yaw(picture_deg, facing, np.nan, np.nan)


def _turn_in_metres(
    one: _Directions | None, other: _Directions | None, facing: Facing
) -> Yaw | None:
    if one is None or other is None:
        return None
    both = (one != 0) & (other != 0)
    if not both.all():
        one, other = np.where(both, one, 0), np.where(both, other, 0)
    turns = (one * other.conj()).sum(axis=0)
    if both.any(axis=0).sum() < _FEWEST_DIRECTIONS:
        return None
    total = turns.sum()
    size = np.sqrt((np.abs(one) ** 2).sum() * (np.abs(other) ** 2).sum())
    off_deg = np.degrees(np.angle(turns * np.conj(total)))
    return Yaw(
        yaw_deg=float(np.degrees(np.angle(total))),
        facing=facing,
        agreement_ratio=float(np.abs(total) / size),
        spread_deg=float(np.sqrt(np.average(off_deg**2, weights=np.abs(turns)))),
    )


def _directions(world: WorldTrajectory) -> _Directions:
    way = world[:, _TO] - world[:, _FROM]
    seen = np.isfinite(way).all(axis=-1)
    return np.where(seen, way[..., 0] + 1j * way[..., 2], 0)


def _with_picture(metres_deg: float, picture_deg: float | None, share: float) -> float:
    """The angle by metres, moved by ``share`` towards that by the picture unless it contradicts."""
    apart = 0.0 if picture_deg is None else _within_half_turn(picture_deg - metres_deg)
    return _within_half_turn(metres_deg + share * apart * (abs(apart) <= _MOST_APART_DEG))


def _within_half_turn(angle_deg: float) -> float:
    return (angle_deg + 180) % 360 - 180


def _farness(yaw: Yaw) -> float:
    return abs(yaw.yaw_deg) + _CLEARLY_NEARER_DEG * (yaw.facing is not Facing.SAME)
