import math

import pytest

from spotter.movement.values import Tempo
from spotter.training.errors import TrainingError
from spotter.training.workout import Item, Workout

SQUAT = Item("squat", sets=3, reps=8, tempo=Tempo(3, 1, 1, 0), rest_s=90, load_kg=82.5)


def test_a_workout_without_exercises_is_refused_in_words() -> None:
    with pytest.raises(
        TrainingError, match="the workout 'Legs' has no exercises; expected at least 1"
    ):
        Workout("Legs", ())


@pytest.mark.parametrize("title", ["", "  ", "two\nlines", "x" * 201, "\x00"])
def test_a_title_is_one_line(title: str) -> None:
    with pytest.raises(TrainingError, match="expected a workout's title of one line"):
        Workout(title, (SQUAT,))


@pytest.mark.parametrize("name", ["Kniebeuge", "スクワット", "स्क्वाट", "القرفصاء", "🏋️"])
def test_names_are_in_any_script(name: str) -> None:
    assert Workout(name, (Item(name, sets=1, seconds=30),)).items[0].exercise == name


@pytest.mark.parametrize(("reps", "seconds", "found"), [(None, None, "neither"), (8, 30, "both")])
def test_an_item_has_either_reps_or_seconds(
    reps: int | None, seconds: float | None, found: str
) -> None:
    with pytest.raises(TrainingError, match=f"expected either reps or seconds; found {found}"):
        Item("plank", sets=1, reps=reps, seconds=seconds)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"sets": 0}, "expected 1 to 1000 sets; found 0"),
        ({"sets": 10**400}, "expected 1 to 1000 sets; found 1000"),
        ({"reps": 0}, "expected 1 to 10000 reps; found 0"),
        ({"rest_s": -1}, "expected 0 to 3600 seconds of rest; found -1"),
        ({"rest_s": math.nan}, "found nan"),
        ({"load_kg": -1}, "expected a load of 0 to 1000 kg; found -1 kg"),
        ({"load_kg": math.nan}, "found nan kg"),
        ({"tempo": Tempo(math.inf, 0, 0, 0)}, "expected a tempo of 0 to 60 s"),
        ({"most_speed_loss_ratio": 0.04}, "expected 0.05 to 0.9 of speed lost; found 0.04"),
        ({"most_speed_loss_ratio": math.nan}, "of speed lost; found nan"),
        ({"exercise": ""}, "expected an exercise's name of one line"),
    ],
)
def test_a_value_out_of_range_is_refused(values: dict[str, object], expected: str) -> None:
    usual: dict[str, object] = {"exercise": "squat", "sets": 3, "reps": 8}
    with pytest.raises(TrainingError, match=expected):
        Item(**(usual | values))  # type: ignore[arg-type] # invalid on purpose
