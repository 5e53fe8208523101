"""Joints out of place: the largest lasting deviation of each joint and axis."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from spotter.movement.assessment.faults.compared import Compared
from spotter.movement.assessment.faults.finding import Finding
from spotter.movement.assessment.faults.shown import ACROSS, UP
from spotter.movement.geometry import SCORED_JOINTS
from spotter.movement.values import MIRROR, FaultCode, Joint

_ANY = 1e-9
_MOVES_TL = 0.2
_OVERSHOOTS_WEIGHT = 0.8
"""A joint that goes farther along its own way is less often what is wrong."""
_SAME_RATIO = 0.85
"""Joints that deviate at least this much, compared with the worst, share its fault."""
_OTHER_SIDE_RATIO = 0.6


def joints_out_of_place(compared: Compared) -> list[Finding]:
    """A finding for each joint, axis and direction that deviates for a while, however little."""
    found = []
    for joint in SCORED_JOINTS:
        for axis in (ACROSS, UP):
            ratio = compared.offset_tl[:, joint, axis] / compared.expected.allowance[:, joint, axis]
            if not np.isfinite(ratio).any():
                continue
            found += [_finding(compared, joint, axis, signed) for signed in (ratio, -ratio)]
    return [one for one in found if one is not None]


def _finding(
    compared: Compared, joint: Joint, axis: int, ratio: NDArray[np.float64]
) -> Finding | None:
    one = compared.finding(FaultCode.OUT_OF_PLACE, joint, axis, ratio, least=_ANY)
    if one is None:
        return None
    way_tl = float(compared.way_tl(joint, axis)[one.phase_index])
    overshoots = abs(way_tl) >= _MOVES_TL and way_tl * one.offset_tl > 0
    return replace(one, weight=_OVERSHOOTS_WEIGHT) if overshoots else one


def most_central(joints: list[Finding], worst: Finding) -> Finding:
    """Of the joints that share the deviation of ``worst``, the one nearest to the middle."""
    alike = (
        one
        for one in joints
        if one.direction is worst.direction
        and one.importance >= _SAME_RATIO * worst.importance
        and abs(one.offset_tl) >= _SAME_RATIO * abs(worst.offset_tl)
    )
    return min(alike, key=lambda one: SCORED_JOINTS.index(one.joint))


def is_on_both_sides(joints: list[Finding], one: Finding) -> bool:
    """Whether the same joint on the other side deviates likewise."""
    other_side = Joint(int(MIRROR[one.joint]))
    return other_side is not one.joint and any(
        other.joint is other_side
        and other.direction is one.direction
        and other.ratio >= _OTHER_SIDE_RATIO * one.ratio
        for other in joints
    )
