"""Whether what a verdict says is so: measured from the deviations, not from how they were named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from spotter.movement.assessment import Deviations
from spotter.movement.assessment.deviations import deviations_of
from spotter.movement.assessment.relation import Relation
from spotter.movement.fitting import ReferenceModel, learn_model, register
from spotter.movement.geometry import PHASES, SCORED_JOINTS, normalise, phase_trajectory
from spotter.movement.values import (
    MIRROR,
    Direction,
    Fault,
    FaultCode,
    Joint,
    PoseSeries,
    Reference,
    Verdict,
)

_LARGEST = 6
_SHORT_RATIO = 0.95
"""Below it a range is short; as seen, without smoothing, ranges differ by a few per cent anyway."""
_UP = 1
_VERTICAL = {Direction.HIGHER: 1, Direction.LOWER: -1}
_AHEAD = {Direction.FORWARD: 1, Direction.BACKWARD: -1}
_OUT = {Direction.OUTWARD: 1, Direction.INWARD: -1}
_LEFT = {Direction.LEFT: 1, Direction.RIGHT: -1}
_SHORT = frozenset({FaultCode.STOPS_SHORT, FaultCode.SITS_TOO_HIGH})
_HIPS = frozenset({Joint.MID_HIP, Joint.RIGHT_HIP, Joint.LEFT_HIP})


@dataclass(frozen=True, slots=True)
class HintTruth:
    """What is true of a faulty rep's hints.

    ``exists``: the first named deviation has the named sign and at least the allowance.
    ``is_large``: it is among the rep's six largest. ``is_short``: the movement goes less far than
    the reference, None unless the hint says so. ``contradicts``: two hints ask for opposites.
    """

    exists: bool
    is_large: bool
    is_short: bool | None
    contradicts: bool


@dataclass(frozen=True, slots=True)
class HintFigures:
    """Shares over faulty reps: those with a hint, and of these the true ones; NaN without any."""

    faulty: int
    told: int
    exists_ratio: float
    large_ratio: float
    told_short: int
    short_ratio: float
    contradicting: int

    @classmethod
    def of(cls, truths: Iterable[HintTruth | None]) -> "HintFigures":
        """The figures of faulty reps; None stands for one without a hint."""
        every = list(truths)
        told = [one for one in every if one is not None]
        short = [one.is_short for one in told if one.is_short is not None]
        return cls(
            faulty=len(every),
            told=len(told),
            exists_ratio=_share([one.exists for one in told]),
            large_ratio=_share([one.is_large for one in told]),
            told_short=len(short),
            short_ratio=_share(short),
            contradicting=sum(one.contradicts for one in told),
        )


class HintChecker:
    """Checks verdicts against the references, or the one baseline, that they were made with."""

    def __init__(self, references: Sequence[Reference]) -> None:
        """Raises :class:`MovementError` for a reference that shows nobody."""
        self._references = references
        self._models = [learn_model(one) for one in references]

    def check(self, verdict: Verdict, poses: PoseSeries) -> HintTruth | None:
        """The truth about a verdict's hints; None without faults."""
        if not verdict.faults:
            return None
        expected = self._models[_judging(verdict)]
        registered = register(phase_trajectory(poses), expected.trajectory)
        deviations = deviations_of(registered, len(poses), expected, Relation.SAME_PERSON)
        first = verdict.faults[0]
        joint, axis, sign = _named(first, deviations, expected)
        offset_tl = sign * (deviations.trajectory - expected.trajectory)[_at(first), joint, axis]
        says_short = first.code in _SHORT
        return HintTruth(
            exists=bool(offset_tl >= expected.allowance[_at(first), joint, axis]),
            is_large=_rank(deviations, joint, axis) < _LARGEST,
            is_short=self._is_short(verdict, poses, axis) if says_short else None,
            contradicts=_contradict(verdict.faults),
        )

    def _is_short(self, verdict: Verdict, poses: PoseSeries, axis: int) -> bool:
        own = _joint(verdict.faults[0])
        models = Joint(int(MIRROR[own])) if verdict.facing.swaps_sides else own
        reps = self._references[_judging(verdict)].reps
        usual_tl = float(np.mean([_range_tl(rep, models, axis) for rep in reps]))
        return _range_tl(poses, own, axis) < _SHORT_RATIO * usual_tl


def _judging(verdict: Verdict) -> int:
    """The index of the reference that judged; a baseline is the only one there."""
    return 0 if verdict.baseline_id else verdict.reference_index


def _range_tl(poses: PoseSeries, joint: Joint, axis: int) -> float:
    places = normalise(poses)[:, joint, axis]
    return float(np.nanmax(places) - np.nanmin(places))


def _joint(fault: Fault) -> Joint:
    """The joint of a fault: the data sets have no equipment."""
    return Joint(fault.joint)


def _at(fault: Fault) -> int:
    return round(fault.phase * (PHASES - 1))


def _named(
    fault: Fault, deviations: Deviations, expected: ReferenceModel
) -> tuple[Joint, int, float]:
    """The reference's joint, the axis of its picture, and the sign of the named direction."""
    direction, swaps = fault.direction, deviations.facing.swaps_sides
    own = _joint(fault)
    joint = Joint(int(MIRROR[own])) if swaps else own
    seen_from = expected.seen_from
    if direction in _VERTICAL:
        return joint, _UP, _VERTICAL[direction]
    if direction in _AHEAD:
        return joint, 0, _AHEAD[direction] * (1 if seen_from.faces_right else -1)
    if direction in _LEFT:
        facing = (1 if seen_from.width_tl > 0 else -1) * (-1 if swaps else 1)
        return joint, 0, _LEFT[direction] * facing
    pose = expected.trajectory[_at(fault), :, 0]
    return joint, 0, _OUT[direction] * float(np.sign(pose[joint] - pose[Joint.MID_HIP]))


def _rank(deviations: Deviations, joint: Joint, axis: int) -> int:
    """How many places deviate more, in multiples of the allowance; the hips are one place."""
    peaks = np.nan_to_num(deviations.ratio).max(axis=0)
    largest: dict[tuple[Joint, int], float] = {}
    for one in SCORED_JOINTS:
        for along in (0, _UP):
            place = _place(one), along
            largest[place] = max(largest.get(place, 0.0), float(peaks[one, along]))
    return sum(peak > largest[_place(joint), axis] for peak in largest.values())


def _place(joint: Joint) -> Joint:
    return Joint.MID_HIP if joint in _HIPS else joint


def _contradict(faults: Sequence[Fault]) -> bool:
    directions = {fault.direction for fault in faults}
    return any(direction.opposite in directions for direction in directions)


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else np.nan
