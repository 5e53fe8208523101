"""Judges a rep by all references of an exercise: several people, several views."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from spotter.movement.assessment.deviations import Deviations, deviations_of
from spotter.movement.assessment.equipment import EquipmentDeviations, equipment_deviations
from spotter.movement.assessment.faults import largest_pattern
from spotter.movement.assessment.judgeable_rep import JudgeableRep
from spotter.movement.assessment.learned_reference import LearnedReference
from spotter.movement.assessment.relation import Relation
from spotter.movement.assessment.scorability import why_unscorable
from spotter.movement.assessment.standpoint import trusted, why_too_far_round
from spotter.movement.fitting import ReferenceModel
from spotter.movement.geometry import Coordinates, View, yaw_between
from spotter.movement.values import PoseSeries, Reason

_NEAREST = 2
_PATTERN_WEIGHT = 1 / 4
"""A pattern is in a pair of joints for part of the rep, the score in five coordinates for all of
it. With 1 / 4 no more good reps of six people are called faulty, with 1 / 3 one in 1200 is."""


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """A rep's score, and its deviations from the reference that fits best.

    ``score`` has no unit: deviations in multiples of the allowance, or a quarter of a known
    pattern's or the equipment's if that is more. ``reference_index`` is that of the reference, and
    ``by`` the reference as it looks from where the rep is seen. ``equipment`` are the deviations of
    what the exercise is done with, and ``body_score`` is the score without them; None where it was
    not compared.
    """

    rep: JudgeableRep
    score: float
    reference_index: int
    by: LearnedReference
    deviations: Deviations
    body_score: float
    equipment: EquipmentDeviations | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Compared:
    """A rep compared with one reference."""

    by: LearnedReference
    deviations: Deviations
    body_score: float
    equipment: EquipmentDeviations | None

    @property
    def score(self) -> float:
        """The body's, or the equipment's if that is more."""
        if self.equipment is None:
            return self.body_score
        return max(self.body_score, self.equipment.score)


@dataclass(frozen=True, slots=True)
class _Missed:
    """Why a reference cannot judge a rep, and how badly they fit."""

    reason: Reason
    misfit: float


def judge(
    rep: JudgeableRep | Reason, known: Sequence[LearnedReference], relation: Relation
) -> Judgement | Reason:
    """Judge a rep; or say why no reference can, as of a rep that none could judge.

    Each reference counts as it looks from where the rep is seen. Of one person's references, which
    may show several views, the best decides. Bodies differ, so the people whose references fit best
    decide: the score is the mean of the two nearest. Where some references show the rep's equipment
    these judge alone, since to the others equipment that goes astray is as good as any.
    """
    if isinstance(rep, Reason):
        return rep
    compared = [_compare(rep, one, relation) for one in known]
    found = {index: one for index, one in enumerate(compared) if isinstance(one, _Compared)}
    if not found:
        missed = [one for one in compared if isinstance(one, _Missed)]
        return min(missed, key=lambda one: one.misfit).reason
    with_equipment = {index: one for index, one in found.items() if one.equipment}
    scores = {index: one.score for index, one in (with_equipment or found).items()}
    nearest = min(scores, key=lambda index: scores[index])
    best, score = found[nearest], _of_nearest_people(scores, known)
    return Judgement(rep, score, nearest, best.by, best.deviations, best.body_score, best.equipment)


def alignments(
    poses: PoseSeries, known: Sequence[LearnedReference]
) -> Iterator[tuple[Coordinates, Coordinates]]:
    """What :func:`judge` aligns to judge a rep: pairs of (60, D), in usual deviations."""
    rep = JudgeableRep.of(poses)
    if isinstance(rep, Reason):
        return
    for one in known:
        for by in _ways(one, rep.view)[0]:
            yield from rep.attempt.pairs(by.expected.target)


def _ways(one: LearnedReference, view: View) -> tuple[tuple[LearnedReference, ...], Reason | None]:
    """The reference as recorded and as seen from ``view``; why it cannot be seen from there."""
    yaw = trusted(yaw_between(view, one.view))
    too_far = why_too_far_round(yaw, one)
    turned = one if yaw is None or too_far else one.seen_from(yaw)
    return tuple(dict.fromkeys((one, turned))), too_far


def _compare(rep: JudgeableRep, one: LearnedReference, relation: Relation) -> _Compared | _Missed:
    ways, too_far = _ways(one, rep.view)
    # Depth is uncertain, so where it explains the rep less than none does, it does not count.
    fits = ((rep.attempt.register(by.expected.target), by) for by in ways)
    best, by = min(fits, key=lambda fit: fit[0].cost)
    reason = too_far or why_unscorable(best, by.expected)
    if reason:
        return _Missed(reason, best.cost)
    deviations = deviations_of(best, rep.frame_count, by.expected, relation, by.turned_deg)
    equipment = equipment_deviations(best, rep.ends, by.equipment, relation)
    return _Compared(by, deviations, _score(deviations, by.expected, relation), equipment)


def _score(deviations: Deviations, expected: ReferenceModel, relation: Relation) -> float:
    """The deviations' score, or that of a known pattern of somebody who usually does not show it.

    How others do it says little about patterns: good reps of two people differ in them as well.
    """
    if not relation.is_self:
        return deviations.score
    return max(deviations.score, _PATTERN_WEIGHT * largest_pattern(deviations, expected))


def _of_nearest_people(scores: dict[int, float], known: Sequence[LearnedReference]) -> float:
    by_person: dict[str, float] = {}
    for index, score in scores.items():
        person = known[index].person
        by_person[person] = min(score, by_person.get(person, score))
    return float(np.mean(sorted(by_person.values())[:_NEAREST]))
