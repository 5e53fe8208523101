"""A body's size and proportions in the picture, even with missing joints."""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.values import BONES, Joint

Floats = NDArray[np.float64]

_LIMBS = tuple(
    bone
    for bone in BONES
    if any(part in joint.name for part in ("ELBOW", "KNEE") for joint in bone)
)
_NEAR, _FAR = np.array(
    [(Joint.NECK, Joint.MID_HIP), (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER), *_LIMBS]
).T
_TORSOS_PER_BOX = 4.0


def size_px(xy: Floats) -> float:
    """The torso length that this one pose shows, or a quarter of the body's box if that is more.

    If limbs are hidden the box is all there is, and in a single pose every limb may point at the
    camera. ``xy`` is (25, 2), NaN for missing joints, with at least one joint.
    """
    box = np.fmax.reduce(xy) - np.fmin.reduce(xy)
    return float(np.fmax(body_size_px(xy[np.newaxis]), box.max() / _TORSOS_PER_BOX))


def lengths_px(xy: Floats) -> Floats:
    """(..., 10) the lengths of torso, shoulders and limbs of ``xy`` (..., 25, 2)."""
    bones = xy[..., _NEAR, :] - xy[..., _FAR, :]
    lengths: Floats = np.hypot(bones[..., 0], bones[..., 1])
    return lengths


def size_ratios(longest_px: Floats, lengths_px: Floats) -> Floats:
    """(N, M) how much larger M bodies look than N bodies of known ``longest_px`` (N, 10) lengths.

    ``lengths_px`` is (M, 10). A bone that points at the camera looks short, never long, so the
    upper quartile of the ratios counts; the very largest may come from joints that leapt. 1 if no
    bone can be compared.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = lengths_px[None] / longest_px[:, None]
    ratios = np.sort(np.where(np.isfinite(ratios), ratios, np.nan), axis=-1)  # NaN comes last
    known = np.isfinite(ratios).sum(axis=-1, keepdims=True)
    upper = np.take_along_axis(ratios, np.maximum(3 * known - 1, 0) // 4, axis=-1)[..., 0]
    return np.where(upper > 0, upper, 1.0)
