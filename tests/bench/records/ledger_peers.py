"""The newest rows of the ledger once more, by plain inserts in transactions as large."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData, insert, select
from sqlalchemy import Table as SqlTable

from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import RepRow, Table

_BATCH = 200
_BATCHES = 100
_TABLES = tuple(Table.metadata.tables[name] for name in ("rep", "rep_poses"))

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of both tables, as they lie in the ledger."""

    reps: Rows
    poses: Rows


def plain_rate(database: Database, folder: Path) -> float:
    """Reps a second of plain inserts: of the driver of SQLite, of SQLAlchemy Core on PostgreSQL."""
    batches = list(_newest(database))
    is_sqlite = database.is_sqlite
    lasted_s = (
        _on_sqlite(folder / "peer.sqlite3", batches)
        if is_sqlite
        else _on_postgresql(database, batches)
    )
    return sum(len(one.reps) for one in batches) / lasted_s


def _newest(database: Database) -> Iterator[_Rows]:
    with database.reading() as session:
        starts = select(RepRow.started_us).order_by(RepRow.started_us.desc())
        newest = list(session.scalars(starts.limit(_BATCH * _BATCHES)))
        for first in range(0, len(newest), _BATCH):
            part = newest[first : first + _BATCH]
            yield _Rows(
                *(
                    [
                        tuple(row)
                        for row in session.execute(
                            select(table).where(table.c.started_us.between(part[-1], part[0]))
                        )
                    ]
                    for table in _TABLES
                )
            )


def _on_sqlite(file: Path, batches: Sequence[_Rows]) -> float:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        for table in _TABLES:
            columns = ", ".join(column.name for column in table.columns)
            key = ", ".join(column.name for column in table.primary_key)
            is_by_key = not table.dialect_options["sqlite"]["with_rowid"]
            connection.execute(
                f"CREATE TABLE {table.name} ({columns}, PRIMARY KEY ({key}))"
                f"{' WITHOUT ROWID' if is_by_key else ''}"
            )
        rep, poses = (
            f"INSERT OR IGNORE INTO {one.name} VALUES ({', '.join('?' * len(one.columns))})"  # noqa: S608 - our own names
            for one in _TABLES
        )
        began_s = time.perf_counter()
        for one in batches:
            with connection:
                connection.executemany(rep, one.reps)
                connection.executemany(poses, one.poses)
        return time.perf_counter() - began_s


def _on_postgresql(database: Database, batches: Sequence[_Rows]) -> float:
    peers = [table.to_metadata(MetaData(), name=f"peer_{table.name}") for table in _TABLES]
    _run(database, (f"CREATE TABLE peer_{one} (LIKE {one} INCLUDING INDEXES)" for one in _names()))
    began_s = time.perf_counter()
    for one in batches:
        with database.writing() as session:
            for table, rows in zip(peers, (one.reps, one.poses), strict=True):
                _insert(session.connection().execute, table, rows)
    lasted_s = time.perf_counter() - began_s
    _run(database, (f"DROP TABLE peer_{one}" for one in _names()))
    return lasted_s


def _insert(execute: Any, table: SqlTable, rows: Rows) -> None:  # noqa: ANN401 - a method's type
    if rows:
        names = [column.name for column in table.columns]
        execute(insert(table).values([dict(zip(names, row, strict=True)) for row in rows]))


def _names() -> Iterator[str]:
    return (table.name for table in _TABLES)


def _run(database: Database, statements: Iterator[str]) -> None:
    with database.writing() as session:
        for one in statements:
            session.connection().exec_driver_sql(one)
