"""What was done, as another app noted it, and what of its file was not understood."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from spotter.training.errors import TrainingError
from spotter.training.load import checked_kg
from spotter.training.workout import (
    LEAST_S,
    MOST_REPS,
    MOST_REST_S,
    MOST_S,
    MOST_SETS,
    check_range,
    checked_name,
)

_LEAST_M = 0.01
_MOST_M = 1_000_000


class SetKind(StrEnum):
    """What a set is for. A drop set follows the set before it with less load and without rest."""

    NORMAL = "normal"
    WARMUP = "warmup"
    DROPSET = "dropset"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class PerformedSet:
    """One set. ``rpe`` is the rating of perceived exertion, 1 to 10; ``rest_s`` follows the set.

    Raises :class:`TrainingError` for a value out of range, and unless there are reps, seconds or a
    distance above 0.
    """

    kind: SetKind = SetKind.NORMAL
    reps: int | None = None
    seconds: float | None = None
    distance_m: float | None = None
    load_kg: float | None = None
    rpe: float | None = None
    rest_s: float | None = None

    def __post_init__(self) -> None:
        if self.reps is None and self.seconds is None and self.distance_m is None:
            raise TrainingError("expected reps, seconds or a distance above 0; found none of them")
        check_range("reps", self.reps, 1, MOST_REPS)
        check_range("seconds", self.seconds, LEAST_S, MOST_S)
        check_range("metres", self.distance_m, _LEAST_M, _MOST_M)
        check_range("of perceived exertion", self.rpe, 1, 10)
        check_range("seconds of rest", self.rest_s, 0, MOST_REST_S)
        if self.load_kg is not None:
            checked_kg(self.load_kg)


@dataclass(frozen=True, slots=True)
class PerformedExercise:
    """All sets of one exercise in a workout, in the order done; ``name`` is the app's name."""

    name: str
    sets: tuple[PerformedSet, ...]

    def __post_init__(self) -> None:
        checked_name("an exercise's name", self.name)
        if not self.sets:
            raise TrainingError(f"expected a set of {self.name!r}; found none")


@dataclass(frozen=True, slots=True)
class PerformedWorkout:
    """A workout as it was done. ``began`` has a time zone; ``duration_s`` None is unknown.

    Raises :class:`TrainingError` for a title that is not a line, a time without zone, and unless it
    has 1 to 1000 sets.
    """

    began: datetime
    title: str
    exercises: tuple[PerformedExercise, ...]
    duration_s: float | None = None

    def __post_init__(self) -> None:
        checked_name("a workout's title", self.title)
        if self.began.tzinfo is None:
            raise TrainingError(f"expected a time with its zone; found {self.began}")
        if not 1 <= self.set_count <= MOST_SETS:
            raise TrainingError(
                f"expected 1 to {MOST_SETS} sets in {self.title!r} of {self.began:%Y-%m-%d %H:%M}; "
                f"found {self.set_count}"
            )

    @property
    def set_count(self) -> int:
        """The number of sets of all exercises."""
        return sum(len(exercise.sets) for exercise in self.exercises)


@dataclass(frozen=True, slots=True)
class NotRead:
    """What was not understood and is left out: a row or, where a set stands without it, a value.

    ``line`` counts from 1, the header's line included. ``reason`` says what was expected and what
    was found. ``value_only`` says that the rest of the row was read.
    """

    line: int
    reason: str
    value_only: bool = False

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"
