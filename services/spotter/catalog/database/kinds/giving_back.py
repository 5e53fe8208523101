"""Gives the room that deleted rows leave in a file of SQLite back to its disk."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy import Engine, PoolProxiedConnection

from spotter.catalog.database.opening import Database
from spotter.catalog.database.troubles import trouble
from spotter.catalog.errors import DatabaseError

_PAGES = 500
"""2 MB in one transaction: others may write in between."""
_CUT_WAIT_MS = 1000
_FREE_RATIO = 0.05
"""So much of a file stays free: the next rows take it."""


def give_back(database: Database) -> Iterator[int]:
    """Make the file smaller, in small transactions; yields the bytes that each gave back.

    PostgreSQL does likewise by itself. Raises :class:`DatabaseError`.
    """
    while database.is_sqlite and (given := _step(database)) > 0:
        yield given
        empty_log(database)  # only then the file is cut


def empty_log(database: Database) -> None:
    """Write SQLite's log (WAL) into the file; the next transactions then take the log's room.

    Whoever reads or writes is not waited for, nor kept waiting. Raises :class:`DatabaseError`.
    """
    if database.is_sqlite:
        with _raw(database.engine) as connection:
            _asked(connection, "wal_checkpoint(PASSIVE)")


def cut_log(engine: Engine) -> bool:
    """Write SQLite's log into the file and cut it to nothing, so that no old page is left in it.

    Returns whether that was done: not while somebody reads an older state for longer than a second.
    Raises :class:`DatabaseError`.
    """
    with _raw(engine) as connection:
        wait_ms = _asked(connection, "busy_timeout")
        _asked(connection, f"busy_timeout = {_CUT_WAIT_MS}")
        try:
            return not _asked(connection, "wal_checkpoint(TRUNCATE)")
        finally:
            _asked(connection, f"busy_timeout = {wait_ms}")


def _step(database: Database) -> int:
    with _raw(database.engine) as connection:
        pages = _asked(connection, "page_count")
        is_fixed = not _asked(connection, "auto_vacuum")
        if is_fixed or _asked(connection, "freelist_count") <= _FREE_RATIO * pages:
            return 0
        # The driver takes one step of a statement without columns; this one has one a page.
        connection.cursor().executescript(f"PRAGMA incremental_vacuum({_PAGES})")
        return (pages - _asked(connection, "page_count")) * _asked(connection, "page_size")


@contextmanager
def _raw(engine: Engine) -> Iterator[PoolProxiedConnection]:
    """A connection outside of transactions."""
    try:
        with closing(engine.raw_connection()) as connection:
            yield connection
    except sqlite3.Error as error:
        raise DatabaseError(
            trouble(error) or f"the file cannot be made smaller: {error}"
        ) from error


def _asked(connection: PoolProxiedConnection, pragma: str) -> int:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA {pragma}")
    return int((cursor.fetchone() or (0,))[0])
