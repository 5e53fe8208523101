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

from dataclasses import dataclass, replace

import numpy as np

from spotter.movement.geometry.view.view import Directions, View, with_picture, within_half_turn
from spotter.movement.values import Facing

_FEWEST_DIRECTIONS = 2
_PICTURE_SHARE = 0.5
_AGREES = 0.02
"""How much less than the best another facing may agree and still count, if it is nearer."""
_CLEARLY_NEARER_DEG = 10.0
"""A set is reoriented only if that leaves it this much nearer."""


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
        picture_deg = within_half_turn(seen.picture_deg - expected.picture_deg)
    by_metres = _turn_in_metres(seen.directions, expected.directions, facing)
    if by_metres is not None:
        yaw_deg = with_picture(by_metres.yaw_deg, picture_deg, _PICTURE_SHARE)
        return replace(by_metres, yaw_deg=yaw_deg)
    return None if picture_deg is None else Yaw(picture_deg, facing, np.nan, np.nan)


def _turn_in_metres(one: Directions | None, other: Directions | None, facing: Facing) -> Yaw | None:
    if one is None or other is None:
        return None
    both = (one != 0) & (other != 0)
    if not both.all():
        one, other = np.where(both, one, 0), np.where(both, other, 0)
    turns = (one * other.conj()).sum(axis=0)
    total, weights = turns.sum(), np.abs(turns)
    if both.any(axis=0).sum() < _FEWEST_DIRECTIONS or not weights.any():
        return None
    size = np.sqrt((np.abs(one) ** 2).sum() * (np.abs(other) ** 2).sum())
    off_deg = np.degrees(np.angle(turns * np.conj(total)))
    return Yaw(
        yaw_deg=float(np.degrees(np.angle(total))),
        facing=facing,
        agreement_ratio=float(np.abs(total) / size),
        spread_deg=float(np.sqrt(weights @ off_deg**2 / weights.sum())),
    )


def _farness(yaw: Yaw) -> float:
    return abs(yaw.yaw_deg) + _CLEARLY_NEARER_DEG * (yaw.facing is not Facing.SAME)
