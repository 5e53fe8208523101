"""What is read of exercises."""

import uuid
from collections.abc import Sequence

from sqlalchemy import Row, Select, exists, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from spotter.catalog.database.tables import ExerciseActivation, ExerciseRow, ExerciseVersion
from spotter.catalog.errors import CatalogError, UnknownError
from spotter.catalog.exercises.content import Content
from spotter.wire.catalog.checks import composed
from spotter.wire.catalog.exercises.exercises import (
    NOT_TAUGHT,
    Activation,
    ExerciseCounts,
    ExerciseInfo,
)

_later = aliased(ExerciseActivation)
_LIVE = (
    select(func.max(_later.no))
    .where(_later.exercise_no == ExerciseRow.no)
    .correlate(ExerciseRow)
    .scalar_subquery()
)

IS_TAUGHT = exists().where(ExerciseActivation.exercise_no == ExerciseRow.no).label("is_taught")
"""Whether an exercise was ever recorded; one that was not has a description only."""


def listed(
    session: Session, *, archived: bool, after: tuple[str, int] | None, count: int
) -> list[tuple[int, ExerciseInfo]]:
    """At most ``count`` exercises with their numbers, by name, from the one ``after`` on.

    Those in use are taught; those that are archived may have been described only.
    """
    is_archived = ExerciseRow.archived_us.is_not(None)
    asked = _infos(with_untaught=archived).where(is_archived if archived else ~is_archived)
    if after:
        asked = asked.where(tuple_(ExerciseRow.name, ExerciseRow.no) > after)
    rows = session.execute(asked.order_by(ExerciseRow.name, ExerciseRow.no).limit(count))
    return [(row[0].no, _info(row)) for row in rows]


def info(session: Session, no: int) -> ExerciseInfo:
    """The exercise with the number ``no``, taught or not."""
    return _info(session.execute(_infos(with_untaught=True).where(ExerciseRow.no == no)).one())


def by_id(session: Session, exercise_id: str) -> ExerciseRow:
    """The exercise with that UUID, archived or not.

    Raises :class:`UnknownError`, and :class:`CatalogError` for what is no UUID.
    """
    row = found_by_id(session, uuid_of(exercise_id))
    if row is None:
        raise UnknownError(f"there is no exercise with the id {exercise_id}")
    return row


def by_name(session: Session, name: str) -> ExerciseRow | None:
    """The exercise in use that has that name, however its accents and spaces are written."""
    in_use = select(ExerciseRow).where(ExerciseRow.archived_us.is_(None))
    return session.scalar(in_use.where(ExerciseRow.name == composed(name)))


def found_by_id(session: Session, exercise_id: uuid.UUID) -> ExerciseRow | None:
    """The exercise with that UUID, archived or not; None if it is not known."""
    return session.scalar(select(ExerciseRow).where(ExerciseRow.id == exercise_id))


def by_digest(session: Session, digest: str) -> ExerciseRow:
    """The exercise that has a version, rather one in use. Raises :class:`UnknownError`."""
    row = session.scalar(
        select(ExerciseRow)
        .join(ExerciseVersion, ExerciseVersion.exercise_no == ExerciseRow.no)
        .where(ExerciseVersion.digest == digest)
        .order_by(ExerciseRow.archived_us.is_not(None), ExerciseRow.no)
        .limit(1)
    )
    if row is None:
        raise UnknownError(f"there is no version {digest[:12]} of any exercise")
    return row


def version(session: Session, exercise_no: int, digest: str) -> ExerciseVersion | None:
    """A version of an exercise; None if it has no such one."""
    return session.scalar(
        select(ExerciseVersion).where(
            ExerciseVersion.exercise_no == exercise_no, ExerciseVersion.digest == digest
        )
    )


def live(session: Session, exercise_no: int) -> ExerciseVersion:
    """The live version of an exercise. Raises :class:`UnknownError` for one not taught yet."""
    found = live_or_none(session, exercise_no)
    if found is None:
        name = session.get_one(ExerciseRow, exercise_no).name
        raise UnknownError(f"{name} is not taught yet: there are no recordings of it")
    return found


def live_or_none(session: Session, exercise_no: int) -> ExerciseVersion | None:
    """The live version of an exercise; None for one that is not taught yet."""
    return session.scalars(
        select(ExerciseVersion)
        .join(ExerciseActivation, ExerciseActivation.version_no == ExerciseVersion.no)
        .where(ExerciseActivation.exercise_no == exercise_no)
        .order_by(ExerciseActivation.no.desc())
        .limit(1)
    ).first()


def activations(
    session: Session, exercise_no: int, *, before: int | None, count: int
) -> list[tuple[int, Activation]]:
    """At most ``count`` uses of versions with their numbers, the latest first."""
    asked = (
        select(ExerciseActivation, ExerciseVersion)
        .join(ExerciseVersion, ExerciseVersion.no == ExerciseActivation.version_no)
        .where(ExerciseActivation.exercise_no == exercise_no)
        .order_by(ExerciseActivation.no.desc())
        .limit(count)
    )
    if before is not None:
        asked = asked.where(ExerciseActivation.no < before)
    return [(row[0].no, _activation(*row)) for row in session.execute(asked)]


def contents(session: Session, exercise_ids: Sequence[str]) -> list[tuple[ExerciseInfo, Content]]:
    """The live versions of some exercises, or of all that are in use if none is named."""
    asked = _infos().order_by(ExerciseRow.name, ExerciseRow.no)
    if exercise_ids:
        numbers = [by_id(session, one).no for one in dict.fromkeys(exercise_ids)]
        asked = asked.where(ExerciseRow.no.in_(numbers))
    else:
        asked = asked.where(ExerciseRow.archived_us.is_(None))
    found = session.execute(asked)
    return [(_info(row), Content.of(version.data)) for row in found if (version := row[2])]


def uuid_of(text: str) -> uuid.UUID:
    """The UUID in ``text``. Raises :class:`CatalogError`."""
    try:
        return uuid.UUID(text)
    except ValueError:
        raise CatalogError(f"expected an exercise's id, a UUID; found {text[:50]!r}") from None


def _infos(
    *, with_untaught: bool = False
) -> Select[ExerciseRow, ExerciseActivation | None, ExerciseVersion | None]:
    is_live, is_version = (
        ExerciseActivation.no == _LIVE,
        ExerciseVersion.no == ExerciseActivation.version_no,
    )
    return (
        select(ExerciseRow, ExerciseActivation, ExerciseVersion)
        .select_from(ExerciseRow)
        .join(ExerciseActivation, is_live, isouter=with_untaught)
        .join(ExerciseVersion, is_version, isouter=with_untaught)
    )


def _info(
    row: Row[ExerciseRow, ExerciseActivation | None, ExerciseVersion | None],
) -> ExerciseInfo:
    exercise, activation, content = row
    live = _activation(activation, content) if activation and content else NOT_TAUGHT
    return ExerciseInfo(
        exercise_id=str(exercise.id),
        name=exercise.name,
        created_us=exercise.created_us,
        archived_us=exercise.archived_us or 0,
        live=live,
    )


def _activation(activation: ExerciseActivation, content: ExerciseVersion) -> Activation:
    return Activation(
        digest=content.digest,
        activated_us=activation.activated_us,
        author=activation.author,
        reason=activation.reason,
        counts=ExerciseCounts(
            content.good_reps,
            content.people,
            content.views,
            content.faulty_reps,
            content.cues,
            content.false_alarm_ratio,
        ),
    )
