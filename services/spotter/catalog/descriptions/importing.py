"""Takes in descriptions: what is new, the same or different here, and storing it."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature, note
from spotter.catalog.database.tables import ExerciseDescription, ExerciseRow
from spotter.catalog.members.names import folded
from spotter.movement.values.text import counted
from spotter.wire.catalog.exercises.descriptions import (
    Description,
    ImportedDescription,
    description_bytes,
    description_from_bytes,
)
from spotter.wire.catalog.exercises.exercises import Comparison

_KIND, _ALL = "exercise", "descriptions"
_WORDS_OF = {
    "name": "name",
    "equipment": "equipment",
    "primary_muscles": "muscles",
    "secondary_muscles": "muscles that help",
    "instructions": "instructions",
    "category": "category",
    "level": "level",
    "force": "force",
    "mechanic": "mechanic",
}


@dataclass(frozen=True, slots=True)
class Here:
    """An exercise of the gym as an import finds it; ``data`` is its description's, if it has one.

    One that ``is_archived`` is known by what the source calls it, and stays out of use.
    """

    no: int
    exercise_id: str
    name: str
    data: bytes | None
    is_archived: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """An entry, the exercise that it describes here, None for a new one, and how they compare."""

    description: Description
    here: Here | None
    said: ImportedDescription


def compared(
    session: Session, descriptions: Iterable[Description]
) -> tuple[list[Compared], list[str]]:
    """How each compares with what is here, and those left out, a sentence each.

    An exercise is known by the source's id, however it is called here, else by its name.
    """
    by_source, by_name = _known(session)
    taken: set[int] = set()
    found: list[Compared] = []
    left_out: list[str] = []
    for one in descriptions:
        here = by_source.get(one.source_id) or by_name.get(folded(one.name))
        is_of_another = (
            here is not None and here.data is not None and one.source_id not in by_source
        )
        if here is not None and (is_of_another or here.no in taken):
            left_out.append(f"{one.name}: another entry describes the exercise {here.name} here")
            continue
        taken |= {here.no} if here else set()
        found.append(_compared(one, here))
    return found, left_out


def store(session: Session, found: Iterable[Compared], signed: Signature) -> None:
    """Store what is new or different, in few statements: there may be hundreds."""
    changed = [one for one in found if one.said.comparison is not Comparison.SAME]
    numbers = _made(session, [one for one in changed if one.here is None], signed.at_us)
    described = {one.here.no for one in changed if one.here and one.here.data is not None}
    rows = [
        _row(one.description, one.here.no if one.here else numbers[one.description.source_id])
        for one in changed
    ]
    if new := [row for row in rows if row["exercise_no"] not in described]:
        session.execute(insert(ExerciseDescription), new)
    if other := [row for row in rows if row["exercise_no"] in described]:
        session.execute(update(ExerciseDescription), other)
    if changed:
        said = f"took in the descriptions of {counted(len(changed), 'exercise')}"
        note(session, signed, _KIND, _ALL, said)


def _row(one: Description, exercise_no: int) -> dict[str, object]:
    muscles = (*one.primary_muscles, *one.secondary_muscles)
    return {
        "exercise_no": exercise_no,
        "source_id": one.source_id,
        "words": folded(" ".join((one.name, one.equipment, *muscles))),
        "data": description_bytes(one),
    }


def _made(session: Session, new: list[Compared], at_us: int) -> dict[str, int]:
    """The numbers of the new exercises by what the source calls them."""
    if not new:
        return {}
    ids = {one.description.source_id: uuid.uuid4() for one in new}
    rows = [
        {
            "id": ids[one.description.source_id],
            "name": one.description.name,
            "created_us": at_us,
        }
        for one in new
    ]
    made = insert(ExerciseRow).returning(ExerciseRow.id, ExerciseRow.no)
    numbers = dict(session.execute(made, rows).all())
    return {source_id: numbers[exercise_id] for source_id, exercise_id in ids.items()}


def _known(session: Session) -> tuple[dict[str, Here], dict[str, Here]]:
    asked = (
        select(
            ExerciseRow.no,
            ExerciseRow.id,
            ExerciseRow.name,
            ExerciseRow.archived_us,
            ExerciseDescription.source_id,
            ExerciseDescription.data,
        )
        .outerjoin(ExerciseDescription)
        .order_by(ExerciseRow.no)
    )
    by_source: dict[str, Here] = {}
    by_name: dict[str, Here] = {}
    for no, exercise_id, name, archived_us, source_id, data in session.execute(asked):
        here = Here(no, str(exercise_id), name, data, archived_us is not None)
        if source_id is not None:
            by_source[source_id] = here
        if archived_us is None:
            by_name[folded(name)] = here
    return by_source, by_name


def _compared(one: Description, here: Here | None) -> Compared:
    if here is None:
        return Compared(one, None, ImportedDescription(one.name, "", Comparison.NEW))
    differences = tuple(_differences(one, here))
    kind = Comparison.DIFFERENT if differences else Comparison.SAME
    said = ImportedDescription(one.name, here.exercise_id, kind, differences)
    return Compared(one, here, said)


def _differences(one: Description, here: Here) -> Iterator[str]:
    if here.data is None:
        yield f"The exercise {here.name} is here without a description."
        return
    if here.data == description_bytes(one):
        return
    before = description_from_bytes(here.data)
    changed = [
        words for what, words in _WORDS_OF.items() if getattr(before, what) != getattr(one, what)
    ]
    yield f"Other {', '.join(changed)} here."
