"""Whose totals are meant: a member's, a station's, a class's, or all."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Column, ColumnElement, select
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from spotter.catalog.database.tables import (
    ClassMember,
    ClassRow,
    ClassStation,
    DailyFault,
    DailyTotal,
    GymFault,
    GymTotal,
    MemberRow,
    StationFault,
    StationRow,
    StationTotal,
    Table,
)
from spotter.catalog.errors import UnknownError
from spotter.wire.catalog.checks import FIRST_DAY, LAST_DAY
from spotter.wire.catalog.records.history import HistoryQuery

_WEEK_DAYS = 7

Columns = ReadOnlyColumnCollection[str, Column[Any]]
"""Those of a table of sums."""


@dataclass(frozen=True, slots=True)
class Source:
    """The columns of the smallest tables that hold a history."""

    totals: Columns
    faults: Columns


def source_of(query: HistoryQuery) -> Source:
    """Where that history is."""
    if query.member_id or query.class_id:
        return Source(_columns(DailyTotal), _columns(DailyFault))
    if query.station_id:
        return Source(_columns(StationTotal), _columns(StationFault))
    return Source(_columns(GymTotal), _columns(GymFault))


def whose(session: Session, columns: Columns, query: HistoryQuery) -> list[ColumnElement[bool]]:
    """The conditions that the totals meet.

    Raises :class:`UnknownError` if the member or class does not exist.
    """
    if query.member_id:
        member = select(MemberRow.no).where(MemberRow.id == UUID(query.member_id))
        member_no = session.scalar(member)
        if member_no is None:
            raise UnknownError(f"expected a member; found {query.member_id}")
        return [columns.member_no == member_no]
    if query.station_id:
        station = select(StationRow.no).where(StationRow.station_id == query.station_id)
        return [columns.station_no.in_(station)]
    return _of_class(session, columns, query) if query.class_id else []


def _of_class(session: Session, columns: Columns, query: HistoryQuery) -> list[ColumnElement[bool]]:
    """What its members did on its days from 1970 to 2100, and, if it has stations, there."""
    one = session.scalar(select(ClassRow).where(ClassRow.id == UUID(query.class_id)))
    if one is None:
        raise UnknownError(f"expected a class; found {query.class_id}")
    members = select(ClassMember.member_no).where(ClassMember.class_no == one.no)
    first_day, last_day = max(query.first_day, FIRST_DAY), min(query.last_day, LAST_DAY)
    days = class_days(one.first_day, first_day, last_day, is_weekly=one.is_weekly)
    found: list[ColumnElement[bool]] = [columns.member_no.in_(members), columns.day.in_(days)]
    stations = session.scalars(
        select(StationRow.no)
        .join(ClassStation, ClassStation.station_id == StationRow.station_id)
        .where(ClassStation.class_no == one.no)
    ).all()
    return [*found, columns.station_no.in_(stations)] if stations else found


def class_days(begins: date, first_day: date, last_day: date, *, is_weekly: bool) -> list[date]:
    """The days from ``first_day`` to ``last_day`` on which a class takes place."""
    if not is_weekly:
        return [begins] if first_day <= begins <= last_day else []
    to_go = (begins - first_day).days % _WEEK_DAYS
    day = max(begins, first_day + timedelta(days=to_go))
    count = (last_day - day).days // _WEEK_DAYS + 1
    return [day + timedelta(weeks=week) for week in range(max(0, count))]


def _columns(kind: type[Table]) -> Columns:
    return cast("SqlTable", kind.__table__).c
