"""What is written about exercises, and what a file of it brought."""

import unicodedata
from dataclasses import dataclass, fields

from spotter.api.catalog.v1 import description_service_pb2 as messages
from spotter.wire.catalog.checks import checked_name, composed
from spotter.wire.catalog.exercises.exercises import COMPARISONS, Comparison
from spotter.wire.encoding.parsing import parse
from spotter.wire.errors import WireError

MOST_FILE_BYTES = 12 * 1024 * 1024
_MOST_MUSCLES = 50
_MOST_STEPS = 100
_LONGEST_STEP = 2000
_UNSEEN = frozenset({"Cc", "Cs"})
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Description:
    """What is written about an exercise; empty is what is not said.

    Texts are composed, each run of spaces as one. Raises :class:`WireError` without an id or a
    name, for control characters, for more than 50 muscles or 100 steps, and for a step of more than
    2000 characters.
    """

    source_id: str
    name: str
    equipment: str = ""
    primary_muscles: tuple[str, ...] = ()
    secondary_muscles: tuple[str, ...] = ()
    instructions: tuple[str, ...] = ()
    category: str = ""
    level: str = ""
    force: str = ""
    mechanic: str = ""

    def __post_init__(self) -> None:
        for what, text in (
            ("source_id", checked_name(self.source_id, "an id")),
            ("name", checked_name(self.name)),
            *((one, _word(getattr(self, one), one)) for one in _WORDS),
        ):
            object.__setattr__(self, what, text)
        for what in ("primary_muscles", "secondary_muscles"):
            muscles = _few(getattr(self, what), _MOST_MUSCLES, "muscles")
            object.__setattr__(self, what, tuple(checked_name(one, "a muscle") for one in muscles))
        steps = _few(self.instructions, _MOST_STEPS, "steps")
        object.__setattr__(self, "instructions", tuple(filter(None, map(_step, steps))))


_WORDS = ("equipment", "category", "level", "force", "mechanic")


@dataclass(frozen=True, slots=True)
class DescribedExercise:
    """An exercise of the gym, under its name here, with its description."""

    exercise_id: str
    name: str
    is_taught: bool
    description: Description


@dataclass(frozen=True, slots=True)
class ImportedDescription:
    """An entry of a file; ``exercise_id`` is empty if the gym has no such exercise yet.

    ``differences`` are sentences.
    """

    name: str
    exercise_id: str
    comparison: Comparison
    differences: tuple[str, ...] = ()


def description_message(description: Description) -> messages.ExerciseDescription:
    """The message of a description."""
    said = {one.name: getattr(description, one.name) for one in fields(description)}
    return messages.ExerciseDescription(**said)


def description_bytes(description: Description) -> bytes:
    """The description as it is stored: the same one has the same bytes."""
    return description_message(description).SerializeToString(deterministic=True)


def description_from_bytes(data: bytes) -> Description:
    """The description in stored bytes. Raises :class:`WireError`."""
    return description_of(parse(messages.ExerciseDescription, data))


def description_of(message: messages.ExerciseDescription) -> Description:
    """The description in a message. Raises :class:`WireError`."""
    return Description(
        message.source_id,
        message.name,
        message.equipment,
        tuple(message.primary_muscles),
        tuple(message.secondary_muscles),
        tuple(message.instructions),
        message.category,
        message.level,
        message.force,
        message.mechanic,
    )


def described_message(one: DescribedExercise) -> messages.DescribedExercise:
    """The message of a described exercise."""
    return messages.DescribedExercise(
        exercise_id=one.exercise_id,
        name=one.name,
        is_taught=one.is_taught,
        description=description_message(one.description),
    )


def described_of(message: messages.DescribedExercise) -> DescribedExercise:
    """The described exercise in a message. Raises :class:`WireError`."""
    description = description_of(message.description)
    return DescribedExercise(message.exercise_id, message.name, message.is_taught, description)


def imported_description_message(one: ImportedDescription) -> messages.ImportedDescription:
    """The message of a file's entry."""
    return messages.ImportedDescription(
        name=one.name,
        exercise_id=one.exercise_id,
        comparison=COMPARISONS.label(one.comparison),
        differences=one.differences,
    )


def imported_description_of(message: messages.ImportedDescription) -> ImportedDescription:
    """A file's entry in its message. Raises :class:`WireError` without a comparison."""
    comparison = COMPARISONS.member(message.comparison)
    return ImportedDescription(
        message.name, message.exercise_id, comparison, tuple(message.differences)
    )


def _word(text: str, what: str) -> str:
    return checked_name(text, what) if text else ""


def _few(texts: tuple[str, ...], most: int, what: str) -> tuple[str, ...]:
    if len(texts) > most:
        raise WireError(f"expected at most {most} {what}; found {len(texts)}")
    return texts


def _step(text: str) -> str:
    step = composed(text)
    if len(step) > _LONGEST_STEP:
        raise WireError(f"a step has at most {_LONGEST_STEP} characters; found {len(step)}")
    if any(unicodedata.category(one) in _UNSEEN for one in set(step)):
        raise WireError(f"a step has no control characters; found {step[:_SHOWN]!r}")
    return step
