"""Stand-ins for a neck or mid-hip that the pose network left out.

From the side, networks of OpenPose's family leave both out whenever one shoulder or hip is half
hidden. One hip and one shoulder are enough to tell where the trunk is.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values import Joint, PoseSeries

_Exact = NDArray[np.float64]
TRUNK_SIDES = {
    Joint.MID_HIP: (Joint.RIGHT_HIP, Joint.LEFT_HIP),
    Joint.NECK: (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER),
}
"""The joints that stand in for the middle of the body, the right one first."""
_NEAR_IT = {Joint.MID_HIP: (), Joint.NECK: (Joint.NOSE,)}
"""What also tells where the joint is, once the rep has shown how far apart they are."""


def with_trunk(poses: PoseSeries) -> PoseSeries:
    """The same poses with a neck and a mid-hip wherever a shoulder or a hip shows their place.

    A missing one is the middle of both sides, or the side that is seen plus the distance between
    the two: its median over the poses that show both, so that no switch of stand-ins moves the
    trunk. If none does, the side that is seen most stands for the middle throughout.

    >>> keypoints = np.full((2, 25, 3), np.nan, dtype=np.float32)
    >>> keypoints[:, Joint.LEFT_HIP] = (340, 200, 1), (340, 210, 1)
    >>> keypoints[0, Joint.RIGHT_HIP] = (300, 200, 1)
    >>> poses = with_trunk(PoseSeries(np.array([0, 40_000]), keypoints))
    >>> poses.keypoints[:, Joint.MID_HIP, :2].tolist()
    [[320.0, 200.0], [320.0, 210.0]]
    """
    if np.isfinite(poses.keypoints[:, list(TRUNK_SIDES), 0]).all():
        return poses
    keypoints = poses.keypoints.astype(np.float64)
    keypoints[~np.isfinite(keypoints[..., :2]).all(axis=-1), :2] = np.nan
    for joint, sides in TRUNK_SIDES.items():
        _fill(keypoints, joint, _middle(keypoints[:, sides]))
        often_first = sorted(sides, key=lambda side: -_seen(keypoints, side).sum())
        for other in (*often_first, *_NEAR_IT[joint]):
            known = _seen(keypoints, joint) & _seen(keypoints, other)
            if known.any() or (other is often_first[0] and not _seen(keypoints, joint).any()):
                _fill(keypoints, joint, _beside(keypoints, joint, other, known))
    with np.errstate(over="ignore"):  # beyond any picture
        return replace(poses, keypoints=keypoints.astype(np.float32))


def _seen(keypoints: _Exact, joint: Joint) -> NDArray[np.bool_]:
    """(T,) whether each pose of (T, 25, 3) shows the joint."""
    seen: NDArray[np.bool_] = np.asarray(np.isfinite(keypoints[:, joint, :2]).all(axis=-1))
    return seen


def _fill(keypoints: _Exact, joint: Joint, instead: _Exact) -> None:
    """Put ``instead`` (T, 3) in place of the joint where it is missing."""
    missing = ~_seen(keypoints, joint)
    keypoints[missing, joint] = instead[missing]


def _middle(sides: _Exact) -> _Exact:
    """(T, 3) the middle of both sides (T, 2, 3), as confident as the less confident one."""
    middle: _Exact = sides.mean(axis=1)
    middle[:, 2] = sides[..., 2].min(axis=1)
    return middle


def _beside(keypoints: _Exact, joint: Joint, other: Joint, known: NDArray[np.bool_]) -> _Exact:
    """(T, 3) where ``other`` says that the joint is, from the poses ``known`` to show both."""
    instead = keypoints[:, other].copy()
    if known.any():
        apart = keypoints[known, joint, :2] - keypoints[known, other, :2]
        instead[:, :2] += np.median(apart, axis=0)
    return instead
