"""The torso length: Spotter's unit of length, for any posture and view, even with hidden joints.

A bone looks shorter the more it points at the camera, and never longer than it is. So the torso is
at least as long as it looks. Each limb gives a lower bound too: its apparent length divided by its
length, in torso lengths, in somebody with long limbs. The torso length is the largest of these
bounds; where that is not the torso's own, two kinds of limb must agree on it, for a network may see
one wrongly. For an upright body it is nearly always the torso's own, so proportions do not matter;
for a push-up filmed from ahead it comes from shoulders and arms.

Limb lengths are those between the joint centres of adults, the larger of women's and men's, plus a
tenth, since proportions differ by some 5 % (one standard deviation): P. de Leva, "Adjustments to
Zatsiorsky-Seluyanov's segment inertia parameters", Journal of Biomechanics 29 (9), 1996, table 4:
mid-shoulder to mid-hip 498 and 516 mm, upper arm 275 and 282, forearm 264 and 269, thigh 369 and
422, shank 432 and 434. The shoulders' breadth over the acromia, 416 mm in men of 1756 mm (Gordon et
al., "2012 Anthropometric Survey of U.S. Army Personnel", 2014), stands for that of the joints,
which lie a little further in.
"""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values import Joint
from spotter.movement.values.body.poses import finite_xy

_TORSO = (Joint.NECK, Joint.MID_HIP)
_SHOULDERS = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER)
_HIPS = (Joint.RIGHT_HIP, Joint.LEFT_HIP)
_LIMBS = (
    (_TORSO, _TORSO, 1.0),
    (_SHOULDERS, _SHOULDERS, 0.8),
    ((Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW), (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW), 0.55),
    ((Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST), (Joint.LEFT_ELBOW, Joint.LEFT_WRIST), 0.53),
    ((Joint.RIGHT_HIP, Joint.RIGHT_KNEE), (Joint.LEFT_HIP, Joint.LEFT_KNEE), 0.82),
    ((Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE), (Joint.LEFT_KNEE, Joint.LEFT_ANKLE), 0.87),
)
"""A kind of limb: the joints of its right and its left one, and its length in torso lengths."""
LIMB_COUNT = len(_LIMBS)
_LONG_RATIO = 1.1
"""How much longer than the mean somebody's limbs may be."""
_NEAR, _FAR = np.array([(right, left) for right, left, _ in _LIMBS]).transpose(2, 0, 1)
_LONGEST_TL = np.array([1.0, *(_LONG_RATIO * length_tl for _, _, length_tl in _LIMBS[1:])])
_QUANTILE = 0.75
"""Above the median, because a limb looks shorter whenever it points at the camera."""


def body_size_px(keypoints: NDArray[np.floating]) -> float:
    """The torso length of the person in ``keypoints``, pixels; NaN when no limb is seen.

    ``keypoints`` is (T, 25, 2 or more) in pixels, NaN where a joint is missing: the poses of a rep,
    of a recording, or a single one.

    >>> poses = np.full((1, 25, 2), np.nan)
    >>> poses[0, [Joint.NECK, Joint.MID_HIP]] = (320, 100), (320, 190)
    >>> body_size_px(poses)
    90.0
    """
    return size_px(size_by_limb_px(keypoints))


def size_by_limb_px(keypoints: NDArray[np.floating]) -> NDArray[np.float64]:
    """The lower bound of the torso length from each kind of limb, the torso itself first.

    ``keypoints`` is (..., 25, 2 or more). Returns (..., 6) pixels, from the longer of the right and
    the left limb, NaN where neither is seen. A limb whose joints coincide counts as unseen. Where
    neck or mid-hip is missing, shoulders and hips show the torso.
    """
    xy = finite_xy(keypoints)
    bones = xy[..., _NEAR, :] - xy[..., _FAR, :]
    longer = np.fmax.reduce(np.hypot(bones[..., 0], bones[..., 1]), axis=-1)
    if not np.isfinite(longer[..., 0]).all():
        longer[..., 0] = np.where(np.isfinite(longer[..., 0]), longer[..., 0], _torso_px(xy))
    sizes_px: NDArray[np.float64] = np.where(longer > 0, longer, np.nan) / _LONGEST_TL
    return sizes_px


def _torso_px(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """(...) the torso of (..., 25, 2) pixels if neck or mid-hip is missing: both sides' middle.

    If one side is missing too, it is the shortest way from shoulders or neck to the hips: the
    others lead across the body.
    """
    upper, lower = (_ends(xy, *ends) for ends in zip(_TORSO, (_SHOULDERS, _HIPS), strict=True))
    ways = upper[..., :, None, :] - lower[..., None, :, :]
    lengths_px = np.hypot(ways[..., 0], ways[..., 1])
    shortest_px = np.fmin.reduce(lengths_px, axis=(-2, -1))
    middle_px: NDArray[np.float64] = lengths_px[..., 0, 0]
    return np.where(np.isfinite(middle_px), middle_px, shortest_px)


def _ends(
    xy: NDArray[np.float64], middle: Joint, sides: tuple[Joint, Joint]
) -> NDArray[np.float64]:
    """(..., 3, 2) where the torso may end: in the middle, at its right and at its left."""
    known, both = xy[..., [middle], :], xy[..., sides, :]
    instead = both.mean(axis=-2, keepdims=True)
    is_known = np.isfinite(known).all(axis=-1, keepdims=True)
    return np.concatenate([np.where(is_known, known, instead), both], axis=-2)


def size_px(by_limb_px: NDArray[np.float64]) -> float:
    """The torso length of one person from the (T, 6) bounds of :func:`size_by_limb_px`.

    Each kind of limb counts by its upper quartile over the poses that show it. The result is the
    torso's own, or the second largest of the others (or the only one) if that is more. NaN when no
    limb is seen.
    """
    seen = np.isfinite(by_limb_px).sum(axis=0)
    place = np.maximum(np.ceil(_QUANTILE * seen).astype(np.intp) - 1, 0)
    ordered = np.sort(by_limb_px, axis=0)  # NaN comes last
    usual = ordered[place, np.arange(len(place))] if len(ordered) else np.full(len(place), np.nan)
    others = np.sort(usual[1:][seen[1:] > 0])
    second = others[-2:][0] if len(others) else np.nan
    return float(np.fmax(usual[0], second))
