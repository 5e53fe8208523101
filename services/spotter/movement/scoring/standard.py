"""Verdicts by one standard: the references of an exercise, or a person's own reps."""

from collections import OrderedDict
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from spotter.movement.assessment import (
    Calibration,
    Deviations,
    JudgeableRep,
    Judgement,
    LearnedReference,
    deviation_curves,
    faults_of,
    learn,
    pattern_of,
)
from spotter.movement.execution import MeasurementBasis, measure, measurement_basis, worst_angle
from spotter.movement.fitting import ReferenceModel
from spotter.movement.values import (
    Exercise,
    Fault,
    FaultPattern,
    Measures,
    Outcome,
    Reason,
    Reference,
    Verdict,
)
from spotter.movement.values.taught.cue import cue_for

_LEAST_RANGE_RATIO = 0.5
"""Three in a hundred good reps of six people, judged by each other, have less of the range."""
_SMALLEST_RATIO = 0.05
_KEPT_BASES = 64


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """A verdict and the judgement that decided it; None for an unscorable rep."""

    verdict: Verdict
    judgement: Judgement | None = None


class Standard:
    """What reps are judged by: the models of references, and the threshold.

    Learns from ``references`` of ``exercise``, by default from all; if some are ``member``'s own,
    from these alone. ``are_first_reps`` says that they are the person's first reps of a visit.

    Raises :class:`MovementError` when a reference has no rep that can be judged.
    """

    def __init__(
        self,
        exercise: Exercise,
        references: tuple[Reference, ...] = (),
        member: str = "",
        *,
        are_first_reps: bool = False,
    ) -> None:
        exercise = exercise.as_judged()
        among = replace(exercise, references=references or exercise.references)
        self._learned = learn(among, member)
        self._cues = exercise.cues
        self._patterns = exercise.patterns
        self._are_first_reps = are_first_reps
        self._exercise = exercise
        self._measurement_bases: OrderedDict[LearnedReference, MeasurementBasis] = OrderedDict()

    @property
    def calibration(self) -> Calibration:
        """The threshold, and how reliable it is."""
        return self._learned.calibration

    def decide(self, rep: JudgeableRep | Reason) -> Decision | Reason:
        """Good, or faulty with faults; or why the rep cannot be judged.

        What the recordings do not call good, a rep that a trainer has confirmed may.
        """
        judged = self._learned.judge(rep)
        found = self._decided(judged)
        if isinstance(found, Decision) and found.verdict.outcome is Outcome.GOOD:
            return found
        by_equipment = isinstance(judged, Judgement) and judged.equipment is not None
        alike = self._learned.judge_by_confirmed(rep, by_equipment=by_equipment)
        return found if alike is None else self._decided(alike)

    def _decided(self, judgement: Judgement | Reason) -> Decision | Reason:
        if isinstance(judgement, Reason):
            return judgement
        return Decision(self._verdict(judgement), judgement)

    def _verdict(self, judgement: Judgement) -> Verdict:
        """A rep that goes less than half of the way is faulty on any body."""
        deviations, by = judgement.deviations, judgement.by
        expected = by.expected
        reference_index, rep_index = _model(by, self._exercise)
        measures = measure(
            judgement.rep.attempt.trajectory,
            judgement.rep.duration_s,
            deviations.facing,
            self._measurement_basis(by),
        )
        threshold = self.calibration.threshold
        shortage = _shortage(measures)
        score = max(judgement.score, threshold * shortage)
        faulty = score > threshold
        faults: tuple[Fault, ...] = ()
        if faulty:
            equipment = self._exercise.equipment
            kind = None if equipment is None else equipment.kind
            faults = faults_of(judgement, measures, threshold, kind, is_short=shortage > 0)
        pattern = pattern_of(deviation_curves(deviations), self._patterns) if faulty else None
        return Verdict(
            outcome=Outcome.FAULTY if faulty else Outcome.GOOD,
            score=score,
            threshold=threshold,
            faults=_with_cue_of(pattern, tuple(self._told(fault) for fault in faults)),
            pattern=pattern.name if pattern else "",
            reference_index=reference_index,
            reference_rep_index=rep_index,
            facing=deviations.facing,
            alignment=_frame_pairs(deviations, expected),
            measures=measures,
            angle=worst_angle(deviations.trajectory, expected, deviations.facing),
            by_body_alone=self._exercise.equipment is not None and judgement.equipment is None,
        )

    def _told(self, fault: Fault) -> Fault:
        """The fault with what else its hint needs."""
        cue = cue_for(fault, self._cues)
        words = cue.words.strip() if cue else ""
        return replace(fault, cue=words, from_own_reps=self._are_first_reps)

    def _measurement_basis(self, by: LearnedReference) -> MeasurementBasis:
        if by not in self._measurement_bases:
            self._measurement_bases[by] = measurement_basis(by.reference.reps, by.expected)
        self._measurement_bases.move_to_end(by)
        while len(self._measurement_bases) > _KEPT_BASES:
            self._measurement_bases.popitem(last=False)
        return self._measurement_bases[by]


def _with_cue_of(pattern: FaultPattern | None, faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The faults, the worst with the pattern's cue: it is about the rep as a whole."""
    if pattern is None or not pattern.cue or not faults:
        return faults
    return replace(faults[0], cue=pattern.cue.strip()), *faults[1:]


def has_too_little_range(measures: Measures) -> bool:
    """Whether a rep goes so little of the way that it counts on no body as done."""
    return _shortage(measures) > 0


def _shortage(measures: Measures) -> float:
    """The least range that counts as done, relative to the rep's; 0 if the rep has as much."""
    range_ = measures.motion_range
    if range_ is None or range_.ratio >= _LEAST_RANGE_RATIO:
        return 0.0
    return _LEAST_RANGE_RATIO / max(range_.ratio, _SMALLEST_RATIO)


def _model(by: LearnedReference, exercise: Exercise) -> tuple[int, int]:
    """The indices of the reference and of its rep that represents ``by``.

    ``by`` may have been learned from only some of the reps, and in another order.
    """
    model = by.original.reps[by.expected.representative_index]
    return next(
        (reference_index, rep_index)
        for reference_index, reference in enumerate(exercise.references)
        for rep_index, rep in enumerate(reference.reps)
        if rep is model
    )


def _frame_pairs(deviations: Deviations, expected: ReferenceModel) -> NDArray[np.uint16]:
    """Distinct pairs of frames: the attempt's and the representative rep's."""
    pairs = np.stack([deviations.frames, expected.representative_frames], axis=1)
    pairs = np.maximum.accumulate(pairs[deviations.phases], axis=0)
    return np.unique(pairs, axis=0).astype(np.uint16)
