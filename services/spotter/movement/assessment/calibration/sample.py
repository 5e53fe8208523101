"""Known good reps judged as if they were new: what a threshold is inferred from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spotter.movement.assessment.calibration.held_out import (
    hold_back_people,
    hold_back_reps,
    parts_to_leave_out,
)
from spotter.movement.assessment.judgeable_rep import JudgeableRep
from spotter.movement.assessment.judgement import Judgement, judge
from spotter.movement.assessment.learned_reference import LearnedReference
from spotter.movement.assessment.relation import Relation
from spotter.movement.values import PoseSeries, Reference

LEAST_SCORE = 0.1
"""A lower bound for good scores: real reps never agree better than this."""


@dataclass(frozen=True, slots=True, eq=False)
class ScoredRep:
    """A rep and its score, which is at least :data:`LEAST_SCORE`."""

    poses: PoseSeries
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """The models that judge, and the good reps that they judged: each person's together.

    ``unjudged`` counts those that could not be judged.
    """

    known: tuple[LearnedReference, ...]
    people: tuple[tuple[ScoredRep, ...], ...]
    unjudged: int = 0

    @property
    def reps(self) -> tuple[ScoredRep, ...]:
        """All that were judged."""
        return tuple(rep for of_one in self.people for rep in of_one)

    @property
    def scores(self) -> list[list[float]]:
        """The scores of each person's reps."""
        return [[rep.score for rep in of_one] for of_one in self.people]


def held_back(references: Sequence[Reference], relation: Relation, count: int) -> Sample:
    """The models learn without ``count`` reps (or people, a rep of each), which they judge."""
    hold_back = hold_back_reps if relation.is_self else hold_back_people
    rest, held = hold_back(references, count)
    known = tuple(LearnedReference.of(reference) for reference in rest)
    judged = scored(held, known, relation)
    return Sample(known, (judged,), len(held) - len(judged))


def each_without_itself(references: Sequence[Reference], relation: Relation) -> Sample:
    """The models learn from all reps; each is judged by the others, or by the other people."""
    known = tuple(LearnedReference.of(reference) for reference in references)
    if relation is not Relation.SEVERAL_PEOPLE:
        return Sample(known, (_without_itself(references, known, relation),))
    people = dict.fromkeys(reference.person for reference in references)
    return Sample(known, tuple(_by_others(one, references, known, relation) for one in people))


def scored(
    reps: Iterable[PoseSeries], known: Sequence[LearnedReference], relation: Relation
) -> tuple[ScoredRep, ...]:
    """The reps that can be judged."""
    judged = ((rep, judge(JudgeableRep.of(rep), known, relation)) for rep in reps)
    return tuple(
        ScoredRep(rep, max(found.score, LEAST_SCORE))
        for rep, found in judged
        if isinstance(found, Judgement)
    )


def _by_others(
    person: str,
    references: Sequence[Reference],
    known: Sequence[LearnedReference],
    relation: Relation,
) -> tuple[ScoredRep, ...]:
    reps = [rep for one in references if one.person == person for rep in one.reps]
    return scored(reps, [one for one in known if one.person != person], relation)


def _without_itself(
    references: Sequence[Reference], known: Sequence[LearnedReference], relation: Relation
) -> tuple[ScoredRep, ...]:
    found: list[ScoredRep] = []
    for place, reference in enumerate(references):
        for left_out in parts_to_leave_out(len(reference.reps)):
            kept = [rep for at, rep in enumerate(reference.reps) if at not in left_out]
            rest = [one for at, one in enumerate(known) if at != place]
            if kept:
                rest.append(LearnedReference.of(replace(reference, reps=tuple(kept))))
            held = [reference.reps[at] for at in left_out]
            found += scored(held, rest, relation) if rest else ()
    return tuple(found)
