"""The versions of exercises that verdicts name; those that the catalog lacks are added."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import ExerciseActivation, ExerciseRow, ExerciseVersion
from spotter.catalog.exercises.content import Content
from spotter.wire.catalog.exercises import ExerciseCounts
from spotter.wire.verdicts import RepVerdict

AUTHOR = "ledger"
"""Who adds a version that was used before the catalog knew it."""
_UNKNOWN = b""
"""The data of a version that a verdict names and nobody has any more, and its ``good_reps`` are 0.

One that was emptied because somebody was erased keeps its counts, and must stay empty.
"""
_IS_UNKNOWN = and_(ExerciseVersion.data == _UNKNOWN, ExerciseVersion.good_reps == 0)

Wanted = tuple[str, str]
"""A reference's digest, and the name of the exercise when it was used."""


@dataclass(frozen=True, slots=True)
class VersionNumbers:
    """A version and its exercise by their numbers."""

    version_no: int
    exercise_no: int


def wanted_version(judged: RepVerdict) -> Wanted:
    """The version by which a rep was judged."""
    return judged.reference_digest, judged.exercise


def unknown_digests(session: Session, digests: Iterable[str]) -> set[str]:
    """Those of ``digests`` that the catalog does not know."""
    wanted = set(digests)
    query = select(ExerciseVersion.digest).where(ExerciseVersion.digest.in_(wanted), ~_IS_UNKNOWN)
    return wanted - set(session.scalars(query))


def version_numbers(
    session: Session, wanted: Collection[Wanted], contents: Mapping[str, Content], used_us: int
) -> dict[Wanted, VersionNumbers]:
    """The numbers of the ``wanted`` versions.

    Those that the catalog lacks are added, with their ``contents`` by digest as far as they are
    found, as used from ``used_us`` on.
    """
    found = {one: _found(session, one) for one in wanted}
    for one in sorted(one for one, numbers in found.items() if numbers is None):
        found[one] = _added(session, one, contents.get(one[0]), used_us)
    _complete(session, contents)
    return {one: numbers for one, numbers in found.items() if numbers is not None}


def _found(session: Session, wanted: Wanted) -> VersionNumbers | None:
    """By its digest; among several, that of an exercise of the name, in use, newest first."""
    digest, name = wanted
    query = (
        select(ExerciseVersion.no, ExerciseVersion.exercise_no)
        .join(ExerciseRow)
        .where(ExerciseVersion.digest == digest)
        .order_by(
            (ExerciseRow.name == name).desc(),
            ExerciseRow.archived_us.is_(None).desc(),
            ExerciseVersion.no.desc(),
        )
    )
    row = session.execute(query.limit(1)).first()
    return VersionNumbers(*row) if row else None


def _added(
    session: Session, wanted: Wanted, content: Content | None, used_us: int
) -> VersionNumbers:
    digest, name = wanted
    exercise, is_new = _exercise(session, name, used_us)
    version = ExerciseVersion(
        exercise_no=exercise.no, digest=digest, created_us=used_us, **_columns(content)
    )
    session.add(version)
    session.flush()
    if is_new:
        session.add(
            ExerciseActivation(
                exercise_no=exercise.no,
                version_no=version.no,
                activated_us=used_us,
                author=AUTHOR,
                reason="used before the catalog knew it",
            )
        )
    return VersionNumbers(version.no, exercise.no)


def _exercise(session: Session, name: str, used_us: int) -> tuple[ExerciseRow, bool]:
    """The exercise of that name, in use or else archived last; and whether it is new."""
    query = (
        select(ExerciseRow)
        .where(ExerciseRow.name == name)
        .order_by(ExerciseRow.archived_us.is_(None).desc(), ExerciseRow.archived_us.desc())
    )
    if known := session.scalars(query.limit(1)).first():
        return known, False
    new = ExerciseRow(id=uuid4(), name=name, created_us=used_us)
    session.add(new)
    session.flush()
    return new, True


def _complete(session: Session, contents: Mapping[str, Content]) -> None:
    """Add the data of versions that were unknown until now."""
    for digest, content in contents.items():
        session.execute(
            update(ExerciseVersion)
            .where(ExerciseVersion.digest == digest, _IS_UNKNOWN)
            .values(**_columns(content))
        )


def _columns(content: Content | None) -> dict[str, Any]:
    counts = content.counts if content else ExerciseCounts(0, 0, 0, 0, 0, 0.0)
    return asdict(counts) | {"data": content.data if content else _UNKNOWN}
