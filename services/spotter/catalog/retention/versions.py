"""Versions of exercises that no rep names any more lose their recordings."""

from collections.abc import Iterator

from sqlalchemy import Exists, exists, func, select, update
from sqlalchemy.orm import Session

from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import ExerciseActivation, ExerciseVersion, RepRow

_LATE_US = 24 * 3600 * 1_000_000
"""A rep that was under way is judged by the version that it began with."""


def empty_versions(database: Database, before_us: int) -> Iterator[int]:
    """Empty the versions that were replaced before then and that no kept rep names, one at a time.

    Their row stays, so that one sees which version was used when. Yields 1 for each. Raises
    :class:`DatabaseError`.
    """
    with database.reading() as session:
        replaced = _replaced(session, before_us - _LATE_US)
    for no, replaced_us in replaced:
        with database.reading() as session:
            is_named = session.scalar(select(_is_named(no, replaced_us + _LATE_US)))
        if is_named:
            continue
        with database.writing() as session:
            chosen = update(ExerciseVersion).where(ExerciseVersion.no == no)
            session.execute(chosen.values(data=b""))
        yield 1


def _replaced(session: Session, before_us: int) -> list[tuple[int, int]]:
    """Versions with recordings by their number, and when the next one replaced them for good."""
    later = ExerciseActivation.__table__.alias("later")
    last_use = (
        select(func.max(ExerciseActivation.no))
        .where(ExerciseActivation.version_no == ExerciseVersion.no)
        .correlate(ExerciseVersion)
        .scalar_subquery()
    )
    replaced_us = (
        select(func.min(later.c.activated_us))
        .where(later.c.exercise_no == ExerciseVersion.exercise_no, later.c.no > last_use)
        .correlate(ExerciseVersion)
        .scalar_subquery()
    )
    asked = select(ExerciseVersion.no, replaced_us).where(
        func.length(ExerciseVersion.data) > 0, replaced_us < before_us
    )
    return [(no, at_us) for no, at_us in session.execute(asked)]


def _is_named(version_no: int, until_us: int) -> Exists:
    """Whether a rep that is still kept was judged by it: few are left of so long ago."""
    return exists().where(RepRow.version_no == version_no, RepRow.started_us < until_us)
