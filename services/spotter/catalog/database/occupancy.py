"""Whether a catalog runs on a database: nobody replaces its rows meanwhile."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from spotter.catalog.database.opening import Database
from spotter.catalog.errors import CatalogError, DatabaseError

SERVICE = "spotter catalog"
"""As what a running catalog is known to PostgreSQL."""
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND application_name = :name"
)


@contextmanager
def served(database: Database) -> Iterator[None]:
    """Let others see that a catalog runs. Raises DatabaseError while the database is replaced."""
    if database.file is None:  # PostgreSQL knows its connections by their name
        yield
        return
    with _lock(database.file, fcntl.LOCK_SH) as is_held:
        if not is_held:
            raise DatabaseError("the database is being restored")
        yield


@contextmanager
def unserved(database: Database) -> Iterator[None]:
    """Keep catalogs away from a file. Raises :class:`CatalogError` while one runs."""
    if database.file is None:
        with database.reading() as session:
            runs = bool(session.scalar(_OTHERS, {"name": SERVICE}))
        _refuse(runs=runs)
        yield
        return
    with _lock(database.file, fcntl.LOCK_EX) as is_held:
        _refuse(runs=not is_held)
        yield


def _refuse(*, runs: bool) -> None:
    if runs:
        raise CatalogError(
            "expected no catalog to run on the database that is replaced; found one: "
            "stop `spotter up` or the service `catalog` first"
        )


@contextmanager
def _lock(database: Path, kind: int) -> Iterator[bool]:
    """Whether the lock beside the file is held; the kernel ends it with the process."""
    try:
        database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(f"{database}.lock", os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise DatabaseError(f"{database}.lock cannot be made: {error.strerror}") from error
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(handle)
