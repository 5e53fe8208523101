"""How large a person is in the picture, from whichever limbs do not point at the camera."""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.poses import Keypoints
from spotter.movement.values.skeleton import Joint

_LIMBS = (
    (Joint.NECK, Joint.MID_HIP, 1.0),
    (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER, 0.66),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, 0.56),
    (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, 0.56),
    (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, 0.5),
    (Joint.LEFT_ELBOW, Joint.LEFT_WRIST, 0.5),
    (Joint.RIGHT_HIP, Joint.RIGHT_KNEE, 0.8),
    (Joint.LEFT_HIP, Joint.LEFT_KNEE, 0.8),
    (Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE, 0.78),
    (Joint.LEFT_KNEE, Joint.LEFT_ANKLE, 0.78),
)
"""Two joints and how far they are apart in a grown person, in torso lengths."""
LIMB_COUNT = len(_LIMBS)
_FROM, _TO = ([int(limb[end]) for limb in _LIMBS] for end in (0, 1))
_LENGTH_TL = np.array([length_tl for _, _, length_tl in _LIMBS])
_QUANTILE = 0.75
"""A limb that points at the camera now and then looks shorter then, so not the median."""


def size_by_limb_px(keypoints: Keypoints) -> NDArray[np.float64]:
    """The torso length that each limb's length stands for.

    ``keypoints`` is (..., 25, 3); returns (..., 10) pixels, NaN for a limb that is not seen.
    """
    xy = keypoints[..., :2].astype(np.float64)
    gaps = xy[..., _FROM, :] - xy[..., _TO, :]
    sizes_px: NDArray[np.float64] = np.hypot(gaps[..., 0], gaps[..., 1]) / _LENGTH_TL
    return sizes_px


def size_px(by_limb_px: NDArray[np.float64]) -> float:
    """The torso length of one person in (T, 10) sizes by limb; NaN when no limb is seen.

    From ahead, above or the side different limbs point at the camera and look short, so the
    largest would be the one to trust; the second largest is, for one limb may be seen wrongly.
    """
    ordered = np.sort(by_limb_px, axis=0)
    seen = np.isfinite(by_limb_px).sum(axis=0)
    place = np.maximum(np.ceil(_QUANTILE * seen).astype(int) - 1, 0)
    usual = np.sort(ordered[place, np.arange(len(place))])
    usual = usual[usual > 0]
    return float(usual[-2:][0]) if len(usual) else np.nan


def body_size_px(keypoints: Keypoints) -> float:
    """The torso length, in pixels, of the person in (T, 25, 3) keypoints; NaN if none is seen."""
    return size_px(size_by_limb_px(keypoints))
