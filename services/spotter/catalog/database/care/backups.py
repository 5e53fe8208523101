"""Backups: one file of SQLite, of whichever kind the database is."""

import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from spotter.catalog.accounts.sign_ins import end_all
from spotter.catalog.checkin.kept_tries import Row, add_tries, all_tries
from spotter.catalog.database.care.copying import Progress, copy
from spotter.catalog.database.occupancy import unserved
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import revision, upgrade
from spotter.catalog.database.troubles import trouble
from spotter.catalog.errors import CatalogError, DatabaseError
from spotter.catalog.faces.keeping import keep_only, kept_ids
from spotter.catalog.members.erased import erased_ids, note_erased

_PAGES = 2000
_ALL = ("", "-wal", "-shm")


def backup(database: Database, file: Path, progress: Progress) -> None:
    """Write what ``database`` has at this moment to a new ``file``, while others use it.

    Raises :class:`CatalogError` if there is such a file, or nothing to back up; DatabaseError.
    """
    if file.exists():
        raise CatalogError(f"expected a new file for the backup; found {file}")
    with _part_of(file) as part:
        if database.file is None:
            with closing(Database(f"sqlite:///{part}")) as written:
                upgrade(written)
                copy(database, written, progress)
        elif database.file.is_file():
            _copy_pages(database.file, part, progress)
        else:
            raise CatalogError(f"expected a database; found none at {database.file}")
        _finish(part)
        part.rename(file)


def restore(
    file: Path, database: Database, progress: Progress, *, aside: Path, now_us: int
) -> int | None:
    """Put what a backup has in the place of what ``database`` has, which is kept ``aside``.

    Members who were erased since are noted in what is restored, so that the catalog erases them
    again, and all sign-ins end, as some have ended since. Of faces only those stay that
    ``database`` keeps, too, as others were withdrawn since; failed tries to check in that it
    remembers stay, so that nobody has fresh ones. Returns how many members; None if they are
    unknown, because ``database`` is damaged.

    A backup of an earlier release is brought to this one; ``file`` itself is not changed. Raises
    :class:`CatalogError` while a catalog runs, and for a file that is no backup; DatabaseError.
    """
    if not file.is_file():
        raise CatalogError(f"expected a backup; found no file {file}")
    with unserved(database), _part_of(database.file or file) as part:
        _copy_pages(file, part, progress)
        since = _since(database)
        with closing(Database(f"sqlite:///{part}")) as found:
            _require_backup(found, file)
            upgrade(found)
            with found.writing() as session:
                noted = note_erased(session, since.erased if since else (), now_us)
                keep_only(session, since.with_face if since else ())
                add_tries(session, since.tries if since else ())
                end_all(session)
        if database.file:
            _change_places(part, database.file, aside)
        else:
            _replace_rows(part, database, progress, aside)
    return None if since is None else noted


@dataclass(frozen=True, slots=True)
class _Since:
    """What became of members since a backup: who was erased, whose face is kept, who failed."""

    erased: Sequence[uuid.UUID] = ()
    with_face: Sequence[uuid.UUID] = ()
    tries: Sequence[Row] = ()


def _since(database: Database) -> _Since | None:
    """What became of members; None if the database is a file that cannot be read."""
    if database.file and not database.file.is_file():
        return _Since()
    try:
        if not revision(database):
            return _Since()
        with database.reading() as session:
            return _Since(erased_ids(session), kept_ids(session), all_tries(session))
    except DatabaseError:
        if database.file is None:
            raise
        return None
    finally:
        database.close()  # the file is about to become another one


def _change_places(part: Path, file: Path, aside: Path) -> None:
    for ending in _ALL:
        old = Path(f"{file}{ending}")
        if old.exists():
            old.rename(f"{aside}{ending}")
    part.rename(file)


def _replace_rows(part: Path, database: Database, progress: Progress, aside: Path) -> None:
    upgrade(database)
    backup(database, aside, progress)
    with closing(Database(f"sqlite:///{part}")) as found:
        copy(found, database, progress, replace=True)


def _require_backup(found: Database, file: Path) -> None:
    with found.reading() as session:
        said = session.connection().exec_driver_sql("PRAGMA integrity_check").scalar()
    if said != "ok":
        raise CatalogError(f"{file}: expected a sound backup; found {said}")
    if not revision(found):
        raise CatalogError(f"{file}: expected a backup of Spotter's; found none of its tables")


def _copy_pages(source: Path, target: Path, progress: Progress) -> None:
    """Copy a file of SQLite as it is at this moment, by SQLite's own online backup."""

    def tell(_status: int, remaining: int, total: int) -> None:
        progress("pages", total - remaining, total)

    try:
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as read,
            closing(sqlite3.connect(target)) as written,
        ):
            read.isolation_level = None
            read.execute("BEGIN")
            read.execute("SELECT count(*) FROM sqlite_master")  # from here on it sees one state
            read.backup(written, pages=_PAGES, progress=tell)
    except sqlite3.Error as error:
        raise DatabaseError(f"{source}: {trouble(error) or error}") from error


def _finish(part: Path) -> None:
    """Let the file stand alone, also where nothing can be written."""
    with closing(sqlite3.connect(part)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def _part_of(file: Path) -> Iterator[Path]:
    """A new file beside ``file``, its owner's alone, that is gone at the end unless it moved."""
    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        yield part
    except OSError as error:
        raise DatabaseError(f"{file} cannot be written: {error.strerror}") from error
    finally:
        for ending in _ALL:
            Path(f"{part}{ending}").unlink(missing_ok=True)
