"""Poses in body-sized units, so that people of any height and distance can be compared."""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body_size import body_size_px
from spotter.movement.values import MIRROR, Joint, PoseSeries, finite_xy

Coordinates = NDArray[np.float64]
"""(..., 25, 2) x to the right and y up, torso lengths; a missing joint is NaN."""


def normalise(poses: PoseSeries) -> Coordinates:
    """The whole movement relative to where the hips were at its start.

    The paths of hips and feet over the floor, or of the body under a bar, are kept; size and place
    in the picture do not matter. Returns (T, 25, 2) torso lengths, all NaN when no pose shows the
    hips, or no limb gives a size.

    >>> keypoints = np.full((4, 25, 3), np.nan, dtype=np.float32)
    >>> keypoints[:, Joint.MID_HIP] = [(320, 200, 1)] * 3 + [(320, 250, 1)]
    >>> keypoints[:, Joint.NECK] = [(320, 100, 1)] * 3 + [(320, 150, 1)]
    >>> poses = PoseSeries(np.array([0, 40_000, 80_000, 120_000]), keypoints)
    >>> normalise(poses)[-1, [Joint.MID_HIP, Joint.NECK]]
    array([[ 0. , -0.5],
           [ 0. ,  0.5]])
    """
    xy = finite_xy(poses.keypoints)
    size_px = body_size_px(poses.keypoints)
    hips = xy[:, Joint.MID_HIP]
    seen = hips[np.isfinite(hips).all(axis=-1)]
    origin = np.median(seen[:_START_POSES], axis=0) if len(seen) else np.full(2, np.nan)
    return (xy - origin) * (1 / size_px, -1 / size_px)


_START_POSES = 3
"""The start is the median of this many poses, so that one bad pose does not shift everything."""


def mirrored(coordinates: Coordinates) -> Coordinates:
    """The same movement seen in a mirror: x changes sign, left and right joints swap."""
    return coordinates[..., MIRROR, :] * (-1, 1)
