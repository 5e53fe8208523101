"""Separates what another body, stance or camera explains of a deviation from what remains."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body.normalisation import Coordinates
from spotter.movement.values import Joint

_START_PHASES = 4
_STANCE_SHARE = 0.5

_NOISE_TL = 0.1
_INDEPENDENT_SHARE = 1 / 12
"""Neighbouring phases deviate together: twelve count as one."""
_STANCE_TL = 0.1
_MOST_STANCE_TL = 0.25
"""A joint that deviates by more than this all the time is at fault, on any body."""
_USUAL = np.array([0.05, 0.05, 0.03, 0.1])
"""The usual size of each camera factor: width and height (ratios), tilt (radians), and rotation
(the apparent shift between the sides of the body, torso lengths)."""
_LONGER_LIMB_RATIO = 0.05
"""How much longer or shorter a bone usually is on another body; the usual size of a bone factor."""

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
"""Each bone: its end nearer to the hips, its other end, and all joints beyond it."""

_SIDE = np.array(
    [joint.name.startswith("LEFT") - float(joint.name.startswith("RIGHT")) for joint in Joint]
)


def without_start_offset(offset: Coordinates) -> Coordinates:
    """``offset`` (T, 25, 2) less half of its mean at the start: bodies differ, but stance matters.

    T is at least 1; the poses are in the order of time.
    """
    start: Coordinates = offset[:_START_PHASES].mean(axis=0)
    return offset - _STANCE_SHARE * start


@dataclass(frozen=True, slots=True, eq=False)
class _Ridge:
    """A prepared ridge regression of deviations on factors: (C, M) for C factors and M values."""

    factors: NDArray[np.float64]
    solution: NDArray[np.float64]
    stance_share: float

    @classmethod
    def of(cls, factors: NDArray[np.float64]) -> Self:
        """``factors`` is (C, T, J, 2): the camera's first, then the bones'."""
        count, phases = factors.shape[:2]
        precision = _INDEPENDENT_SHARE / _NOISE_TL**2
        share = phases * precision / (phases * precision + _STANCE_TL**-2)
        varying = (factors - share * factors.mean(axis=1, keepdims=True)).reshape(count, -1)
        flat = factors.reshape(count, -1)
        usual = np.concatenate([_USUAL, np.full(count - len(_USUAL), _LONGER_LIMB_RATIO)])
        normal = precision * flat @ varying.T + np.diag(usual**-2)
        return cls(flat, np.linalg.solve(normal, precision * varying), share)

    def residual(self, offset: Coordinates) -> Coordinates:
        """The part of ``offset`` (T, J, 2) that neither factors nor stance explain."""
        sizes = self.solution @ offset.ravel()
        left: Coordinates = offset - (sizes @ self.factors).reshape(offset.shape)
        stance_tl = self.stance_share * left.mean(axis=0)
        left -= np.clip(stance_tl, -_MOST_STANCE_TL, _MOST_STANCE_TL)
        return left


@dataclass(frozen=True, slots=True, eq=False)
class NuisanceFactors:
    """How another body, stance or camera would change a trajectory (T, 25, 2) of torso lengths."""

    expected: Coordinates
    known: NDArray[np.bool_]
    whole: _Ridge

    @classmethod
    def of(cls, expected: Coordinates) -> Self:
        """``expected`` shows at least one joint at all times; joints that it lacks are NaN."""
        known = np.isfinite(expected.sum(axis=(0, 2)))
        return cls(expected, known, _Ridge.of(_factors(expected)[:, :, known]))

    def unexplained(self, offset: Coordinates) -> Coordinates:
        """The part of ``offset`` that body, stance and camera do not explain.

        ``offset`` (T, 25, 2) is an attempt's difference from the trajectory, NaN at phases that it
        does not cover and for joints that it does not show; these stay NaN. A ridge regression
        explains a body that looks a little taller or wider (a camera some degrees further round
        makes the picture narrower), a tilted camera, the left side of the body shifted against the
        right (also a camera further round), longer or shorter bones, and a constant offset of each
        coordinate. Each factor has a usual size, beyond which it explains less and less.
        """
        finite = np.isfinite(offset.sum(axis=-1))
        there = finite.any(axis=1)
        shown = self.known & finite[there].all(axis=0)
        left = np.full_like(offset, np.nan)
        if not (there.any() and shown.any()):
            return left
        if there.all() and np.array_equal(shown, self.known):
            left[:, shown] = self.whole.residual(offset[:, shown])
            return left
        part = np.ix_(there, shown)
        factors = _factors(self.expected)[:, there][:, :, shown]
        left[part] = _Ridge.of(factors).residual(offset[part])
        return left


def _factors(expected: Coordinates) -> NDArray[np.float64]:
    """(C, T, 25, 2): how one unit of each factor changes each coordinate."""
    return np.concatenate([_of_camera(expected), _of_bones(expected)])


def _of_camera(expected: Coordinates) -> NDArray[np.float64]:
    """(4, T, 25, 2): how one unit of each camera factor changes each coordinate."""
    factors = np.zeros((len(_USUAL), *expected.shape))
    factors[0, ..., 0] = expected[..., 0]
    factors[1, ..., 1] = expected[..., 1]
    factors[2, ..., 0], factors[2, ..., 1] = -expected[..., 1], expected[..., 0]
    factors[3, ..., 0] = _SIDE
    return factors


def _of_bones(expected: Coordinates) -> NDArray[np.float64]:
    """(bones, T, 25, 2): how doubling a bone's length would move all joints beyond it."""
    factors = np.zeros((len(_BEYOND), *expected.shape))
    for place, (near, far, beyond) in enumerate(_BEYOND):
        bone = expected[:, far] - expected[:, near]
        factors[place][:, beyond] = np.nan_to_num(bone)[:, None]
    return factors
