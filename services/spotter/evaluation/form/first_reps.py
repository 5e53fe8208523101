"""Chooses the reps that a person does first, from which a baseline may come."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from spotter.evaluation.form.labelled import LabelledRep
from spotter.evaluation.form.protocol import Cell, Fold
from spotter.movement.values import BASELINE_REPS


class FirstReps(StrEnum):
    """What a person's first three reps are like; without any, every rep is judged as the first."""

    NONE = "none"
    GOOD = "good"
    ONE_FAULTY = "one-faulty"
    FAULTY = "faulty"

    @property
    def are_good(self) -> tuple[bool, ...]:
        """Whether each of the first reps is good."""
        return {
            FirstReps.NONE: (),
            FirstReps.GOOD: (True,) * BASELINE_REPS,
            FirstReps.ONE_FAULTY: (True, False, True),
            FirstReps.FAULTY: (False,) * BASELINE_REPS,
        }[self]


def with_first_reps(cell: Cell, first: FirstReps) -> Cell:
    """The cell whose folds begin with first reps, which are not judged; without folds that can't.

    In order of the file, the person's first good and faulty reps are taken.
    """
    folds = (_begun(fold, cell.reps, first) for fold in cell.folds)
    return replace(cell, folds=tuple(fold for fold in folds if fold is not None))


def _begun(fold: Fold, reps: Sequence[LabelledRep], first: FirstReps) -> Fold | None:
    left = list(fold.judged)
    chosen: list[int] = []
    for is_good in first.are_good:
        found = next((place for place in left if reps[place].is_good is is_good), None)
        if found is None:
            return None
        chosen.append(found)
        left.remove(found)
    return replace(fold, first=tuple(chosen), judged=tuple(left))
