"""Which single joints' deviations follow from a fault that is named as one thing."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from spotter.movement.assessment.faults.body_parts import ARMS, HIPS, LEGS, TRUNK, carried_by
from spotter.movement.assessment.faults.compared import Compared
from spotter.movement.assessment.faults.finding import Finding
from spotter.movement.assessment.faults.shown import UP
from spotter.movement.values import FaultCode, Joint

_MOST_LEFT = 0.5
"""A deviation is explained if at least half of it is."""


def without_explained(
    patterns: list[Finding], others: list[Finding], compared: Compared
) -> list[Finding]:
    """The patterns, each as large as the largest finding that it explains, and the rest."""
    found, left = [], others
    for pattern in patterns:
        parts = [one for one in others if explains(pattern, one, compared)]
        found.append(replace(pattern, ratio=max(one.ratio for one in (pattern, *parts))))
        left = [one for one in left if one not in parts]
    return found + left


def explains(whole: Finding, one: Finding, compared: Compared) -> bool:
    """Whether ``one``, which is about a single joint, follows from ``whole``.

    Of the movements, only one that begins with bent arms is explained: it must stop short.
    """
    if not (one.is_joint or whole.code is FaultCode.ARMS_BENT):
        return False
    return _RULES.get(whole.code, _turns_with_trunk)(whole, one, compared)


def _is_carried(whole: Finding, one: Finding, _: Compared) -> bool:
    return one.joint in carried_by(whole.joint)


def _is_short(whole: Finding, one: Finding, compared: Compared) -> bool:
    return one.axis == UP == whole.axis or _along_way_tl(one, compared) < 0


def _is_far(whole: Finding, one: Finding, compared: Compared) -> bool:
    return one.axis == UP == whole.axis or _along_way_tl(one, compared) > 0


def _is_short_on_that_side(whole: Finding, one: Finding, compared: Compared) -> bool:
    is_same_side = one.joint.name.partition("_")[0] == whole.joint.name.partition("_")[0]
    return is_same_side and _along_way_tl(one, compared) < 0


def _is_of_legs(_: Finding, one: Finding, __: Compared) -> bool:
    return one.joint in LEGS | HIPS


def _moves_with_hips(whole: Finding, one: Finding, compared: Compared) -> bool:
    hips_tl = float(compared.offset_tl[one.phase_index, Joint.MID_HIP, one.axis])
    return one.joint in HIPS or (one.axis == whole.axis and _is_most(hips_tl, one))


def _turns_with_trunk(_: Finding, one: Finding, compared: Compared) -> bool:
    """Whether the joint moves with a trunk that leans otherwise, as one rigid body."""
    if one.joint not in TRUNK | ARMS:
        return False
    expected = compared.expected.trajectory[one.phase_index]
    off = compared.offset_tl[one.phase_index]
    arm = complex(*(expected[one.joint] - expected[Joint.MID_HIP]))
    trunk = complex(*(expected[Joint.NECK] - expected[Joint.MID_HIP]))
    leaning = trunk + complex(*(off[Joint.NECK] - off[Joint.MID_HIP]))
    turn = leaning / trunk / abs(leaning / trunk)
    turned = arm * turn - arm
    along = turned.imag if one.axis == UP else turned.real
    return _is_most(along + float(off[Joint.MID_HIP, one.axis]), one)


_RULES: Mapping[FaultCode, Callable[[Finding, Finding, Compared], bool]] = {
    FaultCode.OUT_OF_PLACE: _is_carried,
    FaultCode.STOPS_SHORT: _is_short,
    FaultCode.SITS_TOO_HIGH: _is_short,
    FaultCode.ARMS_BENT: _is_short,
    FaultCode.GOES_TOO_FAR: _is_far,
    FaultCode.SIDE_LAGS: _is_short_on_that_side,
    FaultCode.KNEES_IN: _is_of_legs,
    FaultCode.KNEES_OVER_TOES: _is_of_legs,
    FaultCode.HIPS_SHIFTED: _moves_with_hips,
    FaultCode.HIPS_SAG: _moves_with_hips,
    FaultCode.HIPS_HIGH: _moves_with_hips,
}
"""The rest are about the trunk."""


def _along_way_tl(one: Finding, compared: Compared) -> float:
    """How far the joint has gone along its deviation in the reference; negative if against it."""
    way_tl = float(compared.way_tl(one.joint, one.axis)[one.phase_index])
    return way_tl * float(np.sign(one.offset_tl))


def _is_most(carried_tl: float, one: Finding) -> bool:
    return abs(one.offset_tl - carried_tl) <= _MOST_LEFT * abs(one.offset_tl)
