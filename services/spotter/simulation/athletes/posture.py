"""Computes the 25 joints from hips, limbs and angles, with bones of constant length.

The room is right-handed and in metres: x forward, the way the person faces; y to the person's left;
z up, 0 on the floor. A pair of limbs is (T, 2, 3), left before right.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.skeleton import JOINT_COUNT, Joint
from spotter.simulation.athletes.body import Body

Array = NDArray[np.float64]

OUTWARD: Array = np.array([[0.0, 1.0, 0.0], [0.0, -1.0, 0.0]])
"""(2, 3) directions away from the middle of the body."""

# Forward, left and up from the neck, in body heights, with the head upright.
_FACE = {
    Joint.NOSE: (0.074, 0.0, 0.106),
    Joint.RIGHT_EYE: (0.060, -0.019, 0.122),
    Joint.LEFT_EYE: (0.060, 0.019, 0.122),
    Joint.RIGHT_EAR: (0.006, -0.045, 0.114),
    Joint.LEFT_EAR: (0.006, 0.045, 0.114),
}
# Forward, outward and up from the ankle, in body heights, with the foot flat.
_FOOT = {
    "BIG_TOE": (0.105, -0.012, -0.029),
    "SMALL_TOE": (0.090, 0.024, -0.029),
    "HEEL": (-0.032, 0.0, -0.029),
}


class Limbs(NamedTuple):
    """A pair of arms or legs: (T, 2, 3) elbows or knees, and (T, 2, 3) wrists or ankles."""

    middles: Array
    ends: Array


@dataclass(frozen=True, slots=True, eq=False)
class Trunk:
    """Mid-hip (T, 3) and the trunk's forward lean (T,) in degrees, 0 upright."""

    body: Body
    hips: Array
    lean_deg: Array

    @property
    def neck(self) -> Array:
        """(T, 3)."""
        return self.hips + self.body.torso_m * leaning(self.lean_deg)

    @property
    def shoulders(self) -> Array:
        """(T, 2, 3)."""
        return self.neck[:, None] + self.body.half_shoulders_m * OUTWARD

    @property
    def hip_joints(self) -> Array:
        """(T, 2, 3)."""
        return self.hips[:, None] + self.body.half_hips_m * OUTWARD


def leaning(angle_deg: Array) -> Array:
    """(..., 3) the upward direction, tilted forward by ``angle_deg`` (...,)."""
    angle = np.radians(angle_deg)
    return np.stack([np.sin(angle), np.zeros_like(angle), np.cos(angle)], axis=-1)


def swung(forward_deg: Array, outward_deg: Array | float = 0.0) -> Array:
    """(T, 2, 3) directions of a pair of limbs that hang straight down at 0 degrees.

    ``forward_deg`` (T, 2) swings them to the front, then ``outward_deg`` to the sides.
    """
    forward, outward = np.broadcast_arrays(np.radians(forward_deg), np.radians(outward_deg))
    side = np.sin(outward) * OUTWARD[:, 1]
    reach = np.cos(outward)
    return np.stack([reach * np.sin(forward), side, -reach * np.cos(forward)], axis=-1)


def two_bones(roots: Array, targets: Array, poles: Array, lengths_m: tuple[float, float]) -> Limbs:
    """Bend a limb of two bones so that it ends at ``targets`` with its middle towards ``poles``.

    All are (..., 3). If a target is out of reach, the limb extends towards it as far as it can.
    """
    first, second = lengths_m
    span = targets - roots
    distance = np.linalg.norm(span, axis=-1, keepdims=True)
    reach = np.clip(distance, abs(first - second) + 1e-6, first + second - 1e-9)
    direction = span / np.maximum(distance, 1e-12)
    along = (first**2 - second**2 + reach**2) / (2 * reach)
    aside = np.sqrt(np.maximum(first**2 - along**2, 0))
    pole = poles - np.sum(poles * direction, axis=-1, keepdims=True) * direction
    pole = pole / np.maximum(np.linalg.norm(pole, axis=-1, keepdims=True), 1e-12)
    return Limbs(roots + along * direction + aside * pole, roots + reach * direction)


def arms_to(trunk: Trunk, wrists: Array, elbow_poles: Array) -> Limbs:
    """Arms that reach for ``wrists`` (T, 2, 3)."""
    lengths = (trunk.body.upper_arm_m, trunk.body.forearm_m)
    return two_bones(trunk.shoulders, wrists, elbow_poles, lengths)


