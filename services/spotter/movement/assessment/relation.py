"""Who is judged by whom, and how large the scores of good reps usually are then.

The scores of one person's good reps, judged by that person's own, differ less than those of people
judged by others, who have another body and other habits. The numbers come from correct reps of ten
exercises by six people, see docs/evaluating.md.
"""

import math
from collections.abc import Iterable
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from spotter.movement.values import Exercise, Reference

ONESELF = "oneself"
"""The name of whoever is judged by their own reps, whatever it is."""


class Relation(Enum):
    """Who recorded the references, seen from the person whose reps are judged."""

    SAME_PERSON = "the same person"
    ANOTHER_PERSON = "another person"
    SEVERAL_PEOPLE = "several other people"

    @property
    def is_self(self) -> bool:
        """Whether people are judged by themselves."""
        return self is Relation.SAME_PERSON


class UsualScore(NamedTuple):
    """The logarithm of a good rep's score: its prior mean and two standard deviations.

    The prior mean weighs as much as ``weight`` reps (of one person) or people (of several); it is
    infinite where the known reps say nothing about the judged ones.
    """

    log_mean: float
    weight: float
    spread_of_people: float
    spread_of_reps: float


USUAL_SCORES = {
    Relation.SAME_PERSON: UsualScore(-1.25, 3, 0.36, 0.33),
    Relation.ANOTHER_PERSON: UsualScore(-1.03, math.inf, 0.42, 0.14),
    Relation.SEVERAL_PEOPLE: UsualScore(-1.25, 1, 0.36, 0.14),
}


def relation_of(references: Iterable[Reference], member: str) -> Relation:
    """Whose ``references`` they are, seen from ``member``, or from somebody unknown ("")."""
    people = {reference.person for reference in references}
    if member and people == {member}:
        return Relation.SAME_PERSON
    return Relation.ANOTHER_PERSON if len(people) == 1 else Relation.SEVERAL_PEOPLE


def as_oneself(exercise: Exercise) -> Exercise | None:
    """The exercise for whoever recorded it, as :data:`ONESELF`; None if that is not one person."""
    people = {reference.person for reference in exercise.recorded}
    if len(people) > 1:
        return None
    own = tuple(
        replace(one, person=ONESELF) if one.person in people else one for one in exercise.references
    )
    return replace(exercise, references=own)
