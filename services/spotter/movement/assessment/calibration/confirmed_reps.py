"""Reps that a trainer has called fine, and reps like them.

A trainer confirms reps that were called faulty. So a confirmed rep says that it, and what is like
it, is good; it says nothing about how large the scores of other good reps are. It is a yardstick of
its own, as somebody's own reps are for their next: at most as many of them are called unlike it as
good reps may be called faulty. Since it can only make a rep good, the promise about false alarms
holds whatever is confirmed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spotter.movement.assessment.judgeable_rep import JudgeableRep
from spotter.movement.assessment.judgement import Judgement, judge
from spotter.movement.assessment.learned_reference import LearnedReference
from spotter.movement.assessment.relation import Relation
from spotter.movement.assessment.scorability import why_insufficient
from spotter.movement.values import MovementError, PoseSeries, Reason, Reference

_LEAST_RATIO = 1e-3
"""So that a rep always passes for itself."""


@dataclass(frozen=True, slots=True, eq=False)
class ConfirmedRep:
    """A confirmed rep, and the largest score (above 0) that a rep like it has, judged by it."""

    learned: LearnedReference
    limit: float

    def score_of(self, rep: JudgeableRep | Reason) -> Judgement | None:
        """A rep judged by this one, its score in multiples of the limit; None if it cannot be."""
        found = judge(rep, (self.learned,), Relation.SAME_PERSON)
        if not isinstance(found, Judgement):
            return None
        return replace(found, score=found.score / self.limit)


def confirmed_reps(
    confirmed: Iterable[Reference], faulty_reps: Sequence[PoseSeries], usual_limit: float
) -> tuple[ConfirmedRep, ...]:
    """What is learned of ``confirmed`` reps; those by which nothing can be judged are left out.

    Their limit is the usual one, or half of the way to the nearest of ``faulty_reps``: what is
    nearer to a rep that was wrong than to one that was fine is not excused.
    """
    learned = filter(None, map(_learned, confirmed))
    faulty = [JudgeableRep.of(poses) for poses in faulty_reps]
    return tuple(_confirmed(one, faulty, usual_limit) for one in learned)


def judged_by_likeness(
    rep: JudgeableRep | Reason, confirmed: Iterable[ConfirmedRep], *, by_equipment: bool
) -> Judgement | None:
    """A rep judged by the confirmed one that it resembles most; None if it is like none.

    The score is in multiples of what is allowed, so 1 at most. ``by_equipment`` leaves out those
    that cannot say whether the rep's equipment is like theirs.
    """
    found = filter(None, (one.score_of(rep) for one in confirmed))
    telling = (one for one in found if one.equipment or not by_equipment)
    nearest = min(telling, key=lambda one: one.score, default=None)
    return nearest if nearest is not None and nearest.score <= 1 else None


def _learned(reference: Reference) -> LearnedReference | None:
    if why_insufficient(reference.reps[0]):
        return None
    try:
        return LearnedReference.of(reference)
    except MovementError:
        return None


def _confirmed(
    learned: LearnedReference, faulty_reps: Iterable[JudgeableRep | Reason], usual_limit: float
) -> ConfirmedRep:
    whole = ConfirmedRep(learned, usual_limit)
    faulty = filter(None, map(whole.score_of, faulty_reps))
    nearest = min((one.score for one in faulty), default=2.0)
    return replace(whole, limit=usual_limit * max(min(1.0, nearest / 2), _LEAST_RATIO))