def arms_along(trunk: Trunk, upper_arms: Array, forearms: Array) -> Limbs:
    """Arms whose bones point along two (T, 2, 3) unit directions."""
    elbows = trunk.shoulders + trunk.body.upper_arm_m * upper_arms
    return Limbs(elbows, elbows + trunk.body.forearm_m * forearms)


def legs_to(trunk: Trunk, ankles: Array, knee_poles: Array) -> Limbs:
    """Legs that stand on ``ankles`` (T, 2, 3)."""
    lengths = (trunk.body.thigh_m, trunk.body.shank_m)
    return two_bones(trunk.hip_joints, ankles, knee_poles, lengths)


@dataclass(frozen=True, slots=True, eq=False)
class Posture:
    """Everything that determines where the joints are.

    ``head_deg`` (T,) is the head's forward tilt in the room; ``toes_out_deg`` (2,) turns the feet
    and ``heels_up_deg`` (T, 2) lifts their heels.
    """

    trunk: Trunk
    arms: Limbs
    legs: Limbs
    head_deg: Array
    toes_out_deg: Array
    heels_up_deg: Array

    def joints(self) -> Array:
        """(T, 25, 3) metres, BODY_25 order."""
        trunk = self.trunk
        joints = np.empty((len(trunk.hips), JOINT_COUNT, 3))
        joints[:, Joint.MID_HIP] = trunk.hips
        joints[:, Joint.NECK] = trunk.neck
        for joint, offset in _FACE.items():
            joints[:, joint] = trunk.neck + self._turned_head(offset)
        for side, name in enumerate(("LEFT", "RIGHT")):
            joints[:, Joint[f"{name}_SHOULDER"]] = trunk.shoulders[:, side]
            joints[:, Joint[f"{name}_ELBOW"]] = self.arms.middles[:, side]
            joints[:, Joint[f"{name}_WRIST"]] = self.arms.ends[:, side]
            joints[:, Joint[f"{name}_HIP"]] = trunk.hip_joints[:, side]
            joints[:, Joint[f"{name}_KNEE"]] = self.legs.middles[:, side]
            joints[:, Joint[f"{name}_ANKLE"]] = self.legs.ends[:, side]
            for part, offset in _FOOT.items():
                turned = self.legs.ends[:, side] + self._turned_foot(side, offset)
                joints[:, Joint[f"{name}_{part}"]] = turned
        return joints

    def _turned_head(self, offset: tuple[float, float, float]) -> Array:
        forward, left, up = np.multiply(offset, self.trunk.body.height_m)
        ahead = leaning(self.head_deg + 90)
        turned: Array = forward * ahead + left * OUTWARD[0] + up * leaning(self.head_deg)
        return turned

    def _turned_foot(self, side: int, offset: tuple[float, float, float]) -> Array:
        forward, outward, up = np.multiply(offset, self.trunk.body.height_m)
        ahead, aside, above = foot_axes(side, self.toes_out_deg[side], self.heels_up_deg[:, side])
        turned: Array = forward * ahead + outward * aside + up * above
        return turned


def foot_axes(side: int, toes_out_deg: float, heel_up_deg: Array) -> tuple[Array, Array, Array]:
    """The foot's forward (T, 3), outward (3,) and upward (T, 3) directions."""
    turn = np.radians(toes_out_deg)
    sign = OUTWARD[side, 1]
    level = np.array([np.cos(turn), sign * np.sin(turn), 0.0])
    aside = np.array([-np.sin(turn), sign * np.cos(turn), 0.0])
    lift = np.radians(heel_up_deg)[:, None]
    upright = np.array([0.0, 0.0, 1.0])
    return (
        np.cos(lift) * level - np.sin(lift) * upright,
        aside,
        np.sin(lift) * level + np.cos(lift) * upright,
    )


def ankle_over_toe(body: Body, side: int, toes_out_deg: float, heel_up_deg: Array) -> Array:
    """(T, 3) from the big toe, which stays on the floor, to the ankle while the heel rises."""
    forward, outward, up = np.multiply(_FOOT["BIG_TOE"], body.height_m)
    ahead, aside, above = foot_axes(side, toes_out_deg, heel_up_deg)
    offset: Array = -(forward * ahead + outward * aside + up * above)
    return offset
