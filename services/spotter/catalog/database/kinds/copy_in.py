"""Rows into PostgreSQL by its COPY, which takes many at a time."""

from collections.abc import Sequence
from typing import Any

import pg8000
from sqlalchemy import Connection
from sqlalchemy import Table as SqlTable
from sqlalchemy.exc import DBAPIError

from spotter.catalog.database.troubles import trouble
from spotter.catalog.errors import DatabaseError

_NULL = r"\N"
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})

Row = Sequence[Any]
"""The values of a table's columns, in their order."""


def copy_in(connection: Connection, table: SqlTable, rows: Sequence[Row]) -> None:
    """Add ``rows`` in one statement, all or none.

    Raises SQLAlchemy's DBAPIError for a row that is not taken; :class:`DatabaseError`.
    """
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    statement = f'COPY "{table.name}" ({columns}) FROM STDIN'
    cursor: Any = connection.connection.cursor()
    try:
        cursor.execute(statement, stream=["".join(map(_line, rows))])
    except pg8000.Error as error:
        if words := trouble(error):
            raise DatabaseError(words) from error
        raise DBAPIError(statement, (), error) from error
    finally:
        cursor.close()


def _line(row: Row) -> str:
    r"""A row as COPY reads it.

    >>> _line([1, None, "a\tb", b"\x01\xff", True])
    '1\t\\N\ta\\tb\t\\\\x01ff\tTrue\n'
    """
    return "\t".join(map(_text, row)) + "\n"


def _text(value: object) -> str:
    if value is None:
        return _NULL
    if isinstance(value, bytes):
        return rf"\\x{value.hex()}"
    return value.translate(_ESCAPED) if isinstance(value, str) else str(value)
