"""Exercises as the catalog tells of them."""

from dataclasses import asdict, dataclass
from enum import Enum

from spotter.api.catalog.v1 import exercise_service_pb2
from spotter.wire.catalog.checks import checked_name
from spotter.wire.encoding.enums import WireEnum
from spotter.wire.errors import WireError
from spotter.wire.stations import ANY_EXERCISE

_LONGEST_NAME = 100
_NAME = "an exercise's name"


@dataclass(frozen=True, slots=True)
class ExerciseCounts:
    """What a version of an exercise consists of; ``views`` counts the different ones."""

    good_reps: int
    people: int
    views: int
    faulty_reps: int
    cues: int
    false_alarm_ratio: float


@dataclass(frozen=True, slots=True)
class Activation:
    """From when on (microseconds since the Unix epoch) a version was used, by whom and why."""

    digest: str
    activated_us: int
    author: str
    reason: str
    counts: ExerciseCounts


NOT_TAUGHT = Activation("", 0, "", "", ExerciseCounts(0, 0, 0, 0, 0, 0.0))
"""Instead of the live version of an exercise that is described and was never recorded."""


@dataclass(frozen=True, slots=True)
class ExerciseInfo:
    """An exercise and its live version, without the recordings.

    Times are microseconds since the Unix epoch; ``archived_us`` is 0 while it is in use.
    ``live`` is :data:`NOT_TAUGHT` for one that is described only.
    """

    exercise_id: str
    name: str
    created_us: int
    archived_us: int
    live: Activation

    @property
    def digest(self) -> str:
        """The live version's."""
        return self.live.digest

    @property
    def is_taught(self) -> bool:
        """Whether it was ever recorded."""
        return self.live != NOT_TAUGHT


class Comparison(Enum):
    """How an exercise in a file compares with the one in the catalog."""

    NEW = "new"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class ImportedExercise:
    """An exercise in a file; ``exercise_id`` is that of the one in the catalog, empty without one.

    ``differences`` are sentences.
    """

    name: str
    digest: str
    exercise_id: str
    comparison: Comparison
    differences: tuple[str, ...] = ()


COMPARISONS = WireEnum(Comparison, exercise_service_pb2.Comparison)


def checked_exercise_name(text: str) -> str:
    """The exercise's name in ``text``, composed, each run of spaces as one.

    Raises :class:`WireError` where :func:`checked_name` does, for more than 100 characters, and for
    the word that means any exercise.
    """
    name = checked_name(text, _NAME)
    if len(name) > _LONGEST_NAME or name == ANY_EXERCISE:
        raise WireError(
            f"{_NAME} has at most {_LONGEST_NAME} characters and is not {ANY_EXERCISE!r}; "
            f"found {name[: _LONGEST_NAME + 1]!r}"
        )
    return name


def info_message(info: ExerciseInfo) -> exercise_service_pb2.ExerciseInfo:
    """The message of an exercise."""
    return exercise_service_pb2.ExerciseInfo(
        exercise_id=info.exercise_id,
        name=info.name,
        created_us=info.created_us,
        archived_us=info.archived_us,
        live=activation_message(info.live) if info.is_taught else None,
    )


def info_of(message: exercise_service_pb2.ExerciseInfo) -> ExerciseInfo:
    """The exercise in a message."""
    return ExerciseInfo(
        exercise_id=message.exercise_id,
        name=message.name,
        created_us=message.created_us,
        archived_us=message.archived_us,
        live=activation_of(message.live),
    )


def activation_message(activation: Activation) -> exercise_service_pb2.Activation:
    """The message of a version's use."""
    return exercise_service_pb2.Activation(
        digest=activation.digest,
        activated_us=activation.activated_us,
        author=activation.author,
        reason=activation.reason,
        counts=exercise_service_pb2.ExerciseCounts(**asdict(activation.counts)),
    )


def activation_of(message: exercise_service_pb2.Activation) -> Activation:
    """The use of a version in a message."""
    counts = message.counts
    return Activation(
        digest=message.digest,
        activated_us=message.activated_us,
        author=message.author,
        reason=message.reason,
        counts=ExerciseCounts(
            counts.good_reps,
            counts.people,
            counts.views,
            counts.faulty_reps,
            counts.cues,
            counts.false_alarm_ratio,
        ),
    )


def imported_message(imported: ImportedExercise) -> exercise_service_pb2.ImportedExercise:
    """The message of an exercise in a file."""
    return exercise_service_pb2.ImportedExercise(
        name=imported.name,
        digest=imported.digest,
        exercise_id=imported.exercise_id,
        comparison=COMPARISONS.label(imported.comparison),
        differences=imported.differences,
    )


def imported_of(message: exercise_service_pb2.ImportedExercise) -> ImportedExercise:
    """The exercise in a file, from its message.

    Raises :class:`WireError` without a comparison.
    """
    return ImportedExercise(
        name=message.name,
        digest=message.digest,
        exercise_id=message.exercise_id,
        comparison=COMPARISONS.member(message.comparison),
        differences=tuple(message.differences),
    )
