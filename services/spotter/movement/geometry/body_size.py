"""The torso length: the project's unit, whichever way a body is turned and whatever is hidden.

A bone looks shorter the more it points at the camera, and never longer than it is. So a torso is at
least as long as it looks, and at least as long as that of somebody whose limbs are long would be:
each limb is divided by the length that it has in such a person. The largest of these bounds is the
torso length, but two kinds of limb have to agree on it where it is not the torso's own, for a
network may see one wrongly. Seen upright it is nearly always the torso's own, so that proportions
do not matter; of a push-up filmed from ahead it is that of shoulders and arms.

Lengths of limbs are those between joint centres of adults, of women and men the larger, and a tenth
more, since proportions differ by some 5 % (one standard deviation): P. de Leva, "Adjustments to
Zatsiorsky-Seluyanov's segment inertia parameters", Journal of Biomechanics 29 (9), 1996, table 4:
mid-shoulder to mid-hip 498 and 516 mm, upper arm 275 and 282, forearm 264 and 269, thigh 369 and
422, shank 432 and 434. The shoulders' breadth over the acromia, 416 mm in men of 1756 mm (Gordon et
al., "2012 Anthropometric Survey of U.S. Army Personnel", 2014), stands for that of the joints,
which lie a little further in.
"""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.poses import finite_xy
from spotter.movement.values.skeleton import Joint

_TORSO = (Joint.NECK, Joint.MID_HIP)
_SHOULDERS = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER)
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
"""How much longer the limbs of somebody with long limbs are."""
_NEAR, _FAR = np.array([(right, left) for right, left, _ in _LIMBS]).transpose(2, 0, 1)
_LONGEST_TL = np.array([1.0, *(_LONG_RATIO * length_tl for _, _, length_tl in _LIMBS[1:])])
_QUANTILE = 0.75
"""A limb that points at the camera now and then looks shorter then, so not the median."""


def body_size_px(keypoints: NDArray[np.floating]) -> float:
    """The torso length of the person in ``keypoints``, pixels; NaN when no limb is seen.

    ``keypoints`` is (T, 25, 2) or more of pixels, NaN where a joint is missing: the poses of a rep,
    of a recording, or a single one.

    >>> poses = np.full((1, 25, 2), np.nan)
    >>> poses[0, [Joint.NECK, Joint.MID_HIP]] = (320, 100), (320, 190)
    >>> body_size_px(poses)
    90.0
    """
    return size_px(size_by_limb_px(keypoints))


def size_by_limb_px(keypoints: NDArray[np.floating]) -> NDArray[np.float64]:
    """How long the torso is at least, by each kind of limb: the torso itself first.

    ``keypoints`` is (..., 25, 2) or more; returns (..., 6) pixels, by the longer of the right and
    the left limb, NaN where neither is seen. Joints in one place show no limb.
    """
    xy = finite_xy(keypoints)
    bones = xy[..., _NEAR, :] - xy[..., _FAR, :]
    longer = np.fmax.reduce(np.hypot(bones[..., 0], bones[..., 1]), axis=-1)
    sizes_px: NDArray[np.float64] = np.where(longer > 0, longer, np.nan) / _LONGEST_TL
    return sizes_px


def size_px(by_limb_px: NDArray[np.float64]) -> float:
    """The torso length of one person in (T, 6) sizes by limb, as :func:`size_by_limb_px` gives.

    Each kind of limb counts by the upper quartile over the poses that show it: the torso by itself,
    of the others the second longest, or the only one. NaN when no limb is seen.
    """
    seen = np.isfinite(by_limb_px).sum(axis=0)
    place = np.maximum(np.ceil(_QUANTILE * seen).astype(np.intp) - 1, 0)
    ordered = np.sort(by_limb_px, axis=0)  # NaN comes last
    usual = ordered[place, np.arange(len(place))] if len(ordered) else np.full(len(place), np.nan)
    others = np.sort(usual[1:][seen[1:] > 0])
    second = others[-2:][0] if len(others) else np.nan
    return float(np.fmax(usual[0], second))
