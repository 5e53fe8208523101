"""Where around an upright person the camera stands, told by the picture alone.

Somebody who turns away from the camera looks narrower, and what points ahead begins to show: the
feet, or, where the network finds none, the nose, though a head may look elsewhere. How wide the
shoulders look is the cosine of the angle, how far the toes or the nose lie to the side is its sine.
The lengths are those of body_size.py, foot and nose measured on rendered athletes.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body_size import body_size_px
from spotter.movement.values import Joint, PoseSeries, finite_xy

_UPRIGHT_TL = 0.6
"""How far the neck is above the hips at least: who bends or lies shows other lengths."""
_SHOULDERS_TL = 0.7
_FOOT_TL = 0.48
"""From heel to big toe."""
_NOSE_TL = 0.3
"""How far the nose is ahead of the neck."""


def picture_yaw_deg(reps: Sequence[PoseSeries]) -> float | None:
    """The camera's yaw by the picture of one person's ``reps`` from one view.

    0 is in front of the person, 90 at the person's left, -90 at the right, 180 behind. None for
    somebody who is not upright, or whose shoulders, or both feet and nose, are not seen.
    """
    keypoints = np.concatenate([rep.keypoints for rep in reps])
    xy = finite_xy(keypoints) / body_size_px(keypoints)
    x, down = xy[..., 0], xy[..., 1]
    if not _median(down[:, Joint.MID_HIP] - down[:, Joint.NECK]) >= _UPRIGHT_TL:
        return None
    wide = _median(x[:, Joint.LEFT_SHOULDER] - x[:, Joint.RIGHT_SHOULDER]) / _SHOULDERS_TL
    aside = _feet_aside(x) / _FOOT_TL
    if not np.isfinite(aside):
        aside = _median(x[:, Joint.NOSE] - x[:, Joint.NECK]) / _NOSE_TL
    yaw_deg = np.degrees(np.arctan2(-aside, wide))
    return float(yaw_deg) if np.isfinite(yaw_deg) else None


def _feet_aside(x: NDArray[np.float64]) -> float:
    """How far the toes point to the right of the picture: the mean, as feet point outward."""
    toes = x[:, [Joint.LEFT_BIG_TOE, Joint.RIGHT_BIG_TOE]]
    heels = x[:, [Joint.LEFT_HEEL, Joint.RIGHT_HEEL]]
    return _median((toes - heels).mean(axis=1))


def _median(values: NDArray[np.float64]) -> float:
    seen = values[np.isfinite(values)]
    return float(np.median(seen)) if len(seen) else np.nan
