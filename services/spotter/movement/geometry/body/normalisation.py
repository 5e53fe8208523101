"""Poses in body-sized units, so that people of any height and distance can be compared."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.geometry.body.trunk import with_trunk
from spotter.movement.values import MIRROR, Joint, PoseSeries, finite_xy

Coordinates = NDArray[np.float64]
"""(..., 25, 2) x to the right and y up, torso lengths; a missing joint is NaN."""


def normalise(poses: PoseSeries) -> Coordinates:
    """The whole movement relative to where the hips were at its start.

    The paths of hips and feet over the floor, or of the body under a bar, are kept; size and place
    in the picture do not matter. Where neck or mid-hip are missing, :func:`with_trunk` stands in
    for them. Returns (T, 25, 2) torso lengths, all NaN when no pose shows the
    hips, or no limb gives a size.

    >>> keypoints = np.full((4, 25, 3), np.nan, dtype=np.float32)
    >>> keypoints[:, Joint.MID_HIP] = [(320, 200, 1)] * 3 + [(320, 250, 1)]
    >>> keypoints[:, Joint.NECK] = [(320, 100, 1)] * 3 + [(320, 150, 1)]
    >>> poses = PoseSeries(np.array([0, 40_000, 80_000, 120_000]), keypoints)
    >>> normalise(poses)[-1, [Joint.MID_HIP, Joint.NECK]]
    array([[ 0. , -0.5],
           [ 0. ,  0.5]])
    """
    xy = finite_xy(with_trunk(poses).keypoints)
    return BodyFrame.of(poses, xy).coordinates(xy)


def normalise_ends(poses: PoseSeries) -> Coordinates | None:
    """(T, 2, 2) the left and the right end of the equipment, in the units of :func:`normalise`.

    An end that is not seen is NaN; None where no equipment was followed.
    """
    if poses.equipment is None:
        return None
    frame = BodyFrame.of(poses, finite_xy(with_trunk(poses).keypoints))
    return frame.coordinates(finite_xy(poses.equipment))


@dataclass(frozen=True, slots=True, eq=False)
class BodyFrame:
    """Where the hips start, (2,) pixels, and how long the torso is: the units of a movement."""

    start_px: NDArray[np.float64]
    size_px: float

    @classmethod
    def of(cls, poses: PoseSeries, with_trunk_xy: NDArray[np.float64]) -> Self:
        """The units of ``poses``, of which ``with_trunk_xy`` (T, 25, 2) are the places, pixels."""
        start = _start(with_trunk_xy[:, Joint.MID_HIP], poses.times_s)
        return cls(start, body_size_px(poses.keypoints))

    def coordinates(self, xy: NDArray[np.float64]) -> Coordinates:
        """Places (..., 2) in pixels as torso lengths from where the hips start."""
        return (xy - self.start_px) * (1 / self.size_px, -1 / self.size_px)


def _start(hips: Coordinates, times_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """(2,) where the hips (T, 2) start: the median, so that one bad pose does not shift everything.

    It covers a time and not a number of poses: three of five a second are half of the way down.
    """
    seen = np.isfinite(hips).all(axis=-1)
    if not seen.any():
        return np.full(2, np.nan)
    start = seen & (times_s <= times_s[seen][0] + min(_START_S, _START_RATIO * times_s[-1]))
    middle: NDArray[np.float64] = np.median(hips[start], axis=0)
    return middle


_START_S, _START_RATIO = 0.07, 0.05


def mirrored(coordinates: Coordinates) -> Coordinates:
    """The same movement seen in a mirror: x changes sign, left and right joints swap."""
    return coordinates[..., MIRROR, :] * (-1, 1)
