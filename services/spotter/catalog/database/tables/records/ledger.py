"""The ledger: every rep with its verdict in one narrow row, and its poses apart."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import Author, Microseconds, Number, Table

_BY_MONTH: dict[str, Any] = {"postgresql_partition_by": "RANGE (started_us)"}
"""On PostgreSQL a month is a partition, which retention drops whole."""


class StationRow(Table):
    """A station by a small number, since every rep names one."""

    __tablename__ = "station"

    no: Mapped[Number]
    station_id: Mapped[str] = mapped_column(String(64), unique=True)


class MethodRow(Table):
    """A version of the method by which reps are judged."""

    __tablename__ = "method"

    no: Mapped[Number]
    version: Mapped[str] = mapped_column(String(64), unique=True)


class RepRow(Table):
    """A rep and what was said of it.

    Its id is made from the primary key. ``details`` is a ``spotter.api.verdicts.v1.Verdict``
    without what the other columns say. Numbers are NULL where the verdict has none; ``session_no``
    where it was nobody's in particular, and then only the verdict is kept.
    """

    __tablename__ = "rep"
    __table_args__ = (
        Index(
            "ix_rep_session_no_started_us",
            "session_no",
            "started_us",
            sqlite_where=text("session_no IS NOT NULL"),
            postgresql_where=text("session_no IS NOT NULL"),
        ),
        # A narrow row lies where its key is, so that this is not stored twice.
        {"sqlite_with_rowid": False, **_BY_MONTH},
    )

    started_us: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    station_no: Mapped[int] = mapped_column(
        ForeignKey("station.no"), primary_key=True, autoincrement=False
    )
    track_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    ended_us: Mapped[Microseconds]
    set_started_us: Mapped[Microseconds]
    set_number: Mapped[int] = mapped_column(Integer)
    rep_number: Mapped[int] = mapped_column(Integer)
    version_no: Mapped[int] = mapped_column(ForeignKey("exercise_version.no"))
    method_no: Mapped[int] = mapped_column(ForeignKey("method.no"))
    session_no: Mapped[int | None] = mapped_column(ForeignKey("session.no"))
    outcome: Mapped[int] = mapped_column(SmallInteger)
    score: Mapped[float | None] = mapped_column(Float(53))
    threshold: Mapped[float | None] = mapped_column(Float(53))
    reference_ratio: Mapped[float | None] = mapped_column(Float(53))
    baseline_id: Mapped[str | None] = mapped_column(String(16))
    details: Mapped[bytes] = mapped_column(LargeBinary)


class RepPoses(Table):
    """A rep's poses, quantised: a ``spotter.api.reps.v1.Rep``.

    In SQLite they lie beside their key: where the key is, a page has room for 1 kB of each row at
    most, and the rest of 2 kB takes a page of its own.
    """

    __tablename__ = "rep_poses"
    __table_args__ = (_BY_MONTH,)

    started_us: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    station_no: Mapped[int] = mapped_column(
        ForeignKey("station.no"), primary_key=True, autoincrement=False
    )
    track_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    rep: Mapped[bytes] = mapped_column(LargeBinary)


class BaselineRow(Table):
    """A baseline that verdicts name: a ``spotter.api.baselines.v1.Baseline``, never changed."""

    __tablename__ = "baseline"

    baseline_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    session_no: Mapped[int | None] = mapped_column(ForeignKey("session.no"), index=True)
    started_us: Mapped[int] = mapped_column(BigInteger, index=True)
    accepted_by: Mapped[Author]
    data: Mapped[bytes] = mapped_column(LargeBinary)
