"""All that a file brought, in bounded memory: the latest workouts, names, what was not read."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from spotter.training.errors import TrainingError
from spotter.training.imports.performed import NotRead, PerformedExercise, PerformedWorkout

_MOST_TITLES = 100
_MOST_NAMES = 1000
_MOST_NOT_READ = 1000


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought.

    ``latest`` has the last workout of each title, the newest first, of the 100 titles done last.
    ``sets_of`` counts the sets, which are rows of the file, of each exercise's name. ``not_read``
    has the first thousand things that were not understood, ``not_read_count`` counts all of them.
    """

    workout_count: int
    latest: tuple[PerformedWorkout, ...]
    sets_of: Mapping[str, int]
    not_read: tuple[NotRead, ...]
    not_read_count: int


def gather(found: Iterable[PerformedWorkout | NotRead]) -> Imported:
    """What :func:`read_workouts` found, as a whole.

    Raises :class:`TrainingError` if the file names more than a thousand exercises, or the parts of
    a workout have more sets than a workout may: that is no person's training.
    """
    latest: dict[str, PerformedWorkout] = {}
    sets_of: Counter[str] = Counter()
    not_read: list[NotRead] = []
    workout_count = not_read_count = 0
    for one in found:
        if isinstance(one, NotRead):
            not_read_count += 1
            if len(not_read) < _MOST_NOT_READ:
                not_read.append(one)
            continue
        workout_count += 1
        sets_of.update({exercise.name: len(exercise.sets) for exercise in one.exercises})
        if len(sets_of) > _MOST_NAMES:
            raise TrainingError(f"expected at most {_MOST_NAMES} exercises in a file; found more")
        _keep(latest, one)
    newest_first = sorted(latest.values(), key=lambda workout: workout.began, reverse=True)
    return Imported(workout_count, tuple(newest_first), sets_of, tuple(not_read), not_read_count)


def _keep(latest: dict[str, PerformedWorkout], one: PerformedWorkout) -> None:
    known = latest.get(one.title)
    if known and known.began == one.began:
        one = _joined(known, one)
    if not known or one.began >= known.began:
        latest[one.title] = one
    if len(latest) > _MOST_TITLES:
        del latest[min(latest, key=lambda title: latest[title].began)]


def _joined(first: PerformedWorkout, then: PerformedWorkout) -> PerformedWorkout:
    """Two parts of one workout, whose rows were not next to each other."""
    sets = {exercise.name: exercise.sets for exercise in first.exercises}
    for exercise in then.exercises:
        sets[exercise.name] = sets.get(exercise.name, ()) + exercise.sets
    return replace(first, exercises=tuple(PerformedExercise(*named) for named in sets.items()))
