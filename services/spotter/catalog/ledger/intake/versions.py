"""The versions of exercises that verdicts name; those that the catalog lacks are added."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import ExerciseActivation, ExerciseRow, ExerciseVersion
from spotter.wire.catalog.exercises.exercises import ExerciseCounts
from spotter.wire.verdicts import RepVerdict

AUTHOR = "ledger"
"""Who adds a version that was used before the catalog knew it."""
_UNKNOWN = b""
"""The data of a version that a verdict names and the catalog has never had."""

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


def version_numbers(
    session: Session, wanted: Collection[Wanted], used_us: int
) -> dict[Wanted, VersionNumbers]:
    """The numbers of the ``wanted`` versions.

    Those that the catalog lacks, as after a restored backup, are added without their recordings, as
    used from ``used_us`` on; they get them when somebody stores them.
    """
    found = {one: _found(session, one) for one in wanted}
    for one in sorted(one for one, numbers in found.items() if numbers is None):
        found[one] = _added(session, one, used_us)
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


def _added(session: Session, wanted: Wanted, used_us: int) -> VersionNumbers:
    digest, name = wanted
    exercise, is_new = _exercise(session, name, used_us)
    version = ExerciseVersion(
        exercise_no=exercise.no,
        digest=digest,
        created_us=used_us,
        data=_UNKNOWN,
        **asdict(ExerciseCounts(0, 0, 0, 0, 0, 0.0)),
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
    # Archived, so that nobody is told to judge by recordings that are not there.
    new = ExerciseRow(id=uuid4(), name=name, created_us=used_us, archived_us=used_us)
    session.add(new)
    session.flush()
    return new, True
