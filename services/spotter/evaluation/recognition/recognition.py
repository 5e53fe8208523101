"""Measures which of a day's exercises is recognised, where one of them is expected and where none.

One person does a set of an exercise; another one has recorded those of the day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

import numpy as np

from spotter.evaluation.errors import EvaluationError
from spotter.evaluation.form.filming import View
from spotter.evaluation.parallel import each
from spotter.evaluation.progress import Progress, silent
from spotter.evaluation.recognition.sets import CapturedSet, FilmedSet
from spotter.movement.recognition import Candidate, combine_evidence
from spotter.movement.recognition.recogniser_state import FoundRep
from spotter.movement.segmentation import cut_reps
from spotter.movement.values import Exercise

_DAYS = 20
"""In how many days with the exercise, and in how many without it, a set is looked at."""
LOOKS = (1, 2, 6)
"""After how many reps it is asked which exercise it is."""
_SETTLED_US = 300_000
"""How long after a rep's end it is asked, as live."""

Found = Mapping[str, Sequence[FoundRep]]


class Does(StrEnum):
    """What the member does, of what is expected."""

    NEXT = "the next set"
    ANOTHER = "another exercise of the day"
    FOREIGN = "none of the day"


@dataclass(frozen=True, slots=True)
class Look:
    """Which exercise is recognised after some reps of a set; None is none of the day's.

    ``unaided`` is recognised where nothing is expected.
    """

    exercise: str
    expected: str
    does: Does
    after_reps: int
    unaided: str | None
    recognised: str | None


@dataclass(frozen=True, slots=True)
class RecognitionQuestion:
    """The view, how many exercises a day has, and the seed of chance."""

    view: View
    exercises: int
    seed: int


def measure_recognition(
    sets: Sequence[CapturedSet],
    question: RecognitionQuestion,
    processes: int,
    progress: Progress = silent,
) -> list[Look]:
    """Look at each set in several days, with each of the day's exercises expected in turn.

    Raises :class:`EvaluationError` unless there are more exercises than a day has.
    """
    names = {one.exercise for one in sets}
    if not 2 <= question.exercises < len(names):
        raise EvaluationError(
            f"expected 2 to {len(names) - 1} exercises a day; found {question.exercises}"
        )
    people = sorted({one.person for one in sets})
    looks: list[Look] = []
    with progress("Recognising", len(people)) as on_done:
        work = partial(_looks_at, sets=sets, question=question)
        for of_one in each(work, people, processes):
            looks += of_one
            on_done()
    return looks


def _looks_at(
    person: int, sets: Sequence[CapturedSet], question: RecognitionQuestion
) -> list[Look]:
    """Those at a person's sets of which somebody else has recorded the exercise, too."""
    rng = np.random.default_rng((question.seed, person))
    looks: list[Look] = []
    for own in (one for one in sets if one.person == person):
        trainers = {
            one.person for one in sets if one.exercise == own.exercise and one.person != person
        }
        if trainers:
            trainer = int(rng.choice(sorted(trainers)))
            filmed = own.filmed(question.view, rng)
            recorded = [one.filmed(question.view, rng) for one in sets if one.person == trainer]
            found = {one.exercise: _found(filmed, one) for one in recorded}
            looks += _in_days(filmed, found, question.exercises, rng)
    return looks


def _found(filmed: FilmedSet, recorded: FilmedSet) -> list[FoundRep]:
    candidate = Candidate.of(Exercise((recorded.reference,)))
    reps = cut_reps(candidate.template, filmed.poses)
    return [FoundRep.of(rep, filmed.poses, candidate) for rep in reps]


def _in_days(
    filmed: FilmedSet, found: Found, exercises: int, rng: np.random.Generator
) -> Iterator[Look]:
    others = sorted(found.keys() - {filmed.exercise})
    for number in range(2 * _DAYS):
        own = [filmed.exercise] if number % 2 else []
        day = [*own, *rng.permutation(others)[: exercises - len(own)].tolist()]
        for after_reps in LOOKS[: len(filmed.reps)]:
            known = _until(filmed, {name: found[name] for name in day}, after_reps)
            unaided = combine_evidence(known).exercise
            for expected in day:
                recognised = combine_evidence(known, expected).exercise
                does = _does(filmed.exercise, expected, day)
                yield Look(filmed.exercise, expected, does, after_reps, unaided, recognised)


def _until(filmed: FilmedSet, found: Found, after_reps: int) -> Found:
    """What was found when so many reps were done."""
    rep = filmed.reps[min(after_reps, len(filmed.reps)) - 1]
    until_us = int(rep.captured_us[-1]) + _SETTLED_US
    return {
        name: [one for one in of_one if one.rep.ended_us <= until_us]
        for name, of_one in found.items()
    }


def _does(exercise: str, expected: str, day: Sequence[str]) -> Does:
    if exercise not in day:
        return Does.FOREIGN
    return Does.NEXT if exercise == expected else Does.ANOTHER
