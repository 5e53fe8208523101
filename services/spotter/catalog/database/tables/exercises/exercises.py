"""Exercises, their versions, and which of them was used when."""

from sqlalchemy import (
    BigInteger,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import (
    Author,
    Microseconds,
    Name,
    Number,
    PublicId,
    Table,
)


class ExerciseRow(Table):
    """An exercise. Two that are not archived never have the same name."""

    __tablename__ = "exercise"
    __table_args__ = (
        Index(
            "uq_exercise_name",
            "name",
            unique=True,
            sqlite_where=text("archived_us IS NULL"),
            postgresql_where=text("archived_us IS NULL"),
        ),
    )

    no: Mapped[Number]
    id: Mapped[PublicId]
    name: Mapped[Name]
    created_us: Mapped[Microseconds]
    archived_us: Mapped[Microseconds | None]


class ExerciseVersion(Table):
    """What an exercise was at a time: a ``spotter.api.references.v1.Exercise``, never changed.

    ``digest`` is the SHA-256 of ``data``, 64 lower-case hexadecimal digits; verdicts name it. The
    counts are of what is in ``data``, so that lists need not read it. ``data`` is empty once
    somebody was erased who was in it.
    """

    __tablename__ = "exercise_version"
    __table_args__ = (UniqueConstraint("exercise_no", "digest"),)

    no: Mapped[Number]
    exercise_no: Mapped[int] = mapped_column(ForeignKey("exercise.no"))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    good_reps: Mapped[int]
    people: Mapped[int]
    views: Mapped[int]
    faulty_reps: Mapped[int]
    cues: Mapped[int]
    false_alarm_ratio: Mapped[float] = mapped_column(Float(53))
    created_us: Mapped[Microseconds]


class ExerciseActivation(Table):
    """From when on a version was used, by whose word and why; the latest one is live."""

    __tablename__ = "exercise_activation"

    no: Mapped[Number]
    exercise_no: Mapped[int] = mapped_column(ForeignKey("exercise.no"), index=True)
    version_no: Mapped[int] = mapped_column(ForeignKey("exercise_version.no"))
    activated_us: Mapped[Microseconds]
    author: Mapped[Author]
    reason: Mapped[str]


class ExerciseDescription(Table):
    """What is written about an exercise: an ExerciseDescription of ``description_service.proto``.

    An exercise that has one may never have been recorded: then it has no version, and none is
    activated. ``source_id`` is by what the source of the description knows it, ``words`` are those
    by which it is found: its name there, equipment and muscles, folded.
    """

    __tablename__ = "exercise_description"

    exercise_no: Mapped[int] = mapped_column(ForeignKey("exercise.no"), primary_key=True)
    source_id: Mapped[str] = mapped_column(String(200), unique=True)
    words: Mapped[str] = mapped_column(Text)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class LearntRep(Table):
    """A member's rep of which an exercise consists: it outlives its row in the ledger.

    By its beginning and end it is found in the exercise when the member is erased.
    """

    __tablename__ = "learnt_rep"

    member_no: Mapped[int] = mapped_column(ForeignKey("member.no"), primary_key=True)
    exercise_no: Mapped[int] = mapped_column(ForeignKey("exercise.no"), primary_key=True)
    started_us: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    ended_us: Mapped[Microseconds]
