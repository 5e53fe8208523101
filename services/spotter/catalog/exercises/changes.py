"""What changes exercises: each function is one change in the transaction of ``session``."""

import uuid
from dataclasses import asdict, dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature, note
from spotter.catalog.database.tables import ExerciseActivation, ExerciseRow, ExerciseVersion
from spotter.catalog.errors import CatalogError, ConflictError, UnknownError
from spotter.catalog.exercises.content import Content
from spotter.catalog.exercises.statements import by_name, live, live_or_none, version
from spotter.wire.catalog.exercises.exercises import checked_exercise_name

_KIND = "exercise"
_SHOWN_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Reason:
    """Who makes a version the live one, when, and why."""

    signed: Signature
    why: str

    def since(self, since_us: int) -> "Reason":
        """The same from an earlier time on. Raises :class:`CatalogError` for one to come."""
        if not 0 < since_us <= self.signed.at_us:
            raise CatalogError(
                f"expected a time up to now, {self.signed.at_us} us; found {since_us}"
            )
        return Reason(Signature(self.signed.author, since_us), self.why)


def create(
    session: Session, name: str, content: Content, reason: Reason, exercise_id: uuid.UUID
) -> ExerciseRow:
    """A new exercise, or one that was described and not taught before.

    Raises :class:`ConflictError` when the name is taken.
    """
    signed = reason.signed
    described = by_name(session, name)
    if described is not None and live_or_none(session, described.no) is None:
        replace(session, described, content, "", reason)
        return described
    row = ExerciseRow(id=exercise_id, name=checked_exercise_name(name), created_us=signed.at_us)
    session.add(row)
    _flush(session, row)
    note(session, signed, _KIND, row.id, f"made the exercise {row.name}")
    _put(session, row, content, reason)
    return row


def replace(
    session: Session, row: ExerciseRow, content: Content, expected_digest: str, reason: Reason
) -> bool:
    """Make ``content`` the live version; false if it is that already.

    The first version of an exercise that was only described so far is expected to replace "".
    Raises :class:`ConflictError` when another version than the expected one is live, and when the
    exercise is archived.
    """
    _hold(session, row)
    now = live_or_none(session, row.no)
    found = now.digest if now else ""
    if found == content.digest:
        return False
    _check(row, found, expected_digest)
    _put(session, row, content, reason)
    return True


def remake(session: Session, row: ExerciseRow, content: Content, reason: Reason) -> None:
    """Make ``content`` the live version whatever is live now, archived or not."""
    _hold(session, row)
    _put(session, row, content, reason)


def go_back(
    session: Session, row: ExerciseRow, digest: str, expected_digest: str, reason: Reason
) -> bool:
    """Make a version that is there the live one; false if it is that already.

    Raises as :func:`replace` does, and :class:`UnknownError` when there is no such version.
    """
    _hold(session, row)
    found = version(session, row.no, digest)
    if found is None or not found.data:
        raise UnknownError(f"{row.name} has no version {digest[:_SHOWN_DIGITS]}")
    now = live(session, row.no)
    if now.no == found.no:
        return False
    _check(row, now.digest, expected_digest)
    _activate(session, row, found, reason)
    return True


def rename(session: Session, row: ExerciseRow, name: str, signed: Signature) -> bool:
    """Give an exercise another name; false if it has it. Raises :class:`ConflictError`."""
    _hold(session, row)
    before, row.name = row.name, checked_exercise_name(name)
    if before == row.name:
        return False
    _flush(session, row)
    note(session, signed, _KIND, row.id, f"renamed the exercise {before} to {row.name}")
    return True


def archive(session: Session, row: ExerciseRow, signed: Signature) -> bool:
    """Take an exercise out of use; false if it is."""
    _hold(session, row)
    if row.archived_us is not None:
        return False
    row.archived_us = signed.at_us
    note(session, signed, _KIND, row.id, f"archived the exercise {row.name}")
    return True


def restore(session: Session, row: ExerciseRow, signed: Signature) -> bool:
    """Take an exercise back into use; false if it is.

    Raises :class:`ConflictError` when the name is taken, and for one without recordings, by which
    nobody can judge.
    """
    _hold(session, row)
    if row.archived_us is None:
        return False
    now = live_or_none(session, row.no)
    if now is not None and not now.data:
        raise ConflictError(
            f"{row.name} has no recordings here: record it, or import it from a file that has them"
        )
    row.archived_us = None
    _flush(session, row)
    note(session, signed, _KIND, row.id, f"took the exercise {row.name} back into use")
    return True


def _hold(session: Session, row: ExerciseRow) -> None:
    """On PostgreSQL nobody else changes the exercise meanwhile; SQLite has one writer anyway."""
    session.refresh(row, with_for_update=True)


def _check(row: ExerciseRow, found: str, expected: str) -> None:
    if row.archived_us is not None:
        raise ConflictError(f"{row.name} is archived; take it back into use first")
    if found == expected:
        return
    if not expected:
        raise ConflictError(
            f"there is an exercise {row.name} already, at version {found[:_SHOWN_DIGITS]}"
        )
    raise ConflictError(
        f"somebody else changed {row.name} meanwhile: expected version "
        f"{expected[:_SHOWN_DIGITS]}; found {found[:_SHOWN_DIGITS]}"
    )


def _put(session: Session, row: ExerciseRow, content: Content, reason: Reason) -> None:
    found = version(session, row.no, content.digest)
    if found is None:
        found = ExerciseVersion(
            exercise_no=row.no,
            digest=content.digest,
            created_us=reason.signed.at_us,
        )
        session.add(found)
    # One that is there may lack them: somebody was erased, or only a verdict named it so far.
    found.data = content.data
    for column, count in asdict(content.counts).items():
        setattr(found, column, count)
    session.flush()
    _activate(session, row, found, reason)


def _activate(session: Session, row: ExerciseRow, found: ExerciseVersion, reason: Reason) -> None:
    signed = reason.signed
    session.add(
        ExerciseActivation(
            exercise_no=row.no,
            version_no=found.no,
            activated_us=signed.at_us,
            author=signed.author,
            reason=reason.why,
        )
    )
    session.flush()
    digits = found.digest[:_SHOWN_DIGITS]
    note(session, signed, _KIND, row.id, f"version {digits} of {row.name} is live")


def _flush(session: Session, row: ExerciseRow) -> None:
    """Write the row; the database is who knows whether its name is free."""
    name = row.name
    with session.no_autoflush:
        taken = by_name(session, name)
    if taken is not None and taken is not row:
        raise ConflictError(f"there is an exercise {name} already")
    try:
        session.flush()
    except IntegrityError:
        raise ConflictError(f"there is an exercise {name} already") from None
