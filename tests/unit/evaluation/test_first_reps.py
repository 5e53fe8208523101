import pytest

from spotter.evaluation.form.first_reps import FirstReps, begun_cells
from spotter.evaluation.form.labelled import LabelledRep
from spotter.evaluation.form.protocol import Cell, Fold
from support.movements.filmed import filmed_reference

REFERENCE = filmed_reference("squat", reps=1)


def cell(labels: str) -> Cell:
    """One fold, with a rep for each letter: ``g`` is a good one, ``f`` a faulty one."""
    poses = REFERENCE.reps[0]
    reps = tuple(
        LabelledRep("squat", "room", f"rep {place}", letter == "g", poses, poses)
        for place, letter in enumerate(labels)
    )
    return Cell("squat", "room", reps, (Fold((REFERENCE,), tuple(range(len(reps)))),))


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (FirstReps.GOOD, (1, 3, 4)),
        (FirstReps.ONE_FAULTY, (1, 0, 3)),
        (FirstReps.FAULTY, (0, 2, 6)),
        (FirstReps.NONE, ()),
    ],
)
def test_the_first_reps_are_those_of_the_file(first: FirstReps, expected: tuple[int, ...]) -> None:
    ((begun,), too_few) = begun_cells([cell("fgfgggf")], first, in_turn=False)
    (fold,) = begun.folds
    assert fold.first == expected
    assert sorted((*fold.first, *fold.judged)) == list(range(7))
    assert not too_few


def test_of_few_clips_each_is_the_first_in_turn() -> None:
    ((begun,), _) = begun_cells([cell("gfggg")], FirstReps.GOOD, in_turn=True)
    assert [fold.first for fold in begun.folds] == [(0, 2, 3), (2, 3, 4), (3, 4, 0), (4, 0, 2)]
    assert [fold.judged for fold in begun.folds] == [(1, 4), (0, 1), (1, 2), (1, 3)]


def test_a_cell_with_too_few_reps_is_left_out_and_named() -> None:
    cells, too_few = begun_cells([cell("gfg")], FirstReps.GOOD, in_turn=True)
    assert not cells
    assert too_few == ["squat, room: expected 3 good and 0 faulty first reps; found 2 and 1"]
