"""Takes exercises from a file: what is new, the same, different, and storing it."""

import uuid

from sqlalchemy.orm import Session

from spotter.catalog.database.tables import ExerciseRow, ExerciseVersion
from spotter.catalog.exercises.changes import Reason, create, remake, replace, restore
from spotter.catalog.exercises.content import Content
from spotter.catalog.exercises.exchange_file import Entry
from spotter.catalog.exercises.statements import by_name, found_by_id, live_or_none
from spotter.wire.catalog.exercises.exercises import Comparison, ImportedExercise


def compared(session: Session, entry: Entry) -> ImportedExercise:
    """How an exercise in a file compares with the one here, which its id or its name tells."""
    return _compared(session, entry, _known(session, entry))


def take(session: Session, entry: Entry, reason: Reason) -> ImportedExercise:
    """Store an exercise, so that its version in the file is live; returns what was before.

    An exercise that is here keeps its name. Raises :class:`ConflictError`.
    """
    row = _known(session, entry)
    before = _compared(session, entry, row)
    if row is None:
        create(session, entry.name, entry.content, reason, entry.exercise_id or uuid.uuid4())
    elif before.comparison is Comparison.DIFFERENT:
        _make_live(session, row, entry.content, reason)
    return before


def _make_live(session: Session, row: ExerciseRow, content: Content, reason: Reason) -> None:
    now = live_or_none(session, row.no)
    if now is None or not now.data:  # its first recordings, without which it cannot be in use
        remake(session, row, content, reason)
    restore(session, row, reason.signed)
    if now and now.data and Content.of(now.data).differences(content):
        replace(session, row, content, now.digest, reason)


def _known(session: Session, entry: Entry) -> ExerciseRow | None:
    row = found_by_id(session, entry.exercise_id) if entry.exercise_id else None
    return row or by_name(session, entry.name)


def _compared(session: Session, entry: Entry, row: ExerciseRow | None) -> ImportedExercise:
    digest = entry.content.digest
    if row is None:
        return ImportedExercise(entry.name, digest, "", Comparison.NEW)
    differences = (
        *([f"It is called {row.name} here."] if row.name != entry.name else ()),
        *(["It is archived here."] if row.archived_us is not None else ()),
        *_differences(live_or_none(session, row.no), entry.content),
    )
    comparison = Comparison.DIFFERENT if differences else Comparison.SAME
    return ImportedExercise(entry.name, digest, str(row.id), comparison, differences)


def _differences(now: ExerciseVersion | None, content: Content) -> tuple[str, ...]:
    if now is None or not now.data:
        return ("It has no recordings here.",)
    return Content.of(now.data).differences(content)
