"""What of a deviation another body, stance or camera explains, and what is left."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from movement.normalise import Coordinates
from movement.skeleton import Joint

_START_PHASES = 4
_STANCE_SHARE = 0.5

_NOISE_TL = 0.1
_INDEPENDENT_SHARE = 1 / 12
"""Phases next to each other deviate together: twelve count as one."""
_STANCE_TL = 0.1
_MOST_STANCE_TL = 0.25
"""A joint that is out by more than this all the time is at fault, whoever's it is."""
_USUAL = np.array([0.05, 0.05, 0.03, 0.1])
"""How large each cause usually is: wider and taller by a ratio, tilted by radians, turned by torso
lengths that the sides of the body seem to shift."""
_LONGER_LIMB_RATIO = 0.05
"""How much longer or shorter a bone usually is on another body."""

_LIMBS = (
    (Joint.MID_HIP, Joint.NECK, Joint.NOSE),
    (Joint.NECK, Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    (Joint.NECK, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    (Joint.MID_HIP, Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
    (Joint.MID_HIP, Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
)
_ABOVE_NECK = [joint for limb in _LIMBS[1:3] for joint in limb[1:]]
_BEYOND = [
    (near, far, [*limb[place + 1 :], *(_ABOVE_NECK if far is Joint.NECK else [])])
    for limb in _LIMBS
    for place, (near, far) in enumerate(pairwise(limb))
]
"""Each bone: its end nearer to the hips, its other end, and all joints that it carries."""

_SIDE = np.array(
    [joint.name.startswith("LEFT") - float(joint.name.startswith("RIGHT")) for joint in Joint]
)


def from_start(offset: Coordinates) -> Coordinates:
    """``offset`` (T, 25, 2) without half of what it is at the start: bodies differ, stances matter.

    T is at least 1, and the first poses are those that were seen first.
    """
    start: Coordinates = offset[:_START_PHASES].mean(axis=0)
    return offset - _STANCE_SHARE * start


def unexplained(offset: Coordinates, expected: Coordinates) -> Coordinates:
    """What is left of ``offset`` when body, stance and camera have explained what they can.

    ``offset`` and ``expected``, the course it is from, are (T, 25, 2) torso lengths. A ridge
    regression explains: a little taller or wider (a camera turned by some degrees makes the picture
    narrower), a tilted camera, the left side of the body shifted against the right (turned again),
    longer or shorter bones, and each coordinate out by the same all the time. Each has a usual
    size, beyond which it explains less and less. Joints that are NaN stay so.
    """
    seen = np.isfinite(offset).all(axis=(0, 2)) & np.isfinite(expected).all(axis=(0, 2))
    left = np.full_like(offset, np.nan)
    if seen.any():
        causes = np.concatenate([_of_camera(expected), _of_bones(expected)])[:, :, seen]
        left[:, seen] = _left_over(offset[:, seen], causes)
    return left


def _left_over(offset: Coordinates, causes: NDArray[np.float64]) -> Coordinates:
    precision = _INDEPENDENT_SHARE / _NOISE_TL**2
    share = len(offset) * precision / (len(offset) * precision + _STANCE_TL**-2)
    varying = (causes - share * causes.mean(axis=1, keepdims=True)).reshape(len(causes), -1)
    flat = causes.reshape(len(causes), -1)
    usual = np.concatenate([_USUAL, np.full(len(causes) - len(_USUAL), _LONGER_LIMB_RATIO)])
    sizes = np.linalg.solve(
        precision * flat @ varying.T + np.diag(usual**-2), precision * varying @ offset.ravel()
    )
    left: Coordinates = offset - (sizes @ flat).reshape(offset.shape)
    left -= np.clip(share * left.mean(axis=0), -_MOST_STANCE_TL, _MOST_STANCE_TL)
    return left


def _of_camera(expected: Coordinates) -> NDArray[np.float64]:
    """(4, T, 25, 2) what a unit of each cause does to each coordinate."""
    causes = np.zeros((len(_USUAL), *expected.shape))
    causes[0, ..., 0] = expected[..., 0]
    causes[1, ..., 1] = expected[..., 1]
    causes[2, ..., 0], causes[2, ..., 1] = -expected[..., 1], expected[..., 0]
    causes[3, ..., 0] = _SIDE
    return causes


def _of_bones(expected: Coordinates) -> NDArray[np.float64]:
    """(bones, T, 25, 2) how each bone, were it twice as long, would move all beyond it."""
    causes = np.zeros((len(_BEYOND), *expected.shape))
    for place, (near, far, beyond) in enumerate(_BEYOND):
        bone = expected[:, far] - expected[:, near]
        causes[place][:, beyond] = np.nan_to_num(bone)[:, None]
    return causes
