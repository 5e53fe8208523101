"""Where around a person the camera stands, told by the picture alone.

Somebody who turns away from the camera looks narrower, and what points ahead begins to show. How
wide the shoulders look is the cosine of the angle, how far the pointing part lies aside its sine.
Of who stands, hangs or sits upright that is the feet or, where the network finds none, the nose,
though a head may look elsewhere; of who lies straight, as in a push-up, it is the body itself. The
lengths are those of body_size.py; foot, nose and shoulders were measured on rendered athletes.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.values import Joint, PoseSeries, finite_xy

_UPRIGHT_TL = 0.6
"""How far the neck is above the hips at least."""
_LYING_TL = 1.0
"""How far the ankles are below the hips at most."""
_STRAIGHT_RATIO = 0.85
"""From neck to ankles, compared with the way along hips and knees, at least."""
_END_ON_TL = 1.0
"""A body that looks no longer than this points at the camera, and need not look straight."""
_SHOULDERS_TL = 0.7
_FOOT_TL = 0.48
"""From heel to big toe."""
_NOSE_TL = 0.3
"""How far the nose is ahead of the neck."""
_BODY_TL = 2.69
"""From neck to ankles: torso, thigh and shank."""

_BODY = (
    (Joint.NECK, Joint.NECK),
    (Joint.RIGHT_HIP, Joint.LEFT_HIP),
    (Joint.RIGHT_KNEE, Joint.LEFT_KNEE),
    (Joint.RIGHT_ANKLE, Joint.LEFT_ANKLE),
)
_BIG_TOES = (Joint.RIGHT_BIG_TOE, Joint.LEFT_BIG_TOE)
_HEELS = (Joint.RIGHT_HEEL, Joint.LEFT_HEEL)

_Points = NDArray[np.float64]


def picture_yaw_deg(reps: Sequence[PoseSeries]) -> float | None:
    """The camera's yaw by the picture of one person's ``reps`` from one view.

    0 is in front of the person (of who lies: ahead), 90 at the person's left, -90 at the right, 180
    behind. None for somebody who bends or lies otherwise, and where what tells it is not seen.
    """
    keypoints = np.concatenate([rep.keypoints for rep in reps])
    xy = finite_xy(keypoints) / body_size_px(keypoints)
    wide = (xy[:, Joint.LEFT_SHOULDER] - xy[:, Joint.RIGHT_SHOULDER]) / _SHOULDERS_TL
    yaw_deg = np.degrees(np.arctan2(-_ahead(xy), _median(wide[:, 0])))
    return float(yaw_deg) if np.isfinite(yaw_deg) else None


def _ahead(xy: _Points) -> float:
    """How far to the right of the picture what points ahead of the person lies, of its length."""
    neck, hips, knees, ankles = (_middle(xy, pair) for pair in _BODY)
    if _median(hips[:, 1] - neck[:, 1]) >= _UPRIGHT_TL:
        feet = _median((_middle(xy, _BIG_TOES) - _middle(xy, _HEELS))[:, 0]) / _FOOT_TL
        nose = _median(xy[:, Joint.NOSE, 0] - neck[:, 0]) / _NOSE_TL
        return feet if np.isfinite(feet) else nose
    way = _length(hips - neck) + _length(knees - hips) + _length(ankles - knees)
    is_straight = _length(ankles - neck) >= _STRAIGHT_RATIO * way
    if (is_straight or way <= _END_ON_TL) and _median(ankles[:, 1] - hips[:, 1]) <= _LYING_TL:
        return _median(neck[:, 0] - ankles[:, 0]) / _BODY_TL
    return np.nan


def _middle(xy: _Points, pair: tuple[Joint, Joint]) -> _Points:
    """(T, 2) between a right and a left joint: as feet point outward, their mean points ahead."""
    middle: _Points = xy[:, pair].mean(axis=1)
    return middle


def _length(way: _Points) -> float:
    return _median(np.hypot(way[:, 0], way[:, 1]))


def _median(values: _Points) -> float:
    seen = values[np.isfinite(values)]
    return float(np.median(seen)) if len(seen) else np.nan
