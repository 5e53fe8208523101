"""Finds the faults of a rep: the one or two deviations that matter."""

from dataclasses import dataclass, replace

import numpy as np

from spotter.movement.assessment.deviations import Deviations
from spotter.movement.fitting import ReferenceModel
from spotter.movement.geometry import PHASES, SCORED_JOINTS, Viewpoint
from spotter.movement.values import MIRROR, Direction, Fault, Joint

_MOST_FAULTS = 2
_SECOND_RATIO = 2.0
_MOVES_TL = 0.2
_ACROSS, _UP = 0, 1
_STOPS_SHORT_WEIGHT = 2.0
_OVERSHOOTS_WEIGHT = 0.5
_SAME_FAULT_RATIO = 0.5
"""Joints that deviate at least this much, compared with the worst, share its fault."""
_OTHER_SIDE_RATIO = 0.6
_HIPS = frozenset({Joint.MID_HIP, Joint.RIGHT_HIP, Joint.LEFT_HIP})
_LEGS = frozenset({Joint.RIGHT_KNEE, Joint.LEFT_KNEE, Joint.RIGHT_ANKLE, Joint.LEFT_ANKLE})
_ARMS = frozenset({Joint.RIGHT_ELBOW, Joint.LEFT_ELBOW, Joint.RIGHT_WRIST, Joint.LEFT_WRIST})
_TRUNK = frozenset({Joint.NECK, Joint.NOSE, Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER})
_CARRIED_BY_HIPS = _TRUNK | _ARMS
_EXPLAINED_BY = {_HIPS: _HIPS, _TRUNK: _TRUNK | _ARMS, _ARMS: _ARMS, _LEGS: _LEGS}
"""Body part with the fault -> joints whose deviations follow from it."""
_MIDDLE = frozenset({Joint.MID_HIP, Joint.NECK, Joint.NOSE})
_OTHER_SIDE = {Direction.LEFT: Direction.RIGHT, Direction.RIGHT: Direction.LEFT}


@dataclass(frozen=True, slots=True)
class _Peak:
    """The largest deviation of one coordinate: its phase and size."""

    joint: Joint
    axis: int
    phase_index: int
    ratio: float
    offset_tl: float
    weight: float

    @property
    def importance(self) -> float:
        """The deviation's ratio, weighted by its kind."""
        return self.ratio * self.weight


def find_faults(deviations: Deviations, expected: ReferenceModel) -> tuple[Fault, ...]:
    """The faults of a rep, worst first; at least one for a rep that is called faulty.

    A second fault counts when it is more than twice the allowance. If several joints share a
    deviation, the fault names the one nearest to the middle of the body; joints that merely move
    with the hips are not separate faults.
    """
    seen_from = expected.seen_from
    faults: list[Fault] = []
    left = deviations
    while len(faults) < _MOST_FAULTS:
        peaks = _peaks(left, expected)
        worst = max(peaks, key=lambda peak: peak.importance, default=None)
        if worst is None or (faults and worst.ratio < _SECOND_RATIO):
            break
        named = _most_central(peaks, worst)
        faults.append(_fault(named, peaks, deviations, expected, seen_from))
        left = _without(left, named)
    return tuple(faults)


def _peaks(deviations: Deviations, expected: ReferenceModel) -> list[_Peak]:
    peaks = []
    for joint in SCORED_JOINTS:
        for axis in (_ACROSS, _UP):
            trajectory = deviations.ratio[:, joint, axis]
            if np.isfinite(trajectory).any():
                at = int(np.nanargmax(trajectory))
                offset_tl = float(deviations.offset[at, joint, axis])
                way_tl = float(
                    expected.trajectory[at, joint, axis] - expected.trajectory[0, joint, axis]
                )
                weight = _weight(way_tl, axis, offset_tl)
                peaks.append(_Peak(joint, axis, at, float(trajectory[at]), offset_tl, weight))
    return peaks


