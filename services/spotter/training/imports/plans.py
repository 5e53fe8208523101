"""What was done as a workout of the gym's exercises, and a plan from it for the next time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from spotter.training.imports.performed import PerformedSet, PerformedWorkout, SetKind
from spotter.training.workout import Item, Workout

_Sets = tuple[PerformedSet, ...]


def planned(performed: PerformedWorkout, names: Mapping[str, str]) -> Workout | None:
    """The workout to be planned for a member who did ``performed``; None if nothing is left of it.

    Sets that follow each other with the same reps (else seconds) and load become one item, with the
    rest after the first of them. Warm-ups are left out, unless there is nothing else, and so are
    sets of a distance alone. ``names`` has the gym's name for each of the app's exercises; those
    without one are left out.

    >>> from datetime import UTC, datetime
    >>> from spotter.training.imports.performed import PerformedExercise
    >>> sets = (PerformedSet(reps=8, load_kg=80),) * 3
    >>> done = PerformedWorkout(datetime(2024, 11, 8, tzinfo=UTC), "Legs",
    ...                         (PerformedExercise("Squat (Barbell)", sets),))
    >>> [(item.sets, item.reps) for item in planned(done, {"Squat (Barbell)": "squat"}).items]
    [(3, 8)]
    """
    return _workout(performed, names, _working)


def done(performed: PerformedWorkout, names: Mapping[str, str]) -> Workout | None:
    """``performed`` as a workout of the gym's exercises; None if nothing is left of it.

    It is like :func:`planned`, with the warm-ups.
    """
    return _workout(performed, names, lambda sets: sets)


def _workout(
    performed: PerformedWorkout,
    names: Mapping[str, str],
    chosen: Callable[[_Sets], Sequence[PerformedSet]],
) -> Workout | None:
    items = tuple(
        item
        for exercise in performed.exercises
        if exercise.name in names
        for item in _items(names[exercise.name], chosen(exercise.sets))
    )
    return Workout(performed.title, items) if items else None


def _working(sets: _Sets) -> Sequence[PerformedSet]:
    return [one for one in sets if one.kind is not SetKind.WARMUP] or sets


def _items(exercise: str, sets: Sequence[PerformedSet]) -> Iterator[Item]:
    for (reps, seconds, load_kg), alike in groupby(sets, key=_planned_values):
        same = list(alike)
        if reps or seconds:
            yield Item(
                exercise,
                len(same),
                reps=reps,
                seconds=seconds,
                rest_s=same[0].rest_s,
                load_kg=load_kg,
            )


def _planned_values(one: PerformedSet) -> tuple[int | None, float | None, float | None]:
    return one.reps, None if one.reps else one.seconds, one.load_kg
