"""Brings a database to the schema of this release, and says which one it has."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from spotter.catalog.database.kinds.engines import WITHOUT_REFERENCES
from spotter.catalog.database.lacking import lacking_in_words
from spotter.catalog.database.opening import Database
from spotter.catalog.database.troubles import trouble
from spotter.catalog.errors import CatalogError, DatabaseError

MIGRATIONS = Path(__file__).parent / "migrations"
_UPGRADES = 0x5B0773
"""PostgreSQL's advisory lock of whoever upgrades."""


def revisions(migrations: Path = MIGRATIONS) -> list[str]:
    """The revisions that this release knows, from the first to its own."""
    scripts = ScriptDirectory(str(migrations)).walk_revisions()
    return [script.revision for script in scripts][::-1]


def newest_revision() -> str:
    """The revision of this release."""
    return revisions()[-1]


def revision(database: Database) -> str:
    """The revision of the database; empty if it has no tables yet. Raises DatabaseError."""
    with database.reading() as session:
        return _revision(session.connection())


def require_this_release(database: Database) -> None:
    """Raise :class:`CatalogError` unless the database has the schema of this release."""
    newest = newest_revision()
    with database.reading() as session:
        if (found := _revision(session.connection())) == newest:
            _refuse_lacking(session.connection())
            return
    _refuse_unknown(found, revisions())
    raise CatalogError(
        f"expected a database of revision {newest}; found "
        f"{f'revision {found}' if found else 'one without tables'}: "
        "`spotter db upgrade` brings it to this release"
    )


def upgrade(database: Database, to: str = "head", migrations: Path = MIGRATIONS) -> None:
    """Run the ``migrations`` that are still to be run, all of them or none.

    Of two processes that upgrade at once, one waits for the other. Raises :class:`CatalogError`
    for a database of a revision that is not known, or that lacks what its revision has, and
    :class:`DatabaseError`.
    """
    if database.file:
        _make_file(database.file)
    options = {WITHOUT_REFERENCES: True}
    with database.engine.connect().execution_options(**options) as connection:
        connection.detach()  # of no use to others without its check of references
        with connection.begin():
            _wait_for_others(connection)
            _refuse_unknown(_revision(connection), revisions(migrations))
            command.upgrade(_config(connection, migrations), to)
            if _revision(connection) == newest_revision():
                _refuse_lacking(connection)
            _check_references(connection)


def _wait_for_others(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # SQLite's transaction has the only write lock
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_UPGRADES})"))


def _refuse_unknown(found: str, known: list[str]) -> None:
    if found and found not in known:
        raise CatalogError(
            f"expected a database of revision {known[-1]} or earlier; found {found}, which this "
            "release does not know. If a newer release made it, install that one; else restore a "
            "backup of this one"
        )


def _refuse_lacking(connection: Connection) -> None:
    if problem := lacking_in_words(connection, newest_revision()):
        raise CatalogError(problem)


def _check_references(connection: Connection) -> None:
    """SQLite checks none while tables are made anew."""
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).first()
        if broken:
            raise CatalogError(f"expected rows that refer to others to find them; found {broken}")


def _make_file(file: Path) -> None:
    """Make the file, its owner's alone, and its folder."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        if not file.stat().st_size:
            _let_shrink(file)
    except OSError as error:
        raise DatabaseError(f"the database {file} cannot be made: {error.strerror}") from error


def _let_shrink(file: Path) -> None:
    """Let an empty file become smaller again later, a few pages at a time."""
    try:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("PRAGMA journal_mode = WAL")  # writes the first page
    except sqlite3.Error as error:
        raise DatabaseError(trouble(error) or f"{file} cannot be made: {error}") from error


def _revision(connection: Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or ""


def _config(connection: Connection, migrations: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
