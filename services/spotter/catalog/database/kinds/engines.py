"""The engines of SQLAlchemy for both databases, which behave alike: transactions, waits, errors."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.dialects import registry
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, DataError, IntegrityError

from spotter.catalog.database.troubles import is_contradiction, is_lost, is_no_value, trouble
from spotter.catalog.errors import CatalogError, DatabaseError

READS = "spotter_reads"
"""Of a connection that changes nothing: it sees one state, and waits for no writer."""
WITHOUT_REFERENCES = "spotter_without_references"
"""Of a connection to SQLite: tables may be made anew that others refer to."""
_EXPECTED = "sqlite:////folder/catalog.sqlite3 or postgresql://user:password@host/name"


def engine_of(address: URL, *, name: str, lock_wait_s: float, answer_s: float | None) -> Engine:
    """The engine; its errors are those that :class:`Database` names."""
    if address.get_backend_name() == "sqlite":
        engine = _sqlite(address, lock_wait_s)
    else:
        engine = _postgresql(address, name, lock_wait_s, answer_s)
    event.listen(engine, "handle_error", _in_words, retval=True)
    return engine


def parsed(address: str) -> URL:
    """The address. Raises :class:`CatalogError` for one of neither SQLite nor PostgreSQL."""
    try:
        url = make_url(address)
    except ArgumentError:
        raise CatalogError(f"expected the database's address, {_EXPECTED}; found none") from None
    kind = url.get_backend_name()
    if kind not in {"sqlite", "postgresql"}:
        raise CatalogError(f"expected the database's address, {_EXPECTED}; found one of {kind}")
    return url


def file_of(url: URL) -> Path | None:
    """SQLite's file. Raises :class:`CatalogError` for a database in memory."""
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or ":" in url.database.partition("/")[0]:
        raise CatalogError("expected a file in the database's address; found a database in memory")
    return Path(url.database)


def _sqlite(url: URL, lock_wait_s: float) -> Engine:
    engine = create_engine(url)

    # https://docs.sqlalchemy.org/en/21/dialects/sqlite.html: Python's own handling of transactions
    # is off, so that BEGIN can be chosen here.
    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {round(1000 * lock_wait_s)}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get(WITHOUT_REFERENCES):
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN" if options.get(READS) else "BEGIN IMMEDIATE")

    return engine


def _postgresql(url: URL, name: str, lock_wait_s: float, answer_s: float | None) -> Engine:
    options = {
        "application_name": name,
        "timeout": answer_s,
        "startup_params": {"lock_timeout": f"{round(1000 * lock_wait_s)}", "TimeZone": "UTC"},
    }
    registry.register("postgresql.spotter", f"{__package__}.postgresql_dialect", "Dialect")
    engine = create_engine(
        url.set(drivername="postgresql+spotter"), connect_args=options, pool_pre_ping=True
    )
    # Many rows in one statement: the driver asks and waits several times for each.
    engine.dialect.use_insertmanyvalues_wo_returning = True

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(READS):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    return engine


def _in_words(context: ExceptionContext) -> BaseException | None:
    """What the engine raises instead of the driver's own error."""
    said = context.original_exception
    if is_lost(said):
        context.is_disconnect = True
    if context.is_pre_ping:
        return None  # the pool opens another connection
    if words := trouble(said):
        return DatabaseError(words)
    if is_contradiction(said):
        return IntegrityError(context.statement, context.parameters, said)
    if is_no_value(said):
        return DataError(context.statement, context.parameters, said)
    return None
