"""Chooses the one or two faults that matter."""

from dataclasses import replace

from spotter.movement.assessment.deviations import Deviations
from spotter.movement.assessment.faults.body_parts import ARMS, HIPS, TRUNK
from spotter.movement.assessment.faults.compared import Compared
from spotter.movement.assessment.faults.explanation import explains, without_explained
from spotter.movement.assessment.faults.finding import Finding
from spotter.movement.assessment.faults.joints import (
    is_on_both_sides,
    joints_out_of_place,
    most_central,
)
from spotter.movement.assessment.faults.motion_range import range_faults
from spotter.movement.assessment.faults.pattern_matching import patterns_in
from spotter.movement.fitting import ReferenceModel
from spotter.movement.geometry import PHASES
from spotter.movement.geometry.trajectories.moments import moment_of
from spotter.movement.values import MIRROR, Facing, Fault, FaultCode, Joint, Measures

_SECOND_RATIO = 2.0
_RANGE = frozenset(
    {
        FaultCode.STOPS_SHORT,
        FaultCode.SITS_TOO_HIGH,
        FaultCode.GOES_TOO_FAR,
        FaultCode.SIDE_LAGS,
        FaultCode.ARMS_BENT,
    }
)
"""They all say how far the movement goes; one of them is enough."""
_SHORT = frozenset({FaultCode.STOPS_SHORT, FaultCode.SITS_TOO_HIGH})
_CLEARLY_SHORT_RATIO = 0.8


def find_faults(
    deviations: Deviations, expected: ReferenceModel, measures: Measures
) -> tuple[Fault, ...]:
    """The faults of a rep, worst first, at most two.

    A movement that stops short and patterns of several joints come before single joints of about
    the same size. If several joints share a deviation, the fault names the one nearest to the
    middle of the body. A second fault is more than twice the allowance, does not follow from the
    first, and never asks for the opposite. None if the picture shows no direction in which a joint
    deviates.
    """
    compared = Compared.of(deviations, expected)
    ranges = list(range_faults(compared, _as_reference(measures, deviations.facing)))
    wholes, parts = patterns_in(compared), [*ranges, *joints_out_of_place(compared)]
    if _is_clearly_short(measures):
        # Then all joints that stop short follow from it, the outer ones farthest.
        short = [one for one in ranges if one.code in _SHORT]
        wholes += [
            one for one in short if not any(explains(each, one, compared) for each in wholes)
        ]
        parts = [one for one in parts if one not in short]
    findings = without_explained(wholes, parts, compared)
    if not findings:
        return ()
    first = _worst(findings)
    second = _second(first, findings, compared)
    chosen = [first] if second is None else [first, second]
    return tuple(_fault(one, deviations, expected) for one in chosen)


def _is_clearly_short(measures: Measures) -> bool:
    range_ = measures.motion_range
    return range_ is not None and range_.ratio < _CLEARLY_SHORT_RATIO


def _worst(findings: list[Finding]) -> Finding:
    worst = max(findings, key=lambda one: one.importance)
    if not worst.is_joint:
        return worst
    joints = [one for one in findings if one.is_joint]
    named = most_central(joints, worst)
    return replace(named, both_sides=is_on_both_sides(joints, named))


def _second(first: Finding, findings: list[Finding], compared: Compared) -> Finding | None:
    if first.joint in HIPS:
        others = [one for one in findings if not one.is_joint]
        findings = others + joints_out_of_place(compared.beyond(Joint.MID_HIP, TRUNK | ARMS))
    left = [
        one
        for one in findings
        if one.ratio >= _SECOND_RATIO
        and one.direction is not first.direction.opposite
        and not (one.code in _RANGE and first.code in _RANGE)
        and (one.is_joint or one.code is not first.code)
        and not (explains(first, one, compared) or explains(one, first, compared))
    ]
    return _worst(left) if left else None


def _as_reference(measures: Measures, facing: Facing) -> Measures:
    """The measures with the sides of the reference instead of the person's own."""
    if not facing.swaps_sides:
        return measures
    moved, sides = measures.motion_range, measures.symmetry
    return replace(
        measures,
        motion_range=moved and replace(moved, joint=Joint(int(MIRROR[moved.joint]))),
        symmetry=sides and sides.swapped,
    )


def _fault(one: Finding, deviations: Deviations, expected: ReferenceModel) -> Fault:
    """The fault, with the person's own sides."""
    joint, direction = one.joint, one.direction
    if deviations.facing.swaps_sides:
        joint = Joint(int(MIRROR[joint]))
        direction = direction.mirrored
    phase = one.phase_index / (PHASES - 1)
    return Fault(
        joint=joint,
        phase=phase,
        direction=direction,
        size_tl=abs(one.offset_tl),
        frame_index=int(deviations.frames[one.phase_index]),
        both_sides=one.both_sides,
        code=one.code,
        moment=moment_of(phase, expected.trajectory),
    )
