"""Judges a rep by all references of an exercise: several people, several views."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from spotter.movement.assessment.deviations import Deviations, deviations_of
from spotter.movement.assessment.relation import Relation
from spotter.movement.assessment.scorability import why_insufficient, why_unscorable
from spotter.movement.fitting import ReferenceModel, learn_model, register
from spotter.movement.geometry import Coordinates, phase_trajectory
from spotter.movement.values import MovementError, PoseSeries, Reference

_NEAREST = 2


@dataclass(frozen=True, slots=True, eq=False)
class LearnedReference:
    """A reference and the model learned from it."""

    reference: Reference
    expected: ReferenceModel

    @classmethod
    def of(cls, reference: Reference) -> "LearnedReference":
        """Raises :class:`MovementError` when no joint is seen in all reps, or none moves."""
        return cls(reference, learn_model(reference))

    @property
    def person(self) -> str:
        """The person who performed the reference."""
        return self.reference.person


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """A rep's score, and its deviations from the reference that fits best.

    ``score`` has no unit: deviations in multiples of the allowance. ``trajectory`` is the rep's
    (60, 25, 2), as it was filmed.
    """

    score: float
    reference_index: int
    trajectory: Coordinates
    deviations: Deviations


def judgeable_part(reference: Reference) -> Reference:
    """``reference`` with only those reps that could be judged themselves.

    Raises :class:`MovementError` when there is none.
    """
    reasons = [why_insufficient(rep) for rep in reference.reps]
    kept = tuple(rep for rep, why in zip(reference.reps, reasons, strict=True) if why is None)
    if not kept:
        raise MovementError(
            f"a reference for {reference.exercise!r} needs a rep that can be judged; "
            f"found {reasons[0]}"
        )
    return replace(reference, reps=kept)


def judge(
    poses: PoseSeries, known: Sequence[LearnedReference], relation: Relation
) -> Judgement | str:
    """Judge a rep; or say why no reference can, in words for people.

    Bodies and views differ, so the references that fit best decide: the score is the mean of the
    two nearest.
    """
    reason = why_insufficient(poses)
    if reason:
        return reason
    trajectory = phase_trajectory(poses)
    found: dict[int, Deviations] = {}
    reasons: list[tuple[float, str]] = []
    for index, one in enumerate(known):
        best = register(trajectory, one.expected.trajectory)
        why_not = why_unscorable(best, one.expected)
        if why_not:
            reasons.append((best.cost, why_not))
        else:
            found[index] = deviations_of(best, len(poses), one.expected, relation)
    if not found:
        return min(reasons, key=lambda reason: reason[0])[1]
    scores = {index: deviations.score for index, deviations in found.items()}
    nearest = min(scores, key=lambda index: scores[index])
    return Judgement(_nearest(list(scores.values())), nearest, trajectory, found[nearest])


def _nearest(scores: list[float]) -> float:
    return float(np.mean(sorted(scores)[:_NEAREST]))
