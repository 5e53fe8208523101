from datetime import timedelta

import pytest

from spotter.training.errors import TrainingError
from spotter.training.imports import (
    NotRead,
    PerformedExercise,
    PerformedSet,
    PerformedWorkout,
    gather,
)
from unit.training.reading import BEGAN


def workout(title: str, *names: str, days: int = 0) -> PerformedWorkout:
    exercises = tuple(PerformedExercise(name, (PerformedSet(reps=5),) * 2) for name in names)
    return PerformedWorkout(BEGAN + timedelta(days=days), title, exercises)


def test_the_last_of_each_title_is_kept_whatever_the_files_order() -> None:
    legs, push = [workout("Legs", "Squat", days=day) for day in range(3)], workout("Push", "Bench")
    for order in ([*legs, push], [push, *reversed(legs)]):
        imported = gather(order)
        assert imported.workout_count == 4
        assert imported.latest == (legs[2], push)
        assert imported.sets_of == {"Squat": 6, "Bench": 2}


def test_the_parts_of_a_workout_are_joined() -> None:
    parts = [workout("Legs", "Squat", "Lunge"), workout("Push", "Bench"), workout("Legs", "Squat")]
    latest = {one.title: one for one in gather(parts).latest}
    assert [(one.name, len(one.sets)) for one in latest["Legs"].exercises] == [
        ("Squat", 4),
        ("Lunge", 2),
    ]


def test_only_the_titles_done_last_are_kept() -> None:
    titles = [workout(f"Day {day}", "Squat", days=day) for day in range(150)]
    assert gather(titles).latest == tuple(reversed(titles[50:]))


def test_everything_that_was_not_read_is_counted_and_the_first_thousand_listed() -> None:
    not_read = [NotRead(line, "expected a date; found nothing") for line in range(1, 1501)]
    imported = gather(not_read)
    assert imported.not_read == tuple(not_read[:1000])
    assert imported.not_read_count == 1500


def test_a_file_of_more_than_a_thousand_exercises_is_refused() -> None:
    with pytest.raises(TrainingError, match="expected at most 1000 exercises in a file"):
        gather(workout(f"Day {day}", f"Squat {day}", days=day) for day in range(1001))
