"""Whole months of PostgreSQL's that are due: dropping one costs nothing, however much is in it."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select

from spotter.catalog.database.kinds.partitions import Month, drop_month, month_of, months_there
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import RepRow, SessionRow
from spotter.catalog.retention.due import Due, Kind

TABLES = {Kind.POSES: "rep_poses", Kind.VERDICTS: "rep"}


def by_months(due: Due) -> Due:
    """The same, but that of everybody goes only when the last day of its month is due."""
    if due.member_no is not None:
        return due
    return replace(due, before_us=month_of(max(due.before_us, 0)).begins_us)


def drop_months(database: Database, due: Due) -> Iterator[tuple[str, int]]:
    """Drop the months of which all is due; yields each one's name and the number of its rows.

    A month with reps of a member who is apart is left. Raises :class:`DatabaseError`, also if
    somebody reads for so long that it must wait for another time.
    """
    table = TABLES[due.kind]
    for month in months_there(database, table):
        if month.next.begins_us <= due.before_us and not _has_others(database, month, due):
            yield month.partition_of(table), drop_month(database, table, month)


def _has_others(database: Database, month: Month, due: Due) -> bool:
    if not due.apart:
        return False
    theirs = select(SessionRow.no).where(SessionRow.member_no.in_(due.apart))
    asked = select(RepRow.started_us).where(
        RepRow.started_us >= month.begins_us,
        RepRow.started_us < month.next.begins_us,
        RepRow.session_no.in_(theirs),
    )
    with database.reading() as session:
        return session.scalar(asked.limit(1)) is not None
