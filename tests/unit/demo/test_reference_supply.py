from pathlib import Path

import pytest

from spotter.demo.errors import UnknownExerciseError
from spotter.demo.reference_supply import supply
from spotter.simulation.motion.catalogue import EXERCISES


def test_an_unknown_exercise_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownExerciseError) as refused:
        supply(["squat", "moonwalk"], ["plank"], tmp_path)
    said = str(refused.value)
    assert "no reference for 'moonwalk'" in said
    assert "plank, pull-up, push-up, squat" in said
    assert "spotter record moonwalk good.mp4" in said


def test_what_the_user_recorded_needs_nothing_of_the_demo(tmp_path: Path) -> None:
    assert supply(["squat"], ["squat"], tmp_path) == ({}, [])


def test_a_demo_reference_is_made_only_if_missing(tmp_path: Path) -> None:
    files, jobs = supply(["squat"], [], tmp_path)
    assert [job.path for job in jobs] == [files["squat"]]
    files["squat"].touch()
    again, jobs = supply(["squat"], [], tmp_path)
    assert (again, jobs) == (files, [])


def test_another_estimator_gets_its_own_demo_reference(tmp_path: Path) -> None:
    usual, _ = supply(["squat"], [], tmp_path)
    other, jobs = supply(["squat"], [], tmp_path, "blazepose-heavy")
    assert other != usual
    assert [job.estimator for job in jobs] == ["blazepose-heavy"]


def test_any_means_every_recorded_exercise_besides_the_named_ones(tmp_path: Path) -> None:
    files, jobs = supply(["lunge", "any", "squat"], ["plank", "squat"], tmp_path)
    assert set(files) == {"lunge"}
    assert [job.path for job in jobs] == [files["lunge"]]


def test_any_means_every_demo_exercise_if_nothing_is_recorded(tmp_path: Path) -> None:
    files, jobs = supply(["any", "squat"], [], tmp_path)
    assert set(files) == set(EXERCISES)
    assert sorted(job.path for job in jobs) == sorted(files.values())
