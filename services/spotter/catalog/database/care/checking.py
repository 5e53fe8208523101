"""What a database is like: its revision, whether it is sound, its rows and its size."""

from dataclasses import dataclass

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from spotter.catalog.database.care.copying import rows_of
from spotter.catalog.database.kinds.partitions import is_no_partition
from spotter.catalog.database.lacking import lacking_in_words
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import newest_revision, revision
from spotter.catalog.database.tables import Table
from spotter.catalog.errors import CatalogError

_BROKEN_IN_POSTGRESQL = {
    "an index that is not valid": "SELECT indexrelid::regclass::text FROM pg_index "
    "WHERE NOT indisvalid",
    "a constraint that is not checked": "SELECT conname FROM pg_constraint WHERE NOT convalidated",
    "damaged pages": "SELECT checksum_failures::text FROM pg_stat_database "
    "WHERE datname = current_database() AND checksum_failures > 0",
}


@dataclass(frozen=True, slots=True)
class Report:
    """``problems`` are sentences; ``rows`` are by table and empty without this release's tables."""

    revision: str
    newest_revision: str
    problems: tuple[str, ...]
    rows: dict[str, int]
    size_bytes: int


def report_of(database: Database) -> Report:
    """Look at all of the database. Raises :class:`CatalogError` if there is none; DatabaseError."""
    if database.file and not database.file.is_file():
        raise CatalogError(f"expected a database; found none at {database.file}")
    found, newest = revision(database), newest_revision()
    with database.reading() as session:
        connection = session.connection()
        problems = list(filter(None, [_of_revision(connection, found, newest)]))
        is_current = not problems
        rows = rows_of(connection) if is_current else {}
        if is_current:
            problems += _differences(connection)
        problems += (_of_sqlite if database.is_sqlite else _of_postgresql)(connection)
        size = size_bytes(connection)
    return Report(found, newest, tuple(problems), rows, size)


def size_bytes(connection: Connection) -> int:
    """How much room the database takes on its disk, without a log that is still to be applied."""
    if connection.dialect.name == "sqlite":
        query = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    else:
        query = "SELECT pg_database_size(current_database())"
    return int(connection.scalar(text(query)) or 0)


def _of_revision(connection: Connection, found: str, newest: str) -> str:
    if found != newest:
        return f"expected revision {newest}; found {found or 'none'}"
    return lacking_in_words(connection, newest)


def _differences(connection: Connection) -> list[str]:
    options = {"include_name": is_no_partition, "compare_type": True}
    context = MigrationContext.configure(connection, opts=options)
    found = compare_metadata(context, Table.metadata)
    return [f"differs from this release's tables: {difference}" for difference in found]


def _of_sqlite(connection: Connection) -> list[str]:
    said = connection.scalars(text("PRAGMA integrity_check")).all()
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    problems = [f"is damaged: {line}" for line in said if line != "ok"]
    return [*problems, *(f"row {row[1]} of {row[0]} refers to none of {row[2]}" for row in broken)]


def _of_postgresql(connection: Connection) -> list[str]:
    return [
        f"has {what}: {name}"
        for what, query in _BROKEN_IN_POSTGRESQL.items()
        for name in connection.scalars(text(query))
    ]
