"""Movements that stop short or go too far, and sides that lag.

Only the measured joint (see :class:`MotionRange`: of those that go far, the one nearest to the
middle of the body) says so, only where its range differs from the reference's by a tenth, along its
way and along the axis that is named, and only if it is off at the turn by more than the allowance.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from spotter.movement.assessment.faults.body_parts import HIPS, Posture, posture_of
from spotter.movement.assessment.faults.compared import Compared
from spotter.movement.assessment.faults.finding import Finding
from spotter.movement.assessment.faults.shown import ACROSS, UP
from spotter.movement.geometry import PHASES, SCORED_JOINTS
from spotter.movement.values import (
    MIRROR,
    Direction,
    FaultCode,
    Joint,
    Measures,
    MotionRange,
    Symmetry,
)

_SHORT_RATIO = 0.9
_TURN_PHASES = round(0.15 * PHASES)
"""The turn lasts this many phases before and after the farthest one."""
_STOPS_SHORT_WEIGHT = 1.8
"""Stopping short affects the whole body, so it comes before most else."""
_GOES_TOO_FAR_WEIGHT = 1.4
_UNEVEN_RATIO = 0.8
_LATER_S = 0.15
_MOVES_TL = 0.2
"""How far a joint goes along an axis to be named by it, in a large movement."""


def range_faults(compared: Compared, measures: Measures) -> Iterator[Finding]:
    """That the movement stops short or goes too far, or that one side lags.

    The sides in ``measures`` are those of the reference.
    """
    side = _lagging_side(measures.symmetry)
    if side:
        yield from _side_lags(compared, side)
    found = measures.motion_range
    if found is None:
        return
    if found.ratio < _SHORT_RATIO and not side:
        yield from _stops_short(compared, found)
    elif found.ratio > 1 / _SHORT_RATIO:
        code = FaultCode.GOES_TOO_FAR
        yield from _at_turn(compared, found, code, sense=1.0, weight=_GOES_TOO_FAR_WEIGHT)


def _stops_short(compared: Compared, found: MotionRange) -> Iterator[Finding]:
    code = FaultCode.STOPS_SHORT
    for one in _at_turn(compared, found, code, sense=-1.0, weight=_STOPS_SHORT_WEIGHT):
        is_squat = found.joint in HIPS and posture_of(compared.expected) is Posture.SQUATTING
        if compared.range_ratio(one.joint, one.axis) < _SHORT_RATIO:
            sits = is_squat and one.direction is Direction.HIGHER
            yield replace(one, code=FaultCode.SITS_TOO_HIGH) if sits else one


def _at_turn(
    compared: Compared, found: MotionRange, code: FaultCode, *, sense: float, weight: float
) -> Iterator[Finding]:
    """The measured joint at the turn, off along its way (``sense`` 1) or against it (-1)."""
    ratios = {
        axis: _ratio_at_turn(compared, found, axis, sense)
        for axis in (UP, ACROSS)
        if np.abs(compared.way_tl(found.joint, axis)).max() >= compared.expected.scale * _MOVES_TL
    }
    ways = [
        compared.finding(code, found.joint, axis, ratio, weight=weight)
        for axis, ratio in ratios.items()
    ]
    worst = max((one for one in ways if one), key=lambda one: one.ratio, default=None)
    if worst:
        yield replace(worst, both_sides=found.both_sides)


def _ratio_at_turn(
    compared: Compared, found: MotionRange, axis: int, sense: float
) -> NDArray[np.float64]:
    """(60,) multiples of the allowance, the less of both sides; NaN away from the turn."""
    joint, way_tl = found.joint, compared.way_tl(found.joint, axis)
    turn = int(np.abs(way_tl).argmax())
    joints = [joint, int(MIRROR[joint])] if found.both_sides else [joint]
    along_tl = sense * np.sign(way_tl[turn]) * compared.offset_tl[:, joints, axis]
    ratio = along_tl.min(axis=1) / compared.allowance[:, joint, axis]
    is_turn = np.abs(np.arange(PHASES) - turn) <= _TURN_PHASES
    at_turn: NDArray[np.float64] = np.where(is_turn, ratio, np.nan)
    return at_turn


def _lagging_side(symmetry: Symmetry | None) -> str | None:
    """The side, ``LEFT`` or ``RIGHT``, that goes less far than the other, or as far but later."""
    if symmetry is None:
        return None
    ratio, later_s = symmetry.left_to_right_ratio, symmetry.left_later_s
    if ratio < _UNEVEN_RATIO or (later_s > _LATER_S and ratio <= 1):
        return "LEFT"
    if ratio > 1 / _UNEVEN_RATIO or (later_s < -_LATER_S and ratio >= 1):
        return "RIGHT"
    return None


def _side_lags(compared: Compared, side: str) -> Iterator[Finding]:
    """The joint of that side that falls farthest short of its way."""
    found = [
        compared.finding(
            FaultCode.SIDE_LAGS,
            joint,
            axis,
            _short_ratio(compared, joint, axis),
            weight=_STOPS_SHORT_WEIGHT,
        )
        for joint in SCORED_JOINTS
        if joint.name.startswith(side) and joint not in HIPS
        for axis in (ACROSS, UP)
    ]
    worst = max((one for one in found if one), key=lambda one: one.ratio, default=None)
    if worst:
        yield worst


def _short_ratio(compared: Compared, joint: Joint, axis: int) -> NDArray[np.float64]:
    """(60,) how far a joint is short of its way, in multiples of the allowance."""
    way_tl, allowance = compared.way_tl(joint, axis), compared.allowance[:, joint, axis]
    short_tl = -np.sign(way_tl) * compared.offset_tl[:, joint, axis]
    moves = np.abs(way_tl) >= compared.expected.scale * _MOVES_TL
    ratio: NDArray[np.float64] = np.where(moves, short_tl / allowance, np.nan)
    return ratio
