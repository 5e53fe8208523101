"""Databases of this release, copied from one that is made once: its migrations take longer."""

from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade

_SQLITE = "sqlite:///"


def made_database(url: str) -> Database:
    """The database at the address, with the tables of this release."""
    put_tables(url)
    database = Database(url)
    upgrade(database)
    return database


def put_tables(url: str) -> None:
    """Let a file of SQLite that does not exist yet begin with the tables of this release."""
    file = Path(url.removeprefix(_SQLITE))
    if url.startswith(_SQLITE) and not file.exists():
        file.touch(mode=0o600)
        file.write_bytes(_with_tables())


@cache
def _with_tables() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "catalog.sqlite3"
        with closing(Database(f"{_SQLITE}{file}")) as database:
            upgrade(database)
        return file.read_bytes()
