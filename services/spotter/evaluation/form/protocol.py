"""Chooses the reps that serve as references, and the reps to judge by them."""

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from spotter.evaluation.errors import EvaluationError
from spotter.evaluation.form.labelled import FormData, LabelledRep
from spotter.movement.values import Reference

_CHOICE = re.compile(r"(own|one|others):([1-9]\d{0,3})")


class Whose(StrEnum):
    """Who did the reps of the references."""

    OWN = "own"
    ONE = "one"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class ReferenceChoice:
    """``own:3``: three own reps; ``others:3``: up to three reps of each other group.

    ``one:3`` is each other group alone, in turn.
    """

    whose: Whose
    reps: int

    @classmethod
    def parse(cls, words: str) -> Self:
        """From ``own:N``, ``one:N`` or ``others:N``.

        Raises :class:`EvaluationError` for other words.
        """
        match = _CHOICE.fullmatch(words.strip())
        if match is None:
            raise EvaluationError(
                "expected references as own:N (N own good reps), one:N (N of one other person or "
                f"set-up) or others:N (N of each), N at least 1; found {words!r}"
            )
        return cls(Whose(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.whose}:{self.reps}"


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """One choice of references, and the reps to judge: indices into the cell's ``reps``.

    The person does the ``first`` reps before each of the ``judged``.
    """

    references: tuple[Reference, ...]
    judged: tuple[int, ...]
    first: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One exercise of one group: a person or a set-up."""

    exercise: str
    group: str
    reps: tuple[LabelledRep, ...]
    folds: tuple[Fold, ...]

    @property
    def title(self) -> str:
        """The cell's display name."""
        return title_of(self.exercise, self.group)


@dataclass(frozen=True, slots=True, eq=False)
class Protocol:
    """All cells that can be measured, and why the others cannot."""

    cells: tuple[Cell, ...]
    left_out: tuple[str, ...]


def title_of(exercise: str, group: str) -> str:
    """The display name of one exercise of one group; a set-up's name begins with its exercise."""
    return group if group.startswith(f"{exercise},") else f"{exercise}, {group}"


def plan(data: FormData, choice: ReferenceChoice) -> Protocol:
    """The folds of each exercise and group.

    Own: every N consecutive good reps are the reference once, and judge the other reps of the same
    exercise and group. Others: the first N good reps of each other group make one reference each,
    and judge all reps. One: each of these references alone does.

    Raises :class:`EvaluationError` if no cell can be measured.
    """
    if not any(rep.is_good for rep in data.reps):
        raise EvaluationError(f"expected good reps to learn from; found {len(data.reps)} bad ones")
    grouped: defaultdict[tuple[str, str], list[LabelledRep]] = defaultdict(list)
    for rep in data.reps:
        grouped[rep.exercise, rep.group].append(rep)
    cells, left_out = [], []
    for (exercise, group), reps in grouped.items():
        folds = (
            _own_folds(reps, choice.reps)
            if choice.whose is Whose.OWN
            else _others_folds(exercise, group, grouped, choice)
        )
        if folds:
            cells.append(Cell(exercise, group, tuple(reps), folds))
        else:
            left_out.append(_why_left_out(exercise, group, reps, choice))
    if not cells:
        raise EvaluationError(f"{choice} cannot be measured here: {'; '.join(left_out[:3])}")
    return Protocol(tuple(cells), tuple(left_out))


def _own_folds(reps: list[LabelledRep], size: int) -> tuple[Fold, ...]:
    good = [place for place, rep in enumerate(reps) if rep.is_good]
    if len(good) <= size:
        return ()
    chosen = (good[start : start + size] for start in range(0, len(good) - size + 1, size))
    return tuple(
        Fold(
            (_reference([reps[place] for place in fold]),),
            tuple(place for place in range(len(reps)) if place not in fold),
        )
        for fold in chosen
    )


def _others_folds(
    exercise: str,
    group: str,
    grouped: dict[tuple[str, str], list[LabelledRep]],
    choice: ReferenceChoice,
) -> tuple[Fold, ...]:
    others = [
        [rep for rep in reps if rep.is_good][: choice.reps]
        for (of_exercise, of_group), reps in grouped.items()
        if of_exercise == exercise and of_group != group
    ]
    references = tuple(_reference(good) for good in others if good)
    judged = tuple(range(len(grouped[exercise, group])))
    if choice.whose is Whose.ONE:
        return tuple(Fold((one,), judged) for one in references)
    return (Fold(references, judged),) if references else ()


def _reference(reps: list[LabelledRep]) -> Reference:
    first = reps[0]
    return Reference(first.exercise, tuple(rep.recorded for rep in reps), person=first.group)


def _why_left_out(
    exercise: str, group: str, reps: list[LabelledRep], choice: ReferenceChoice
) -> str:
    title = title_of(exercise, group)
    if choice.whose is not Whose.OWN:
        return f"{title}: nobody else has a good rep"
    good = sum(rep.is_good for rep in reps)
    return f"{title}: expected {choice.reps + 1} or more good reps; found {good}"
