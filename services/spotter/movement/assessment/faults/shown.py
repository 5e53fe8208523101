"""Which horizontal directions a camera shows: ahead from the side, sideways from the front.

The camera's place around the person follows from the picture alone: the shoulders and the hips look
wide from the front, and the nose is ahead of the neck from the side. Arms overhead make shoulders
look narrow, so that no single one of the three decides.
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from spotter.movement.assessment.faults.body_parts import MIDDLE
from spotter.movement.fitting import ReferenceModel
from spotter.movement.geometry import Coordinates
from spotter.movement.values import Direction, Joint

_WIDTH_TL = 0.72
"""Shoulders' and hips' width from the front, as the sides of a right angle: their hypotenuse."""
_AHEAD_TL = 0.3
"""How far the nose is ahead of the neck from the side."""
_FRONT_DEG = 40.0
_SIDE_DEG = 55.0
_WIDE = 0.75
"""Without a nose: as wide as this, compared with the front, is seen from the front."""
_BESIDE_TL = 0.1
"""A joint this near to the middle of the body is neither left nor right of it."""
_VERTICAL = {Direction.HIGHER: 1.0, Direction.LOWER: -1.0}
_AHEAD = {Direction.FORWARD: 1.0, Direction.BACKWARD: -1.0}
_OUT = {Direction.OUTWARD: 1.0, Direction.INWARD: -1.0}
_LEFT = {Direction.LEFT: 1.0, Direction.RIGHT: -1.0}
_ACROSS = (*_AHEAD, *_OUT, *_LEFT)

ACROSS, UP = 0, 1


class Horizontal(Enum):
    """What the picture's horizontal axis means to the person."""

    AHEAD = "ahead and back"
    SIDEWAYS = "left and right"
    MIXED = "both at once: nothing can be told"


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """The directions that the pictures of a rep and of its reference show."""

    horizontal: Horizontal
    expected: ReferenceModel

    @classmethod
    def of(cls, trajectory: Coordinates, expected: ReferenceModel) -> "Shown":
        """For a rep's ``trajectory`` (T, 25, 2), oriented like its reference.

        The reference decides, since a head may be where it should not; a rep seen from the front
        and a reference from the side show nothing horizontal in common.
        """
        rep, reference = horizontal_of(trajectory), horizontal_of(expected.trajectory)
        is_alike = rep in (reference, Horizontal.MIXED)
        return cls(reference if is_alike else Horizontal.MIXED, expected)

    def toward(self, direction: Direction, joint: Joint) -> tuple[int, NDArray[np.float64]]:
        """The picture's axis for a direction, and its sign at each phase, (60,).

        It is 0 where the picture does not show that direction of the joint.
        """
        trajectory = self.expected.trajectory
        nothing, seen_from = np.zeros(len(trajectory)), self.expected.seen_from
        if direction in _VERTICAL:
            return UP, nothing + _VERTICAL[direction]
        if direction in _AHEAD:
            is_shown = self.horizontal is Horizontal.AHEAD
            facing = 1.0 if seen_from.faces_right else -1.0
            return ACROSS, nothing + is_shown * facing * _AHEAD[direction]
        if self.horizontal is not Horizontal.SIDEWAYS:
            return ACROSS, nothing
        from_middle_tl = trajectory[:, joint, ACROSS] - trajectory[:, Joint.MID_HIP, ACROSS]
        is_beside = (joint not in MIDDLE) & (np.abs(from_middle_tl) >= _BESIDE_TL)
        if direction in _OUT:
            return ACROSS, np.where(is_beside, np.sign(from_middle_tl) * _OUT[direction], 0.0)
        facing = 1.0 if seen_from.width_tl > 0 else -1.0
        return ACROSS, np.where(is_beside, 0.0, facing * _LEFT[direction])

    def direction(
        self, joint: Joint, axis: int, phase_index: int, offset_tl: float
    ) -> Direction | None:
        """Where a joint that is off by ``offset_tl`` is; None if the picture does not show it."""
        possible = _VERTICAL if axis == UP else _ACROSS
        for direction in possible:
            _, signs = self.toward(direction, joint)
            if signs[phase_index] * offset_tl > 0:
                return direction
        return None


def horizontal_of(trajectory: Coordinates) -> Horizontal:
    """What the horizontal axis of a trajectory (T, 25, 2) shows."""
    shoulders_tl = _apart(trajectory, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)
    hips_tl = _apart(trajectory, Joint.LEFT_HIP, Joint.RIGHT_HIP)
    wide = float(np.hypot(*np.nan_to_num((shoulders_tl, hips_tl)))) / _WIDTH_TL
    ahead = _apart(trajectory, Joint.NOSE, Joint.NECK) / _AHEAD_TL
    if np.isnan(ahead):
        return Horizontal.SIDEWAYS if wide >= _WIDE else Horizontal.MIXED
    round_deg = float(np.degrees(np.arctan2(ahead, wide)))
    if round_deg <= _FRONT_DEG and wide > 0:
        return Horizontal.SIDEWAYS
    return Horizontal.AHEAD if round_deg >= _SIDE_DEG else Horizontal.MIXED


def _apart(trajectory: Coordinates, one: Joint, other: Joint) -> float:
    """The median horizontal distance of two joints, torso lengths; NaN if they are not seen."""
    apart_tl = trajectory[:, one, ACROSS] - trajectory[:, other, ACROSS]
    seen = apart_tl[np.isfinite(apart_tl)]
    return abs(float(np.median(seen))) if len(seen) else np.nan
