"""Fills the ledger with a past: days that are like one that it has written itself."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, case, delete, insert, literal, select, text
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from bench.records.ledger_gym import BEGINS_US, DAY_US, MEMBERS, TRACKS, VISITORS
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import (
    DailyFault,
    DailyTotal,
    GymFault,
    GymTotal,
    RepPoses,
    RepRow,
    StationFault,
    StationTotal,
    Table,
)
from spotter.catalog.database.tables.records.totals import NOBODY

_BEGINS = datetime.fromtimestamp(BEGINS_US / 1e6, UTC).date()
_SUMS = (DailyTotal, DailyFault, StationTotal, StationFault, GymTotal, GymFault)


def fill_past(database: Database, days: int, poses_since: int) -> Iterator[int]:
    """Make the days 1 until ``days`` of the first one's rows; yields each when it is there.

    The first day, 0, must be there with its poses. They go in the end, as those of all days before
    ``poses_since`` are not kept. The rows are what the ledger itself would have written.
    """
    for day in range(1, days):
        with database.writing() as session:
            if not database.is_sqlite:  # what they refer to is there: no need to look for each row
                session.execute(text("SET LOCAL session_replication_role = replica"))
            _repeat(session, day, has_poses=day >= poses_since)
        yield day
    with database.writing() as session:
        session.execute(delete(RepPoses).where(RepPoses.started_us < BEGINS_US + DAY_US))


def _repeat(session: Session, day: int, *, has_poses: bool) -> None:
    for kind in (RepRow, RepPoses) if has_poses else (RepRow,):
        first = _column(kind, "started_us") < BEGINS_US + DAY_US
        _copy(session, kind, first, _of_reps(kind, day))
    for sums in _SUMS:
        first = _column(sums, "day") == _BEGINS
        _copy(session, sums, first, _of_sums(sums, day))


def _of_reps(kind: type[Table], day: int) -> dict[str, ColumnElement[Any]]:
    later = {
        "started_us": day * DAY_US,
        "ended_us": day * DAY_US,
        "set_started_us": day * DAY_US,
        "track_id": day * TRACKS,
        "session_no": day * VISITORS,
    }
    columns = _table(kind).c
    return {name: columns[name] + by for name, by in later.items() if name in columns}


def _of_sums(kind: type[Table], day: int) -> dict[str, ColumnElement[Any]]:
    """The same for who comes on that day: the next of each three."""
    changed: dict[str, ColumnElement[Any]] = {"day": _literal_day(day)}
    if "member_no" in _table(kind).c:
        no = _column(kind, "member_no")
        changed["member_no"] = case((no == NOBODY, NOBODY), else_=(no - 1 + day) % MEMBERS + 1)
    return changed


def _literal_day(day: int) -> ColumnElement[date]:
    return literal(_BEGINS + timedelta(days=day))


def _copy(
    session: Session,
    kind: type[Table],
    which: ColumnElement[bool],
    changed: Mapping[str, ColumnElement[Any]],
) -> None:
    columns = _table(kind).c
    made = [changed.get(column.name, column) for column in columns]
    session.execute(insert(kind).from_select(list(columns.keys()), select(*made).where(which)))


def _column(kind: type[Table], name: str) -> ColumnElement[Any]:
    return _table(kind).c[name]


def _table(kind: type[Table]) -> SqlTable:
    return cast("SqlTable", kind.__table__)
