"""Joints out of place: the largest lasting deviation of each joint and axis."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from spotter.movement.assessment.faults.compared import Compared, lasting
from spotter.movement.assessment.faults.finding import Finding
from spotter.movement.assessment.faults.shown import ACROSS, UP, Horizontal
from spotter.movement.geometry import SCORED_JOINTS
from spotter.movement.values import MIRROR, FaultCode, Joint

_ANY = 1e-9
_WORTH_RATIO, _WORTH_SHARE = 1.2, 0.5
"""Smaller ones, absolutely and compared with the largest, are neither named nor the other side."""
_MOVES_TL = 0.2
_OVERSHOOTS_WEIGHT = 0.8
"""A joint that goes farther along its own way is less often what is wrong."""
_SAME_RATIO = 0.85
"""Joints that deviate at least this much, compared with the worst, share its fault."""
_OTHER_SIDE_RATIO = 0.6


def joints_out_of_place(compared: Compared) -> list[Finding]:
    """A finding for each joint, axis and direction that deviates for a while and could matter."""
    ratio = compared.offset_tl / compared.allowance
    signed = (ratio, -ratio)
    largest = [np.fmax.reduce(lasting(one), axis=0) for one in signed]
    axes = (UP,) if compared.shown.horizontal is Horizontal.MIXED else (ACROSS, UP)
    worst = float(np.fmax.reduce([one[:, axes] for one in largest], axis=None))
    worth = min(_WORTH_RATIO, _WORTH_SHARE * worst)
    found = [
        _finding(compared, joint, axis, one[:, joint, axis])
        for joint in SCORED_JOINTS
        for axis in axes
        for one, size in zip(signed, largest, strict=True)
        if size[joint, axis] >= max(worth, _ANY)
    ]
    return [one for one in found if one is not None]


def _finding(
    compared: Compared, joint: Joint, axis: int, ratio: NDArray[np.float64]
) -> Finding | None:
    one = compared.finding(FaultCode.OUT_OF_PLACE, joint, axis, ratio, least=_ANY)
    if one is None:
        return None
    way_tl = float(compared.way_tl(joint, axis)[one.phase_index])
    moves = abs(way_tl) >= compared.expected.scale * _MOVES_TL
    overshoots = moves and way_tl * one.offset_tl > 0
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
