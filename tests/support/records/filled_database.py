"""Rows for every table of a database, whatever tables its revision has."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, func, select
from sqlalchemy.exc import IntegrityError

from spotter.catalog.database.kinds.partitions import is_no_partition
from spotter.catalog.database.opening import Database

ROWS = 3
_TEXT = 32
_REVISION_TABLE = "alembic_version"


def tables_of(database: Database) -> list[Table]:
    """The tables that the database has, those first to which others refer."""
    found = MetaData()
    with database.reading() as session:
        found.reflect(session.connection(), only=lambda name, _: is_no_partition(name, "table", {}))
    return [table for table in found.sorted_tables if table.name != _REVISION_TABLE]


def fill(database: Database) -> None:
    """Put rows into every table; each of their values is another one."""
    tables = tables_of(database)
    with database.writing() as session:
        for table in tables:
            for number in range(1, ROWS + 1):
                _insert(session.connection(), table, number)


def counts(database: Database) -> dict[str, int]:
    """The number of rows of each table."""
    tables = tables_of(database)
    with database.reading() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in tables
        }


def _insert(connection: Connection, table: Table, number: int) -> None:
    for row in _attempts(table, number):
        try:
            with connection.begin_nested():
                connection.execute(table.insert(), row)
        except IntegrityError:
            continue
        return
    raise AssertionError(f"expected a row that {table.name} takes; found none")


def _attempts(table: Table, number: int) -> Iterator[Mapping[str, Any]]:
    """A row with all values, and then without some: a check may want them so."""
    row = {column.name: _value(column, number) for column in table.columns}
    optional = [column.name for column in table.columns if column.nullable]
    yield row
    for name in optional:
        yield {**row, name: None}
    yield {**row, **dict.fromkeys(optional)}


def _value(column: Column[Any], number: int) -> object:
    kind = column.type.python_type
    if kind is str:
        return f"{number:0{min(getattr(column.type, 'length', None) or _TEXT, _TEXT)}x}"
    return {
        bool: number % 2 == 0,
        bytes: bytes([0, 255, number]),
        date: date(2026, 1, number),
        float: 1 / (1 + number),
        int: number,
        time: time(18, number),
        uuid.UUID: uuid.UUID(int=number),
    }[kind]
