"""The exercises that a workout names."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import ExerciseRow
from spotter.catalog.errors import ConflictError, UnknownError
from spotter.catalog.exercises.statements import IS_TAUGHT
from spotter.training.imports import match_names

_MOST_NAMED = 5


def in_use(session: Session) -> dict[str, int]:
    """The number of each exercise in use, by its name."""
    asked = select(ExerciseRow.name, ExerciseRow.no).where(ExerciseRow.archived_us.is_(None))
    return dict(session.execute(asked.order_by(ExerciseRow.name)).all())


def not_taught(session: Session) -> set[str]:
    """Those of the exercises in use that are described and were never recorded."""
    asked = select(ExerciseRow.name).where(ExerciseRow.archived_us.is_(None), ~IS_TAUGHT)
    return set(session.scalars(asked))


def numbers_of(session: Session, names: Collection[str]) -> dict[str, int]:
    """The number of each of the exercises ``names``.

    Raises :class:`ConflictError` for one that is archived, :class:`UnknownError` for one that the
    gym does not have, with the taught ones most like it.
    """
    known = in_use(session)
    for name in names:
        if name not in known:
            raise _refusal(session, name, known.keys() - not_taught(session))
    return {name: known[name] for name in names}


def _refusal(session: Session, name: str, known: Collection[str]) -> ConflictError | UnknownError:
    archived = select(ExerciseRow.no).where(ExerciseRow.name == name).limit(1)
    if session.scalar(archived) is not None:
        return ConflictError(
            f"the exercise {name} is archived; take it back into use, or choose another"
        )
    return UnknownError(f"there is no exercise {name!r}; {_likely(name, known)}")


def _likely(name: str, known: Collection[str]) -> str:
    matching = match_names({name: 1}, known)
    likely = [one.exercise for one in matching.matched]
    likely += [exercise for one in matching.unmatched for exercise in one.suggestions]
    if likely:
        return f"most like it: {', '.join(likely)}"
    if not known:
        return "the gym has none yet"
    some = ", ".join(sorted(known)[:_MOST_NAMED])
    return f"the gym has {some}{', ...' if len(known) > _MOST_NAMED else ''}"