def _weight(way_tl: float, axis: int, offset_tl: float) -> float:
    """Stopping short up or down affects the whole body, so it comes first; going too far, last."""
    if axis == _ACROSS or abs(way_tl) < _MOVES_TL:
        return 1.0
    return _STOPS_SHORT_WEIGHT if way_tl * offset_tl < 0 else _OVERSHOOTS_WEIGHT


def _most_central(peaks: list[_Peak], worst: _Peak) -> _Peak:
    alike = (
        peak
        for peak in peaks
        if peak.axis == worst.axis
        and peak.offset_tl * worst.offset_tl > 0
        and peak.importance >= _SAME_FAULT_RATIO * worst.importance
        and abs(peak.offset_tl) >= _SAME_FAULT_RATIO * abs(worst.offset_tl)
    )
    return min(alike, key=lambda peak: SCORED_JOINTS.index(peak.joint))


def _without(deviations: Deviations, named: _Peak) -> Deviations:
    """The deviations without the named one and those that follow from it.

    A rep that stops short is short at every joint, but that is one fault.
    """
    offset, ratio = deviations.offset.copy(), deviations.ratio.copy()
    allowance = np.abs(deviations.offset) / np.where(ratio > 0, ratio, 1)
    if named.joint in _HIPS:
        carried = sorted(_CARRIED_BY_HIPS)
        offset[:, carried] -= deviations.offset[:, [Joint.MID_HIP]]
        ratio[:, carried] = np.abs(offset[:, carried]) / np.where(
            allowance[:, carried] > 0, allowance[:, carried], 1
        )
    if named.weight == _STOPS_SHORT_WEIGHT and named.joint in _HIPS | _TRUNK:
        ratio[..., _UP] = np.nan
    explained = next(gone for part, gone in _EXPLAINED_BY.items() if named.joint in part)
    ratio[:, sorted(explained)] = np.nan
    return replace(deviations, offset=offset, ratio=ratio)


def _fault(
    peak: _Peak,
    peaks: list[_Peak],
    deviations: Deviations,
    expected: ReferenceModel,
    seen_from: Viewpoint,
) -> Fault:
    joint, direction = peak.joint, _direction(peak, expected, seen_from)
    if deviations.facing.swaps_sides:
        joint = Joint(int(MIRROR[joint]))
        direction = _OTHER_SIDE.get(direction, direction)
    return Fault(
        joint=joint,
        phase=peak.phase_index / (PHASES - 1),
        direction=direction,
        size_tl=abs(peak.offset_tl),
        frame_index=int(deviations.frames[peak.phase_index]),
        both_sides=_is_on_both_sides(peak, peaks, expected, seen_from),
    )


def _direction(peak: _Peak, expected: ReferenceModel, seen_from: Viewpoint) -> Direction:
    positive = peak.offset_tl > 0
    if peak.axis != _ACROSS:
        return Direction.HIGHER if positive else Direction.LOWER
    if seen_from.from_the_side:
        return Direction.FORWARD if positive == seen_from.faces_right else Direction.BACKWARD
    if peak.joint in _MIDDLE:
        facing_camera = seen_from.width_tl > 0
        return Direction.LEFT if positive == facing_camera else Direction.RIGHT
    at = expected.trajectory[peak.phase_index]
    from_middle_tl = at[peak.joint, 0] - at[Joint.MID_HIP, 0]
    return Direction.OUTWARD if positive == (from_middle_tl > 0) else Direction.INWARD


def _is_on_both_sides(
    peak: _Peak, peaks: list[_Peak], expected: ReferenceModel, seen_from: Viewpoint
) -> bool:
    other_side = Joint(int(MIRROR[peak.joint]))
    if other_side == peak.joint:
        return False
    direction = _direction(peak, expected, seen_from)
    return any(
        other.joint == other_side
        and other.axis == peak.axis
        and other.ratio >= _OTHER_SIDE_RATIO * peak.ratio
        and _direction(other, expected, seen_from) is direction
        for other in peaks
    )
