"""Spotter's method: body-sized units, one alignment of the whole body, deviations per joint.

A stranger's first reps are judged by the exercise's references, with a threshold for strangers.
Once enough of them have passed they are the person's baseline, and judge the next: what belongs to
the person (build, mobility, place of the camera) is no fault then, and what changes is. Some faults
no baseline excuses: far too little range, and what the trainer has given a cue for.
"""

from collections import OrderedDict
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from spotter.movement.assessment.judgeable_rep import JudgeableRep
from spotter.movement.assessment.judgement import Judgement
from spotter.movement.assessment.patterns.nearest import deviation_curves
from spotter.movement.assessment.relation import ONESELF, as_oneself
from spotter.movement.assessment.scorability import without_equipment
from spotter.movement.execution import lifting_joint, lifting_speed
from spotter.movement.scoring.standard import Decision, Standard, has_too_little_range
from spotter.movement.values import (
    Baseline,
    Exercise,
    MovementError,
    Outcome,
    PoseSeries,
    Reason,
    ReasonCode,
    Reference,
    Verdict,
)
from spotter.movement.values.taught.cue import cue_for

_KEPT_BASELINES = 32
"""Half a megabyte each."""


def scorer_of_oneself(exercise: Exercise) -> "SpotterScorer":
    """The scorer for whoever recorded the references; for anybody if that is not one person.

    Raises :class:`MovementError` when a reference has no rep that can be judged.
    """
    own = as_oneself(exercise)
    return SpotterScorer(exercise) if own is None else SpotterScorer(own, ONESELF)


class SpotterScorer:
    """Judges the reps of ``member``, or of anybody, by the references of an exercise.

    The member's own references judge alone, except for reps that they cannot judge.

    Raises :class:`MovementError` when a reference has no rep that can be judged.
    """

    def __init__(self, exercise: Exercise, member: str = "") -> None:
        exercise = exercise.as_judged()
        others = tuple(one for one in exercise.references if not member or one.person != member)
        recorded = [one for one in others if not one.is_confirmed]
        first = Standard(exercise, member=member)
        self._exercise = exercise
        self._own: Standard | None = None
        self._others: Standard | None = first
        if len(recorded) < len(exercise.recorded):
            self._own, self._others = first, Standard(exercise, others) if recorded else None
        self._baselines: OrderedDict[str, Standard | None] = OrderedDict()
        self._lifting_joint = lifting_joint([rep for one in exercise.recorded for rep in one.reps])
        self.calibration = first.calibration

    def score(self, poses: PoseSeries, baseline: Baseline | None = None) -> Verdict:
        """Good, faulty with faults, or unscorable with the reason."""
        verdict = self._decide(poses, baseline).verdict
        if verdict.outcome is Outcome.UNSCORABLE or self._lifting_joint is None:
            return verdict
        lifting = lifting_speed(poses, self._lifting_joint)
        return replace(verdict, measures=replace(verdict.measures, lifting=lifting))

    def fault_curves(
        self, poses: PoseSeries, baseline: Baseline | None = None
    ) -> NDArray[np.float64] | None:
        """How a faulty rep deviates from what decided: see :func:`deviation_curves`.

        None for a rep that is not faulty.
        """
        judgement = self.faulty_by(poses, baseline)
        return None if judgement is None else deviation_curves(judgement.deviations)

    def faulty_by(self, poses: PoseSeries, baseline: Baseline | None = None) -> Judgement | None:
        """The judgement by which a rep is faulty; None for one that is not."""
        decided = self._decide(poses, baseline)
        return decided.judgement if decided.verdict.outcome is Outcome.FAULTY else None

    def _decide(self, poses: PoseSeries, baseline: Baseline | None) -> Decision:
        rep = self._judgeable(poses)
        own = self._own if baseline is None else self._standard_of(baseline)
        if own is None:
            return self._by_others(rep, Reason(ReasonCode.NOT_COMPARABLE))
        decided = own.decide(rep)
        if isinstance(decided, Reason):
            return self._by_others(rep, decided)
        return decided if baseline is None else self._beside_others(decided, rep, baseline)

    def _judgeable(self, poses: PoseSeries) -> JudgeableRep | Reason:
        """The rep, or why nobody can judge it: it may lack the equipment that it needs."""
        rep, equipment = JudgeableRep.of(poses), self._exercise.equipment
        if equipment is None or isinstance(rep, Reason):
            return rep
        return without_equipment(poses, equipment.kind) or rep

    def _by_others(self, rep: JudgeableRep | Reason, reason: Reason) -> Decision:
        """The verdict by other people's references; unscorable for ``reason`` without any."""
        if self._others is None:
            return Decision(Verdict.unscorable(reason))
        decided = self._others.decide(rep)
        if isinstance(decided, Reason):
            return Decision(Verdict.unscorable(decided))
        reference_ratio = decided.verdict.score / decided.verdict.threshold
        verdict = replace(decided.verdict, reference_ratio=reference_ratio)
        return replace(decided, verdict=verdict)

    def _beside_others(
        self, decided: Decision, rep: JudgeableRep | Reason, baseline: Baseline
    ) -> Decision:
        """The verdict by a baseline, with what the references say."""
        by_others = None if self._others is None else self._others.decide(rep)
        if not isinstance(by_others, Decision):
            alone = replace(decided.verdict, alignment=np.empty((0, 2), np.uint16))
            return replace(decided, verdict=replace(alone, baseline_id=baseline.baseline_id))
        compared = by_others.verdict
        if decided.verdict.outcome is Outcome.GOOD and self._is_inexcusable(compared):
            decided = by_others
        verdict = replace(
            decided.verdict,
            baseline_id=baseline.baseline_id,
            reference_ratio=compared.score / compared.threshold,
            reference_index=compared.reference_index,
            reference_rep_index=compared.reference_rep_index,
            facing=compared.facing,
            alignment=compared.alignment,
            measures=compared.measures,
            angle=compared.angle,
        )
        return replace(decided, verdict=verdict)

    def _is_inexcusable(self, compared: Verdict) -> bool:
        """Whether ``compared``, a verdict by the references, has a fault that counts regardless."""
        is_cued = any(cue_for(fault, self._exercise.cues) for fault in compared.faults)
        return is_cued or has_too_little_range(compared.measures)

    def _standard_of(self, baseline: Baseline) -> Standard | None:
        """The standard that a baseline is; None when nothing can be learned from it."""
        if baseline.baseline_id not in self._baselines:
            self._baselines[baseline.baseline_id] = self._learned_from(baseline)
        self._baselines.move_to_end(baseline.baseline_id)
        while len(self._baselines) > _KEPT_BASELINES:
            self._baselines.popitem(last=False)
        return self._baselines[baseline.baseline_id]

    def _learned_from(self, baseline: Baseline) -> Standard | None:
        own = Reference(self._exercise.name, baseline.reps, ONESELF)
        try:
            exercise = replace(self._exercise, references=(own,))
            return Standard(exercise, member=ONESELF, are_first_reps=True)
        except MovementError:
            return None
