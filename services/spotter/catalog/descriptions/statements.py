"""What is read of the exercises' descriptions."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import ExerciseDescription, ExerciseRow
from spotter.catalog.errors import UnknownError
from spotter.catalog.exercises.statements import IS_TAUGHT, by_name
from spotter.catalog.members.names import folded
from spotter.wire.catalog.exercises.descriptions import DescribedExercise, description_from_bytes

Place = tuple[int, str, int]
"""In the list: 0 for those that are taught and 1 for the others, the name, the number."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which descriptions: with all the words of ``search`` in name, equipment or muscles."""

    search: str = ""
    only_untaught: bool = False


def places(session: Session, wanted: Wanted) -> list[Place]:
    """Where the described exercises in use that are meant are in the list.

    All are looked at: there are some hundreds, and databases fold text each in its own way.
    """
    asked = (
        select(ExerciseRow.no, ExerciseRow.name, IS_TAUGHT, ExerciseDescription.words)
        .join(ExerciseDescription)
        .where(ExerciseRow.archived_us.is_(None))
    )
    if wanted.only_untaught:
        asked = asked.where(~IS_TAUGHT)
    sought = folded(wanted.search).split()
    found = session.execute(asked)
    return sorted(
        (int(not is_taught), name, no)
        for no, name, is_taught, words in found
        if not sought or _has(f"{folded(name)} {words}", sought)
    )


def described(session: Session, numbers: Iterable[int]) -> list[DescribedExercise]:
    """The exercises of these numbers with their descriptions, in that order."""
    wanted = list(numbers)
    asked = (
        select(
            ExerciseRow.no, ExerciseRow.id, ExerciseRow.name, IS_TAUGHT, ExerciseDescription.data
        )
        .join(ExerciseDescription)
        .where(ExerciseRow.no.in_(wanted))
    )
    found = {
        no: DescribedExercise(str(exercise_id), name, is_taught, description_from_bytes(data))
        for no, exercise_id, name, is_taught, data in session.execute(asked)
    }
    return [found[no] for no in wanted if no in found]


def named(session: Session, name: str) -> DescribedExercise:
    """The description of an exercise in use. Raises :class:`UnknownError`."""
    row = by_name(session, name)
    if row is None:
        raise UnknownError(f"there is no exercise {name!r}")
    found = described(session, [row.no])
    if not found:
        raise UnknownError(f"nothing is written about {row.name}")
    return found[0]


def _has(text: str, sought: Iterable[str]) -> bool:
    return all(word in text for word in sought)
