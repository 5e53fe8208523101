"""Copies all rows from one database to another, of the same kind or not."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection, delete, func, insert, select, text
from sqlalchemy import Table as SqlTable
from sqlalchemy.exc import DBAPIError

from spotter.catalog.database.kinds.copy_in import Row, copy_in
from spotter.catalog.database.kinds.partitions import PARTITIONED, Month, make_partitions, month_of
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import require_this_release
from spotter.catalog.database.tables import Table
from spotter.catalog.errors import CatalogError

_CHUNK = 1000
_MOST_MONTHS = 240
"""A rep from before then has a wrong time; the default partition keeps it."""

Progress = Callable[[str, int, int], None]
"""Told of a table, its rows that are copied, and its rows in all."""


def copy(source: Database, target: Database, progress: Progress, *, replace: bool = False) -> int:
    """Copy what ``source`` has at this moment to ``target``: all rows or none; returns how many.

    Raises :class:`CatalogError` if one of them has not the schema of this release, or ``target``
    has rows that are not to be replaced, or takes a row of ``source`` not; DatabaseError.
    """
    if source.engine.url == target.engine.url:
        raise CatalogError("expected two databases; found the same one twice")
    require_this_release(source)
    require_this_release(target)
    with source.reading() as read:
        reading = read.connection()
        make_partitions(target, tuple(_months(reading)))
        with target.writing() as written:
            writing = written.connection()
            _empty(writing, replace=replace)
            wanted = rows_of(reading)
            for table in Table.metadata.sorted_tables:
                _copy_table(reading, writing, table, wanted[table.name], progress)
            _verify(wanted, rows_of(writing))
            _count_on(writing)
    return sum(wanted.values())


def rows_of(connection: Connection) -> dict[str, int]:
    """The number of rows of each table."""
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in Table.metadata.sorted_tables
    }


def _empty(connection: Connection, *, replace: bool) -> None:
    found = {name: rows for name, rows in rows_of(connection).items() if rows}
    if found and not replace:
        raise CatalogError(
            f"expected an empty database to copy to; found rows in {', '.join(found)}: "
            "--replace deletes them"
        )
    for table in reversed(Table.metadata.sorted_tables):
        connection.execute(delete(table))


def _copy_table(
    source: Connection, target: Connection, table: SqlTable, total: int, progress: Progress
) -> None:
    done = 0
    progress(table.name, done, total)
    ordered = select(table).order_by(*table.primary_key.columns)
    rows = source.execution_options(yield_per=_CHUNK).execute(ordered)
    add = copy_in if target.dialect.name == "postgresql" else _insert
    for chunk in rows.partitions():
        try:
            add(target, table, chunk)
        except DBAPIError as error:
            raise CatalogError(f"{table.name}: a row is not taken: {error.orig}") from error
        done += len(chunk)
        progress(table.name, done, total)


def _insert(target: Connection, table: SqlTable, rows: Sequence[Row]) -> None:
    names = [column.name for column in table.columns]
    target.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])


def _verify(wanted: dict[str, int], found: dict[str, int]) -> None:
    for name, rows in wanted.items():
        if found[name] != rows:
            raise CatalogError(
                f"expected {rows} rows in {name} after the copy; found {found[name]}"
            )


def _months(source: Connection) -> Iterator[Month]:
    """The months of the reps, oldest first."""
    starts = [Table.metadata.tables[name].c.started_us for name in PARTITIONED]
    ends = [source.execute(select(func.min(start), func.max(start))).one() for start in starts]
    bounds = [bound for pair in ends for bound in pair if bound is not None]
    if not bounds:
        return
    month, last = month_of(min(bounds)), month_of(max(bounds))
    month = max(month, last.before(_MOST_MONTHS))
    while month <= last:
        yield month
        month = month.next


def _count_on(target: Connection) -> None:
    """Let PostgreSQL number new rows after those that were copied with their numbers."""
    if target.dialect.name != "postgresql":
        return
    for table in Table.metadata.sorted_tables:
        if table.autoincrement_column is not None:
            last = target.scalar(select(func.max(table.autoincrement_column)))
            if last is not None:
                target.execute(
                    text("SELECT setval(pg_get_serial_sequence(:table, 'no'), :last)"),
                    {"table": f'"{table.name}"', "last": last},
                )
