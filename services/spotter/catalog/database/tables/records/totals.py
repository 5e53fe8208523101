"""What history reads: sums by day, written in the transaction that writes the reps."""

from datetime import date
from typing import Annotated

from sqlalchemy import ForeignKey, Integer, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import Table

NOBODY = 0
"""The ``member_no`` of reps that are nobody's in particular."""


_ITS_KEY = ({"sqlite_with_rowid": False},)
"""A row lies where its key is."""

_Member = Annotated[int, mapped_column(Integer, primary_key=True, autoincrement=False)]
_Day = Annotated[date, mapped_column(primary_key=True)]
"""A day of the gym's time zone."""
_Exercise = Annotated[
    int, mapped_column(ForeignKey("exercise.no"), primary_key=True, autoincrement=False)
]
_Station = Annotated[
    int, mapped_column(ForeignKey("station.no"), primary_key=True, autoincrement=False)
]
_WireNumber = Annotated[int, mapped_column(SmallInteger, primary_key=True, autoincrement=False)]


class _Sums:
    """Reps by their outcome, and sums over those that were ``measured``.

    These are of the range of motion relative to the reference's, and the seconds out, back and in
    all.
    """

    good: Mapped[int]
    faulty: Mapped[int]
    unscorable: Mapped[int]
    measured: Mapped[int]
    range_ratio_sum: Mapped[float]
    out_s_sum: Mapped[float]
    back_s_sum: Mapped[float]
    rep_s_sum: Mapped[float]


class _Faults:
    """In how many reps a fault was told: its code and its joint, by their numbers on the wire."""

    code: Mapped[_WireNumber]
    joint: Mapped[_WireNumber]
    reps: Mapped[int]


class DailyTotal(_Sums, Table):
    """The reps of a member in an exercise at a station on a day."""

    __tablename__ = "daily_total"
    __table_args__ = _ITS_KEY

    member_no: Mapped[_Member]
    day: Mapped[_Day]
    exercise_no: Mapped[_Exercise]
    station_no: Mapped[_Station]


class DailyFault(_Faults, Table):
    """The faults of those reps."""

    __tablename__ = "daily_fault"
    __table_args__ = _ITS_KEY

    member_no: Mapped[_Member]
    day: Mapped[_Day]
    exercise_no: Mapped[_Exercise]
    station_no: Mapped[_Station]


class StationTotal(_Sums, Table):
    """The daily totals of all members: a station's year is read without looking for them."""

    __tablename__ = "station_total"
    __table_args__ = _ITS_KEY

    station_no: Mapped[_Station]
    day: Mapped[_Day]
    exercise_no: Mapped[_Exercise]


class StationFault(_Faults, Table):
    """The daily faults of all members."""

    __tablename__ = "station_fault"
    __table_args__ = _ITS_KEY

    station_no: Mapped[_Station]
    day: Mapped[_Day]
    exercise_no: Mapped[_Exercise]


class GymTotal(_Sums, Table):
    """The daily totals of all members at all stations."""

    __tablename__ = "gym_total"
    __table_args__ = _ITS_KEY

    day: Mapped[_Day]
    exercise_no: Mapped[_Exercise]


class GymFault(_Faults, Table):
    """The daily faults of all members at all stations."""

    __tablename__ = "gym_fault"
    __table_args__ = _ITS_KEY

    day: Mapped[_Day]
    exercise_no: Mapped[_Exercise]
