import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.training.imports import Likeness, Match, Unmatched, match_names

GYM = ["squat", "biceps-curl", "lat-pulldown", "push-up", "lunge", "overhead-press"]


@pytest.mark.parametrize(
    ("name", "exercise", "likeness"),
    [
        ("Squat (Barbell)", "squat", Likeness.EQUIPMENT_LEFT_OUT),
        ("Bicep Curl (Dumbbell)", "biceps-curl", Likeness.EQUIPMENT_LEFT_OUT),
        ("Lat Pulldown (Cable)", "lat-pulldown", Likeness.EQUIPMENT_LEFT_OUT),
        ("Lat Pull Down (Machine)", "lat-pulldown", Likeness.EQUIPMENT_LEFT_OUT),
        ("Squat (Smith Machine)", "squat", Likeness.EQUIPMENT_LEFT_OUT),
        ("SQUATS", "squat", Likeness.SAME),
        ("Push Ups", "push-up", Likeness.SAME),
        ("Pushup", "push-up", Likeness.SAME),
        ("Overhed Press (Barbell)", "overhead-press", Likeness.SPELLING),
    ],
)
def test_a_name_is_matched(name: str, exercise: str, likeness: Likeness) -> None:
    matching = match_names({name: 3}, GYM)
    assert matching.matched == (Match(name, exercise, 3, likeness),)


def test_the_name_with_its_equipment_wins() -> None:
    gym = ["squat", "barbell-squat"]
    assert match_names({"Squat (Barbell)": 1, "Squat": 1}, gym).names == {
        "Squat (Barbell)": "barbell-squat",
        "Squat": "squat",
    }


@pytest.mark.parametrize(
    ("name", "exercise"),
    [
        ("Decline Bench Press (Barbell)", "incline-bench-press"),
        ("Hip Adduction (Machine)", "hip-abduction"),
        ("External Rotation (Band)", "internal-rotation"),
        ("Triceps Extension", "biceps-extension"),
        ("Pull Up (Assisted)", "pull-up"),
        ("Pull Up", "push-up"),
        ("Front Squat (Barbell)", "squat"),
        ("Lateral Raise", "front-raise"),
        ("Hip Thruster", "hip-thrust"),
        ("Bilateral Raise", "lateral-raise"),
        ("Overhand Row", "overhead-row"),
        ("की", "का"),
        ("(Barbell)", "()"),
    ],
)
def test_another_movement_is_not_matched(name: str, exercise: str) -> None:
    assert match_names({name: 1}, [exercise]).matched == ()


def test_a_name_without_exercise_comes_with_the_likeliest_and_how_many_sets_use_it() -> None:
    gym = [*GYM, "front-squat", "split-squat", "goblet-squat", "back-squat"]
    matching = match_names({"Farmers Walk": 2, "Zercher Squat (Barbell)": 40}, gym)
    assert [(one.name, one.sets) for one in matching.unmatched] == [
        ("Zercher Squat (Barbell)", 40),
        ("Farmers Walk", 2),
    ]
    assert len(matching.unmatched[0].suggestions) == 3
    assert all("squat" in suggestion for suggestion in matching.unmatched[0].suggestions)


def test_a_name_that_means_two_exercises_is_for_the_trainer_to_choose() -> None:
    matching = match_names({"Squat (Barbell)": 1}, ["squat", "squats"])
    assert matching.unmatched == (Unmatched("Squat (Barbell)", 1, ("squat", "squats")),)


def test_a_name_that_means_two_taught_exercises_is_given_to_none_that_is_not_taught() -> None:
    gym = ["squat-barbell", "barbell squat"]
    assert not match_names({"Barbell Squat": 3}, gym, ["Barbell Squats"]).matched
    assert match_names({"Barbell Squat": 3}, ["lunge"], ["Barbell Squats"]).matched


@given(
    names=st.dictionaries(st.text(max_size=12), st.integers(1, 9), max_size=5),
    gym=st.lists(st.text(max_size=12), max_size=5),
)
def test_every_name_is_matched_or_left_to_choose(names: dict[str, int], gym: list[str]) -> None:
    matching = match_names(names, gym)
    told = [match.name for match in matching.matched] + [one.name for one in matching.unmatched]
    assert sorted(told) == sorted(names)
    assert {match.exercise for match in matching.matched} <= set(gym)


@given(name=st.text(alphabet="abcdefgh -", min_size=1).filter(lambda name: name.strip(" -")))
def test_a_name_is_matched_with_itself(name: str) -> None:
    assert match_names({name.upper(): 1}, [name]).names == {name.upper(): name}
