import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.movement.values import Tempo
from spotter.movement.values.text import is_line
from spotter.training.errors import TrainingError
from spotter.training.workout import Item, Workout
from spotter.training.workout_form import plain_workout, workout_of

NAMES = st.text(min_size=1, max_size=30).filter(lambda text: is_line(text, 30))
TEMPOS = st.none() | st.builds(
    Tempo, *[st.integers(1, 240).map(lambda quarters: quarters / 4) for _ in range(4)]
)
OTHERS = {
    "tempo": TEMPOS,
    "rest_s": st.none() | st.floats(0, 3600),
    "load_kg": st.none() | st.just(0.0) | st.floats(0.001, 1000),
}
OF_REPS = {"most_speed_loss_ratio": st.none() | st.floats(0.05, 0.9)}
ITEMS = st.builds(
    Item, NAMES, st.integers(1, 1000), reps=st.integers(1, 10_000), **OTHERS, **OF_REPS
) | st.builds(Item, NAMES, st.integers(1, 1000), seconds=st.floats(0.1, 86_400), **OTHERS)
WORKOUTS = st.builds(Workout, NAMES, st.lists(ITEMS, min_size=1, max_size=5).map(tuple))


@given(workout=WORKOUTS)
def test_a_workout_comes_back_from_json_as_it_was(workout: Workout) -> None:
    assert workout_of(json.loads(json.dumps(plain_workout(workout)))) == workout


def test_people_write_pounds_and_tempo_as_they_say_them() -> None:
    item = {"exercise": "squat", "sets": 3, "reps": 8, "tempo": "3-1-1-0", "load": "135 lb"}
    assert workout_of({"title": "Legs", "items": [item | {"rest_s": None}]}) == Workout(
        "Legs", (Item("squat", 3, reps=8, tempo=Tempo(3, 1, 1, 0), load_kg=61.23496995),)
    )


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], "the workout 'Legs' has no exercises"),
        (None, "expected a list of items; found nothing"),
        (["squat"], "item 1: expected an item as an object; found 'squat'"),
        ([{"exercise": "squat"}], "item 1: expected 1 to 1000 sets; found 0"),
        ([{"exercise": "squat", "sets": 3}], "item 1: expected either reps or seconds"),
        ([{"sets": 3, "reps": 8}], "item 1: expected exercise as text; found nothing"),
        ([{"exercise": "a", "sets": 3.5}], "item 1: expected sets as a whole number; found 3.5"),
        ([{"exercise": "a", "sets": True}], "item 1: expected sets as a number; found True"),
        ([{"exercise": "a", "weight": 3}], "least_reps, most_speed_loss_ratio; found 'weight'"),
        ([{"exercise": "a", "sets": 1, "reps": 1, "load": 80}], "expected load as text; found 80"),
    ],
)
def test_what_is_no_workout_is_refused_and_the_item_named(items: object, expected: str) -> None:
    with pytest.raises(TrainingError, match=expected):
        workout_of({"title": "Legs", "items": items})


@given(
    plain=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["title", "items", "exercise", "sets", "reps", "load", "tempo"]),
                inner,
                max_size=5,
            )
        ),
    )
)
def test_any_json_is_a_workout_or_the_librarys_error(plain: object) -> None:
    with suppress(TrainingError):
        assert isinstance(workout_of(plain), Workout)
