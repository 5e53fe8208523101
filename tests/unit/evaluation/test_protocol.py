import operator

import numpy as np
import pytest

from spotter.evaluation.errors import EvaluationError
from spotter.evaluation.form.labelled import FormData, LabelledRep
from spotter.evaluation.form.protocol import Protocol, ReferenceChoice, plan
from spotter.evaluation.parallel import each
from spotter.movement.values.body.poses import PoseSeries


def rep(exercise: str, group: str, name: str, *, is_good: bool = True) -> LabelledRep:
    poses = PoseSeries(np.arange(9), np.zeros((9, 25, 3), dtype=np.float32))
    return LabelledRep(exercise, group, name, is_good, poses, poses)


def planned(choice: str, *reps: LabelledRep) -> Protocol:
    return plan(FormData("ui-prmd", "person", reps), ReferenceChoice.parse(choice))


ANN = [rep("squat", "Ann", f"good {number}") for number in range(5)]
ANN_BAD = rep("squat", "Ann", "bad", is_good=False)
BOB = [rep("squat", "Bob", f"good {number}") for number in range(2)]


def test_reps_that_follow_each_other_make_a_fold_and_the_rest_is_judged() -> None:
    (cell,) = planned("own:2", *ANN[:2], ANN_BAD, *ANN[2:]).cells
    poses = [each.poses for each in cell.reps]
    assert [[poses.index(rep) for rep in fold.references[0].reps] for fold in cell.folds] == [
        [0, 1],
        [3, 4],
    ]
    assert [fold.judged for fold in cell.folds] == [(2, 3, 4, 5), (0, 1, 2, 5)]
    assert cell.folds[0].references[0].person == "Ann"


def test_whoever_has_too_few_good_reps_is_left_out_with_the_reason() -> None:
    found = planned("own:2", *ANN, ANN_BAD, *BOB)
    assert [cell.group for cell in found.cells] == ["Ann"]
    assert found.left_out == ("squat, Bob: expected 3 or more good reps; found 2",)


def test_the_first_good_reps_of_each_other_person_are_references() -> None:
    cat = [rep("squat", "Cat", "good"), rep("squat", "Cat", "bad", is_good=False)]
    lunge = rep("lunge", "Dan", "good")
    found = planned("others:2", *ANN, *BOB, *cat, lunge)
    of_ann = found.cells[0].folds[0]
    assert [(ref.person, len(ref.reps)) for ref in of_ann.references] == [("Bob", 2), ("Cat", 1)]
    assert of_ann.references[0].reps == tuple(each.poses for each in BOB)
    assert of_ann.judged == tuple(range(len(ANN)))
    assert found.left_out == ("lunge, Dan: nobody else has a good rep",)


def test_whose_reps_all_are_bad_lends_none_and_is_judged() -> None:
    found = planned("others:1", *ANN, rep("squat", "Eve", "bad", is_good=False))
    assert [cell.group for cell in found.cells] == ["Eve"]


@pytest.mark.parametrize("words", ["own", "own:", "own:-1", "own:0", "others:x", "mine:3", ""])
def test_other_words_for_references_are_refused(words: str) -> None:
    with pytest.raises(EvaluationError, match="own:N"):
        ReferenceChoice.parse(words)
    assert str(ReferenceChoice.parse("others:3")) == "others:3"


@pytest.mark.parametrize("processes", [1, 2])
def test_results_of_several_processes_keep_the_order_of_the_tasks(processes: int) -> None:
    assert list(each(operator.neg, [3, 1, 2], processes)) == [-3, -1, -2]


def test_an_error_of_a_worker_process_is_raised_in_the_caller() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        list(each(int, ["a", "b"], 2))
