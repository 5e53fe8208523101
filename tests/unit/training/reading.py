"""What a test's file is read as."""

from datetime import UTC, datetime

from spotter.training.imports import NotRead, PerformedSet, PerformedWorkout, read_workouts
from spotter.training.load import LoadUnit

BEGAN = datetime(2024, 11, 8, 18, 30, tzinfo=UTC)


def read(
    *lines: str, unit: LoadUnit | None = LoadUnit.KG
) -> tuple[list[PerformedWorkout], list[NotRead]]:
    """The workouts of a file with these lines, and what was not read."""
    found = list(read_workouts([f"{line}\r\n" for line in lines], UTC, unit))
    return (
        [one for one in found if isinstance(one, PerformedWorkout)],
        [one for one in found if isinstance(one, NotRead)],
    )


def only_sets(*lines: str, unit: LoadUnit | None = LoadUnit.KG) -> list[PerformedSet]:
    """The sets of a file in which everything is understood."""
    workouts, not_read = read(*lines, unit=unit)
    assert not_read == []
    return [one for workout in workouts for exercise in workout.exercises for one in exercise.sets]
