"""Describes a fault in a trainer's words."""

from collections.abc import Iterable

import numpy as np

from spotter.movement.fitting.reference_model import ReferenceModel
from spotter.movement.geometry import PHASES
from spotter.movement.values import Cue, Direction, Fault, Joint
from spotter.movement.values.cue import cue_for

_HIPS = frozenset({Joint.MID_HIP, Joint.RIGHT_HIP, Joint.LEFT_HIP})
_MOVES_TL = 0.2
_TURN_RANGE = 0.15
_EDGE_RANGE = 0.08

_COMPARATIVE = {
    Direction.HIGHER: "higher",
    Direction.LOWER: "lower",
    Direction.FORWARD: "further forward",
    Direction.BACKWARD: "further back",
    Direction.OUTWARD: "further out",
    Direction.INWARD: "further in",
    Direction.LEFT: "further left",
    Direction.RIGHT: "further right",
}
_TOO = {
    Direction.HIGHER: "too high",
    Direction.LOWER: "too low",
    Direction.FORWARD: "too far forward",
    Direction.BACKWARD: "too far back",
    Direction.OUTWARD: "too far out",
    Direction.INWARD: "too far in",
    Direction.LEFT: "shifted to the left",
    Direction.RIGHT: "shifted to the right",
}
_STAY = {
    Direction.HIGHER: "down",
    Direction.LOWER: "up",
    Direction.FORWARD: "back",
    Direction.BACKWARD: "forward",
    Direction.OUTWARD: "in",
    Direction.INWARD: "out",
    Direction.LEFT: "in the middle",
    Direction.RIGHT: "in the middle",
}
_NOT_DEEP, _NOT_HIGH, _TOO_DEEP = "not deep enough", "not high enough", "too deep"
_PRAISES = {
    _NOT_DEEP: "Deep enough now.",
    _NOT_HIGH: "High enough now.",
    _TOO_DEEP: "Not too deep any more.",
}


def hint(fault: Fault, expected: ReferenceModel, cues: Iterable[Cue] = ()) -> str:
    """One sentence: the trainer's cue, or the problem; then joint, size, direction and phase.

    For example: "Not deep enough; hips 0.3 torso lengths higher than the reference at the bottom."
    """
    joint = _joint_words(fault)
    size = f"{fault.size_tl:.1f}" if fault.size_tl >= 0.1 else f"{fault.size_tl:.2f}"
    cue = cue_for(fault, cues)
    problem = cue.words.strip() if cue else _problem(fault, expected, joint)
    return (
        f"{problem[0].upper()}{problem[1:]}; {joint} {size} torso lengths "
        f"{_COMPARATIVE[fault.direction]} than the reference {when(fault.phase, expected)}."
    )


def praise(fault: Fault, expected: ReferenceModel) -> str:
    """The praise once a fault is fixed, such as "Deep enough now." or "Knees stay out now."."""
    joint = _joint_words(fault)
    said = _PRAISES.get(_problem(fault, expected, joint))
    if said:
        return said
    stay = "stay" if joint.endswith("s") else "stays"
    return f"{joint[0].upper()}{joint[1:]} {stay} {_STAY[fault.direction]} now."


def _joint_words(fault: Fault) -> str:
    if fault.joint in _HIPS:
        return "hips"
    if not fault.both_sides:
        return "head" if fault.joint is Joint.NOSE else fault.joint.label
    return f"{fault.joint.label.partition(' ')[2]}s"


def _problem(fault: Fault, expected: ReferenceModel, joint: str) -> str:
    """The problem in words: too little or too much depth or height, or a joint out of place."""
    way_tl = float(_way(fault, expected)[1])
    if way_tl < -_MOVES_TL and fault.direction is Direction.HIGHER:
        return _NOT_DEEP
    if way_tl > _MOVES_TL and fault.direction is Direction.LOWER:
        return _NOT_HIGH
    if way_tl < -_MOVES_TL and fault.direction is Direction.LOWER and fault.joint in _HIPS:
        return _TOO_DEEP
    return f"{joint} {_TOO[fault.direction]}"


def _way(fault: Fault, expected: ReferenceModel) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """How far the joint has moved from its start in the reference at the fault's phase: (2,)."""
    trajectory = expected.trajectory[:, fault.joint]
    moved: np.ndarray[tuple[int], np.dtype[np.float64]] = (
        trajectory[round(fault.phase * (PHASES - 1))] - trajectory[0]
    )
    return moved


def when(phase: float, expected: ReferenceModel) -> str:
    """A phase of the rep in words for people, such as "at the bottom"."""
    turn_phase, upward = _turning_point(expected)
    if phase < _EDGE_RANGE:
        return "at the start"
    if phase > 1 - _EDGE_RANGE:
        return "at the end"
    if abs(phase - turn_phase) <= _TURN_RANGE:
        return "at the top" if upward else "at the bottom"
    before = phase < turn_phase
    return "on the way up" if before == upward else "on the way down"


def _turning_point(expected: ReferenceModel) -> tuple[float, bool]:
    """The phase at which the joint that moves most is farthest up or down, and whether up."""
    heights = expected.trajectory[..., 1] - expected.trajectory[:1, :, 1]
    seen = np.where(np.isfinite(heights), heights, 0.0)
    phase_index, joint = np.unravel_index(int(np.argmax(np.abs(seen))), seen.shape)
    return float(phase_index) / (PHASES - 1), bool(seen[phase_index, joint] > 0)
