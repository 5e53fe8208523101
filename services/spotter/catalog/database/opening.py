"""Opens the database: SQLite in WAL mode, or PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
)
from sqlalchemy.orm import Session

from spotter.catalog.errors import CatalogError, DatabaseError

_LOCK_WAIT_MS = 10_000
_WRITES = "spotter_writes"
_STATE_OF_THE_DATABASE = (OperationalError, InterfaceError, InternalError)
_EXPECTED = "sqlite:////folder/catalog.sqlite3 or postgresql://user:password@host/name"


class Database:
    """A database by its address, for any thread.

    Raises :class:`CatalogError` for an address that is neither SQLite's nor PostgreSQL's.
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent view of the data. Raises :class:`DatabaseError`."""
        with _troubles_in_words(), Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction: it is committed at the end, or rolled back by an exception.

        SQLite takes its only write lock at once, so that nobody has to start over who has already
        read. Raises :class:`DatabaseError`.
        """
        engine = self.engine.execution_options(**{_WRITES: True})
        with _troubles_in_words(), Session(engine) as session, session.begin():
            yield session

    def check(self) -> str | None:
        """Why the database cannot be used; None if it can."""
        try:
            with self.reading() as session:
                session.execute(text("SELECT 1"))
        except DatabaseError as error:
            return str(error)
        return None

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _engine(address: str) -> Engine:
    try:
        url = make_url(address)
    except ArgumentError:
        raise CatalogError(f"expected the database's address, {_EXPECTED}; found none") from None
    kind = url.get_backend_name()
    if kind == "sqlite":
        return _sqlite(create_engine(url))
    if kind == "postgresql":
        return create_engine(url.set(drivername="postgresql+pg8000"), pool_pre_ping=True)
    raise CatalogError(f"expected the database's address, {_EXPECTED}; found one of {kind}")


def _sqlite(engine: Engine) -> Engine:
    # https://docs.sqlalchemy.org/en/21/dialects/sqlite.html: Python's own handling of transactions
    # is off, so that BEGIN can be chosen here.
    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_LOCK_WAIT_MS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        is_writing = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")

    return engine


@contextmanager
def _troubles_in_words() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if isinstance(error, _STATE_OF_THE_DATABASE):
            raise DatabaseError(f"the database cannot be used: {error.orig}") from error
        raise
