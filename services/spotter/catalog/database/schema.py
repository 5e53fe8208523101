"""Brings a database to the schema of this release, and says which one it has."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from spotter.catalog.database.opening import Database

_MIGRATIONS = Path(__file__).parent / "migrations"


def newest_revision() -> str:
    """The revision of this release."""
    return ScriptDirectory(str(_MIGRATIONS)).get_current_head() or ""


def revision(database: Database) -> str:
    """The revision of the database; empty if it has no tables yet."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def upgrade(database: Database, to: str = "head") -> None:
    """Run the migrations that are still to be run, each in a transaction."""
    with database.engine.begin() as connection:
        command.upgrade(_config(connection), to)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
