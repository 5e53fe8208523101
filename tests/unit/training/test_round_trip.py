import csv
import io
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from spotter.movement.values.text import is_line
from spotter.training.imports import (
    PerformedExercise,
    PerformedSet,
    PerformedWorkout,
    SetKind,
    read_workouts,
)
from unit.training.exports import HEVY, STRONG_NUMBERED

NAMES = (
    st.text(min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: is_line(text, 12))
)
QUARTERS = st.integers(1, 2000).map(lambda quarters: quarters / 4)
SETS = st.builds(
    PerformedSet,
    st.sampled_from(SetKind),
    reps=st.integers(1, 100),
    seconds=st.none() | QUARTERS,
    load_kg=st.none() | QUARTERS,
    rpe=st.none() | st.integers(4, 40).map(lambda quarters: quarters / 4),
)
EXERCISES = st.builds(PerformedExercise, NAMES, st.lists(SETS, min_size=1, max_size=4).map(tuple))
MINUTES = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - set below
    lambda began: began.replace(second=0, microsecond=0, tzinfo=UTC)
)
WORKOUTS = st.lists(
    st.builds(
        PerformedWorkout,
        MINUTES,
        NAMES,
        st.lists(EXERCISES, min_size=1, max_size=3, unique_by=lambda one: one.name).map(tuple),
        st.integers(1, 300).map(lambda minutes: 60.0 * minutes),
    ),
    max_size=4,
    unique_by=lambda workout: workout.began,
)
ORDERS = {SetKind.WARMUP: "W", SetKind.DROPSET: "D", SetKind.FAILURE: "F"}


@given(workouts=WORKOUTS)
def test_what_is_written_as_hevy_does_is_read_again(workouts: list[PerformedWorkout]) -> None:
    file = io.StringIO(newline="")
    file.write(HEVY + "\r\n")
    for workout, exercise, number, done in each_set(workouts):
        ended = workout.began + timedelta(seconds=workout.duration_s or 0)
        times = [f"{moment:%d %b %Y, %H:%M}" for moment in (workout.began, ended)]
        values = [done.kind, done.load_kg, done.reps, None, done.seconds, done.rpe]
        csv.writer(file).writerow(
            [workout.title, *times, "a\nb", exercise.name, None, '"', number, *values]
        )
    assert list(read_workouts(io.StringIO(file.getvalue(), newline=""), UTC)) == workouts


@given(workouts=WORKOUTS)
def test_what_is_written_as_strong_does_is_read_again(workouts: list[PerformedWorkout]) -> None:
    file = io.StringIO(newline="")
    file.write(STRONG_NUMBERED + "\n")
    for workout, exercise, number, done in each_set(workouts):
        load = "" if done.load_kg is None else f"{done.load_kg}".replace(".", ",")
        described = [f"{workout.began:%Y-%m-%d %H:%M:%S}", workout.title, workout.duration_s]
        values = [load, done.reps, done.rpe, None, done.seconds, "a;\nb", '"']
        csv.writer(file, delimiter=";").writerow(
            [1, *described, exercise.name, ORDERS.get(done.kind, number), *values]
        )
    assert list(read_workouts(io.StringIO(file.getvalue(), newline=""), UTC)) == workouts


def each_set(
    workouts: list[PerformedWorkout],
) -> list[tuple[PerformedWorkout, PerformedExercise, int, PerformedSet]]:
    """Each set with its number, exercise and workout."""
    return [
        (workout, exercise, number, done)
        for workout in workouts
        for exercise in workout.exercises
        for number, done in enumerate(exercise.sets, start=1)
    ]
