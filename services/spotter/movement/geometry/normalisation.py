"""Poses in body-sized units, so that tall and small, near and far people can be compared."""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.poses import Keypoints, PoseSeries
from spotter.movement.values.skeleton import MIRROR, Joint

Coordinates = NDArray[np.float64]
"""(..., 25, 2) x to the right and y up, torso lengths; a missing joint is NaN."""

_TORSO_QUANTILE = 0.75


def finite_xy(keypoints: Keypoints) -> NDArray[np.float64]:
    """The places of ``keypoints`` (..., 3) as (..., 2) pixels; an infinite one is missing: NaN."""
    xy = keypoints[..., :2].astype(np.float64)
    return np.where(np.isfinite(xy), xy, np.nan)


def torso_lengths_px(keypoints: Keypoints) -> NDArray[np.float64]:
    """Distance from neck to mid-hip of each pose.

    ``keypoints`` is (..., 25, 3); returns (...) pixels, NaN where either joint is missing or both
    are in one place.
    """
    torso = finite_xy(keypoints[..., Joint.NECK, :]) - finite_xy(keypoints[..., Joint.MID_HIP, :])
    length = np.hypot(*np.moveaxis(torso, -1, 0))
    return np.where(length > 0, length, np.nan)


def body_size_px(keypoints: Keypoints) -> float:
    """The body's size: the torso length seen when the body does not lean towards the camera.

    ``keypoints`` is (T, 25, 3); returns pixels, NaN when no pose shows the torso. A torso that
    leans towards the camera looks shorter, so the upper quartile serves.
    """
    lengths = torso_lengths_px(keypoints)
    seen = lengths[np.isfinite(lengths)]
    return float(np.quantile(seen, _TORSO_QUANTILE)) if len(seen) else np.nan


def centred(keypoints: Keypoints, size_px: float) -> Coordinates:
    """Each pose relative to its own mid-hip.

    ``keypoints`` is (..., 25, 3), ``size_px`` the body's size; returns (..., 25, 2) torso lengths.
    """
    xy = finite_xy(keypoints)
    return (xy - xy[..., Joint.MID_HIP, None, :]) * (1 / size_px, -1 / size_px)


def normalise(poses: PoseSeries) -> Coordinates:
    """The whole movement relative to where the hips were at its start.

    The paths of hips and feet over the floor, or of the body under a bar, stay visible; size and
    place in the picture do not matter. Returns (T, 25, 2) torso lengths, all NaN when no pose shows
    the torso.
    """
    xy = finite_xy(poses.keypoints)
    size_px = body_size_px(poses.keypoints)
    hips = xy[:, Joint.MID_HIP]
    seen = hips[np.isfinite(hips).all(axis=-1)]
    origin = np.median(seen[:_START_POSES], axis=0) if len(seen) else np.full(2, np.nan)
    return (xy - origin) * (1 / size_px, -1 / size_px)


_START_POSES = 3
"""The start is the median of so many poses, so that one bad pose does not shift everything."""


def mirrored(coordinates: Coordinates) -> Coordinates:
    """The same movement seen in a mirror: x changes its sign, left and right change their names."""
    return coordinates[..., MIRROR, :] * (-1, 1)
