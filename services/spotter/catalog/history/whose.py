"""Whose totals are meant: a member's, a station's, a class's, or all."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import (
    ClassMember,
    ClassRow,
    ClassStation,
    DailyFault,
    DailyTotal,
    MemberRow,
    StationRow,
)
from spotter.catalog.errors import UnknownError
from spotter.wire.catalog.history import HistoryQuery
from spotter.wire.catalog.workouts import FIRST_DAY, LAST_DAY

_WEEK_DAYS = 7


def whose(
    session: Session, kind: type[DailyTotal] | type[DailyFault], query: HistoryQuery
) -> list[ColumnElement[bool]]:
    """The conditions that the totals meet.

    Raises :class:`UnknownError` if the member or class does not exist.
    """
    if query.member_id:
        member = select(MemberRow.no).where(MemberRow.id == UUID(query.member_id))
        member_no = session.scalar(member)
        if member_no is None:
            raise UnknownError(f"expected a member; found {query.member_id}")
        return [kind.member_no == member_no]
    if query.station_id:
        station = select(StationRow.no).where(StationRow.station_id == query.station_id)
        return [kind.station_no.in_(station)]
    return _of_class(session, kind, query) if query.class_id else []


def _of_class(
    session: Session, kind: type[DailyTotal] | type[DailyFault], query: HistoryQuery
) -> list[ColumnElement[bool]]:
    """What its members did on its days from 1970 to 2100, and, if it has stations, there."""
    one = session.scalar(select(ClassRow).where(ClassRow.id == UUID(query.class_id)))
    if one is None:
        raise UnknownError(f"expected a class; found {query.class_id}")
    members = select(ClassMember.member_no).where(ClassMember.class_no == one.no)
    first_day, last_day = max(query.first_day, FIRST_DAY), min(query.last_day, LAST_DAY)
    days = class_days(one.first_day, first_day, last_day, is_weekly=one.is_weekly)
    found: list[ColumnElement[bool]] = [kind.member_no.in_(members), kind.day.in_(days)]
    stations = session.scalars(
        select(StationRow.no)
        .join(ClassStation, ClassStation.station_id == StationRow.station_id)
        .where(ClassStation.class_no == one.no)
    ).all()
    return [*found, kind.station_no.in_(stations)] if stations else found


def class_days(begins: date, first_day: date, last_day: date, *, is_weekly: bool) -> list[date]:
    """The days from ``first_day`` to ``last_day`` on which a class takes place."""
    if not is_weekly:
        return [begins] if first_day <= begins <= last_day else []
    to_go = (begins - first_day).days % _WEEK_DAYS
    day = max(begins, first_day + timedelta(days=to_go))
    count = (last_day - day).days // _WEEK_DAYS + 1
    return [day + timedelta(weeks=week) for week in range(max(0, count))]
