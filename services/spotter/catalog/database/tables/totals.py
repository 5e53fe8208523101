"""What history reads: sums by day, written in the transaction that writes the reps."""

from datetime import date

from sqlalchemy import ForeignKey, Index, Integer, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import Table

NOBODY = 0
"""The ``member_no`` of reps that are nobody's in particular."""


class DailyTotal(Table):
    """The reps of a member in an exercise at a station on a day of the gym's time zone.

    The sums are over ``measured`` reps: the range of motion relative to the reference's, and the
    seconds out, back and in all.
    """

    __tablename__ = "daily_total"
    __table_args__ = (
        Index("ix_daily_total_day", "day"),
        Index("ix_daily_total_exercise_no_day", "exercise_no", "day"),
        Index("ix_daily_total_station_no_day", "station_no", "day"),
        {"sqlite_with_rowid": False},
    )

    member_no: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    exercise_no: Mapped[int] = mapped_column(
        ForeignKey("exercise.no"), primary_key=True, autoincrement=False
    )
    station_no: Mapped[int] = mapped_column(
        ForeignKey("station.no"), primary_key=True, autoincrement=False
    )
    good: Mapped[int]
    faulty: Mapped[int]
    unscorable: Mapped[int]
    measured: Mapped[int]
    range_ratio_sum: Mapped[float]
    out_s_sum: Mapped[float]
    back_s_sum: Mapped[float]
    rep_s_sum: Mapped[float]


class DailyFault(Table):
    """How often a fault was told of those reps: its code and its joint, by their wire numbers."""

    __tablename__ = "daily_fault"
    __table_args__ = (
        Index("ix_daily_fault_day", "day"),
        Index("ix_daily_fault_station_no_day", "station_no", "day"),
        {"sqlite_with_rowid": False},
    )

    member_no: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    exercise_no: Mapped[int] = mapped_column(
        ForeignKey("exercise.no"), primary_key=True, autoincrement=False
    )
    station_no: Mapped[int] = mapped_column(
        ForeignKey("station.no"), primary_key=True, autoincrement=False
    )
    code: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    joint: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    reps: Mapped[int]
