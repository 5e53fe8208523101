"""Judges a rep by all references of an exercise: several people, several views."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spotter.movement.assessment.deviations import Deviations, deviations_of
from spotter.movement.assessment.learned_reference import LearnedReference
from spotter.movement.assessment.relation import Relation
from spotter.movement.assessment.scorability import why_insufficient, why_unscorable
from spotter.movement.assessment.standpoint import trusted, why_too_far_round
from spotter.movement.fitting import Attempt
from spotter.movement.geometry import Coordinates, View, phase_trajectory, yaw_between
from spotter.movement.values import PoseSeries, Reason

_NEAREST = 2


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """A rep's score, and its deviations from the reference that fits best.

    ``score`` has no unit: deviations in multiples of the allowance. ``reference_index`` is that of
    the reference, and ``by`` the reference as it looks from where the rep is seen. ``trajectory``
    is the rep's (60, 25, 2), as it was filmed.
    """

    score: float
    reference_index: int
    by: LearnedReference
    trajectory: Coordinates
    deviations: Deviations


@dataclass(frozen=True, slots=True, eq=False)
class _Compared:
    """A rep compared with one reference."""

    by: LearnedReference
    deviations: Deviations


@dataclass(frozen=True, slots=True)
class _Missed:
    """Why a reference cannot judge a rep, and how badly they fit."""

    reason: Reason
    misfit: float


def judge(
    poses: PoseSeries, known: Sequence[LearnedReference], relation: Relation
) -> Judgement | Reason:
    """Judge a rep; or say why no reference can.

    Each reference counts as it looks from where the rep is seen. Of one person's references, which
    may show several views, the best decides. Bodies differ, so the people whose references fit best
    decide: the score is the mean of the two nearest.
    """
    reason = why_insufficient(poses)
    if reason:
        return reason
    trajectory, view = phase_trajectory(poses), View.of([poses])
    attempt = Attempt.of(trajectory)
    compared = [_compare(attempt, view, len(poses), one, relation) for one in known]
    found = {index: one for index, one in enumerate(compared) if isinstance(one, _Compared)}
    if not found:
        missed = [one for one in compared if isinstance(one, _Missed)]
        return min(missed, key=lambda one: one.misfit).reason
    scores = {index: one.deviations.score for index, one in found.items()}
    nearest = min(scores, key=lambda index: scores[index])
    best, score = found[nearest], _of_nearest_people(scores, known)
    return Judgement(score, nearest, best.by, trajectory, best.deviations)


def _compare(
    attempt: Attempt,
    view: View,
    frame_count: int,
    one: LearnedReference,
    relation: Relation,
) -> _Compared | _Missed:
    yaw = trusted(yaw_between(view, one.view))
    too_far = why_too_far_round(yaw, one)
    # Depth is uncertain, so where it explains the rep less than none does, it does not count.
    ways = dict.fromkeys((one, one if yaw is None or too_far else one.seen_from(yaw)))
    fits = ((attempt.register(by.expected.target), by) for by in ways)
    best, by = min(fits, key=lambda fit: fit[0].cost)
    reason = too_far or why_unscorable(best, by.expected)
    if reason:
        return _Missed(reason, best.cost)
    return _Compared(by, deviations_of(best, frame_count, by.expected, relation, by.turned_deg))


def _of_nearest_people(scores: dict[int, float], known: Sequence[LearnedReference]) -> float:
    by_person: dict[str, float] = {}
    for index, score in scores.items():
        person = known[index].person
        by_person[person] = min(score, by_person.get(person, score))
    return float(np.mean(sorted(by_person.values())[:_NEAREST]))
