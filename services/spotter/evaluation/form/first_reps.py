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


def begun_cells(
    cells: Sequence[Cell], first: FirstReps, *, in_turn: bool
) -> tuple[list[Cell], list[str]]:
    """The cells that have a fold with such first reps, and why the others have none."""
    begun = [with_first_reps(cell, first, in_turn=in_turn) for cell in cells]
    too_few = [_why_too_few(cell, first) for cell in begun if not cell.folds]
    return [cell for cell in begun if cell.folds], too_few


def _why_too_few(cell: Cell, first: FirstReps) -> str:
    wanted = sum(first.are_good), sum(not good for good in first.are_good)
    found = sum(rep.is_good for rep in cell.reps), sum(not rep.is_good for rep in cell.reps)
    return (
        f"{cell.title}: expected {wanted[0]} good and {wanted[1]} faulty first reps; "
        f"found {found[0]} and {found[1]}"
    )


def with_first_reps(cell: Cell, first: FirstReps, *, in_turn: bool = False) -> Cell:
    """The cell whose folds begin with first reps, which are not judged; without folds that can't.

    In order of the file, the person's first good and faulty reps are taken; ``in_turn``, those
    from each rep on, as if the file began there and went round.
    """
    if not first.are_good:
        return cell
    folds = [
        begun
        for fold in cell.folds
        for order in (_orders(fold, cell.reps, first) if in_turn else [fold.judged])
        if (begun := _begun(fold, order, cell.reps, first)) is not None
    ]
    return replace(cell, folds=tuple(folds))


def _orders(fold: Fold, reps: Sequence[LabelledRep], first: FirstReps) -> list[tuple[int, ...]]:
    """The judged reps from each on that is as good as the first rep shall be."""
    judged = fold.judged
    starts = [at for at, rep in enumerate(judged) if reps[rep].is_good is first.are_good[0]]
    return [judged[at:] + judged[:at] for at in starts]


def _begun(
    fold: Fold, order: Sequence[int], reps: Sequence[LabelledRep], first: FirstReps
) -> Fold | None:
    left = list(order)
    chosen: list[int] = []
    for is_good in first.are_good:
        found = next((place for place in left if reps[place].is_good is is_good), None)
        if found is None:
            return None
        chosen.append(found)
        left.remove(found)
    return replace(fold, first=tuple(chosen), judged=tuple(sorted(left)))
