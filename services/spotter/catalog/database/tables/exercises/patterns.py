"""Patterns of faults: what was found of them in the ledger. Exercises themselves have them.

A pattern is known by the SHA-256 of its centre and limit, 64 lower-case hexadecimal digits.
"""

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import Microseconds, Table


class PatternSearchRow(Table):
    """When the patterns of an exercise were last looked for, in which reps, and to what it came."""

    __tablename__ = "pattern_search"

    exercise_no: Mapped[int] = mapped_column(
        ForeignKey("exercise.no"), primary_key=True, autoincrement=False
    )
    ended_us: Mapped[Microseconds]
    since_us: Mapped[Microseconds]
    reps: Mapped[int]
    words: Mapped[str]


class PatternRow(Table):
    """A pattern's film: a ``spotter.api.patterns.v1.PatternFilm``; empty if there is none.

    It is timed as a rep of ``member_no``, and seen as that person's baseline, if there was one.
    """

    __tablename__ = "pattern"

    exercise_no: Mapped[int] = mapped_column(
        ForeignKey("exercise.no"), primary_key=True, autoincrement=False
    )
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    film: Mapped[bytes] = mapped_column(LargeBinary)
    member_no: Mapped[int | None] = mapped_column(ForeignKey("member.no"))


class PatternRep(Table):
    """A rep in which patterns were last looked for, by the key of its row in the ledger.

    ``digest`` is the pattern that it shows, empty for none.
    """

    __tablename__ = "pattern_rep"
    __table_args__ = (
        Index("ix_pattern_rep_exercise_no", "exercise_no"),
        {"sqlite_with_rowid": False},
    )

    started_us: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    station_no: Mapped[int] = mapped_column(
        ForeignKey("station.no"), primary_key=True, autoincrement=False
    )
    track_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    exercise_no: Mapped[int] = mapped_column(ForeignKey("exercise.no"))
    digest: Mapped[str] = mapped_column(String(64))


class LostPatternRow(Table):
    """A trainer's words for a pattern that went with an erased member, until it is found again."""

    __tablename__ = "lost_pattern"

    exercise_no: Mapped[int] = mapped_column(
        ForeignKey("exercise.no"), primary_key=True, autoincrement=False
    )
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    cue: Mapped[str] = mapped_column(String(200))


class PatternSource(Table):
    """A member whose reps a pattern was made of, in whatever exercise and version it is."""

    __tablename__ = "pattern_source"

    member_no: Mapped[int] = mapped_column(
        ForeignKey("member.no"), primary_key=True, autoincrement=False
    )
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
