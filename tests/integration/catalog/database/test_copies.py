"""Copies, backups and restores between databases of both kinds."""

import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from spotter.catalog.database.care.backups import backup, restore
from spotter.catalog.database.care.checking import report_of
from spotter.catalog.database.care.copying import copy
from spotter.catalog.database.occupancy import SERVICE, served
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import newest_revision, upgrade
from spotter.catalog.database.tables import StationRow, Table
from spotter.catalog.errors import CatalogError, DatabaseError
from spotter.catalog.members.erased import erased_ids, note_erased
from support.records.filled_database import counts, fill
from support.servers.postgres_server import PostgresServer
from support.waiting import until

NOW_US = 1_772_000_000_000_000


@pytest.fixture
def other(postgres: PostgresServer, tmp_path: Path, database: Database) -> Iterator[Database]:
    """An empty database of the other kind."""
    url = postgres.new_database() if database.is_sqlite else f"sqlite:///{tmp_path}/other.sqlite3"
    other = Database(url)
    upgrade(other)
    yield other
    other.close()


def _content(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.reading() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table)).all()), key=repr)
            for table in Table.metadata.sorted_tables
        }


def _without_those_who_are_in(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """A restore lets nobody in whom the backup knew as signed in or invited."""
    return _content(database) | {"sign_in": [], "invitation": [], "pairing": []}


def _silent(_table: str, _done: int, _total: int) -> None:
    """Nobody wants to know."""


def _add_station(database: Database, name: str, **number: int) -> None:
    with database.writing() as session:
        session.execute(insert(StationRow).values(station_id=name, **number))


def test_a_copy_has_every_row_and_goes_back_the_same(database: Database, other: Database) -> None:
    fill(database)
    before = _content(database)
    told: list[tuple[str, int, int]] = []
    assert copy(database, other, lambda *step: told.append(step)) == sum(counts(database).values())
    assert _content(other) == before
    assert ("rep", 3, 3) in told
    copy(other, database, _silent, replace=True)
    assert _content(database) == before


def test_new_rows_are_numbered_after_those_that_were_copied(
    database: Database, other: Database
) -> None:
    fill(database)
    copy(database, other, _silent)
    _add_station(other, "one-more")
    with other.reading() as session:
        number = session.scalar(select(StationRow.no).where(StationRow.station_id == "one-more"))
    assert number == 4


def test_many_rows_are_copied_in_chunks(database: Database, other: Database) -> None:
    with database.writing() as session:
        rows = [{"station_id": f"rack-{number}"} for number in range(2500)]
        session.execute(insert(StationRow), rows)
    told: list[int] = []
    copy(
        database,
        other,
        lambda table, done, _total: told.append(done) if table == "station" else None,
    )
    assert told == [0, 1000, 2000, 2500]
    assert _content(other) == _content(database)


def test_a_target_with_rows_is_refused_and_stays_as_it_is(
    database: Database, other: Database
) -> None:
    fill(database)
    _add_station(other, "rack-1")
    before = _content(other)
    with pytest.raises(CatalogError, match="found rows in station: --replace deletes them"):
        copy(database, other, _silent)
    assert _content(other) == before


def test_a_copy_that_fails_leaves_the_target_as_it_is(database: Database, other: Database) -> None:
    fill(database)
    _add_station(other, "rack-1")
    before = _content(other)

    def fail(table: str, done: int, _total: int) -> None:
        if table == "rep" and done:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        copy(database, other, fail, replace=True)
    assert _content(other) == before


def test_a_name_that_only_one_of_them_takes_is_said(postgres_url: str, sqlite_url: str) -> None:
    source, target = Database(sqlite_url), Database(postgres_url)
    upgrade(source)
    upgrade(target)
    _add_station(source, "rack\0")
    with pytest.raises(CatalogError, match="station: a row is not taken"):
        copy(source, target, _silent)
    source.close()
    target.close()


def test_a_database_is_not_copied_to_itself(database: Database) -> None:
    with pytest.raises(CatalogError, match="the same one twice"):
        copy(database, database, _silent, replace=True)


def test_a_backup_restores_what_was_there_and_keeps_what_is_there(
    database: Database, tmp_path: Path
) -> None:
    fill(database)
    before = _without_those_who_are_in(database)
    backup(database, tmp_path / "monday", _silent)
    _add_station(database, "since-then", no=99)
    now = _content(database)
    database.close()
    restore(tmp_path / "monday", database, _silent, aside=tmp_path / "aside", now_us=NOW_US)
    assert _content(database) == before
    with closing(Database(f"sqlite:///{tmp_path}/aside")) as aside:
        assert _content(aside) == now
    assert not list(tmp_path.glob("*.part*"))


def test_who_was_erased_since_a_backup_stays_noted_as_erased(
    database: Database, tmp_path: Path
) -> None:
    backup(database, tmp_path / "monday", _silent)
    erased = uuid.uuid4()
    with database.writing() as session:
        note_erased(session, [erased], NOW_US)
    database.close()
    for name in ("first", "again"):
        aside = tmp_path / name
        assert restore(tmp_path / "monday", database, _silent, aside=aside, now_us=NOW_US) == 1
        database.close()
        with database.reading() as session:
            assert erased_ids(session) == [erased]


def test_a_damaged_database_is_replaced_and_does_not_say_who_was_erased(
    sqlite_url: str, tmp_path: Path
) -> None:
    with closing(Database(sqlite_url)) as database:
        upgrade(database)
        backup(database, tmp_path / "monday", _silent)
        database.close()
        file = database.file
        assert file is not None
        _text(file)
        aside = tmp_path / "aside"
        noted = restore(tmp_path / "monday", database, _silent, aside=aside, now_us=NOW_US)
        assert noted is None
        assert database.check() is None


def test_a_backup_is_one_state_while_others_write(database: Database, tmp_path: Path) -> None:
    done = threading.Event()

    def write() -> None:
        """Two rows at once: no state has one without the other."""
        number = 0
        while not done.is_set():
            number += 1
            with database.writing() as session:
                names = (f"left-{number}", f"right-{number}")
                session.execute(insert(StationRow), [{"station_id": name} for name in names])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            backup(database, tmp_path / f"backup-{number}", _silent)
    finally:
        done.set()
        writer.join()
    for number in range(5):
        with closing(Database(f"sqlite:///{tmp_path}/backup-{number}")) as found:
            names = [str(row[1]) for row in _content(found)["station"]]
            assert len(names) % 2 == 0
            assert len({name.partition("-")[2] for name in names}) * 2 == len(names)
            assert report_of(found).problems == ()


def test_a_backup_goes_from_one_kind_to_the_other(
    database: Database, other: Database, tmp_path: Path
) -> None:
    fill(database)
    backup(database, tmp_path / "backup", _silent)
    other.close()
    restore(tmp_path / "backup", other, _silent, aside=tmp_path / "aside", now_us=NOW_US)
    # A face that the restored database had not kept itself may have been withdrawn since.
    assert _content(other) == _without_those_who_are_in(database) | {"face": []}


def test_a_backup_overwrites_no_file(database: Database, tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("Bring towels.")
    with pytest.raises(CatalogError, match="expected a new file"):
        backup(database, tmp_path / "notes", _silent)
    assert (tmp_path / "notes").read_text() == "Bring towels."


def test_nothing_is_restored_while_a_catalog_runs(
    database_url: str, database: Database, tmp_path: Path
) -> None:
    backup(database, tmp_path / "backup", _silent)
    running = Database(database_url, name=SERVICE)
    with served(running):
        assert running.check() is None
        with pytest.raises(CatalogError, match="stop `spotter up` or the service `catalog` first"):
            restore(tmp_path / "backup", database, _silent, aside=tmp_path / "aside", now_us=NOW_US)
    running.close()

    def is_restored() -> bool:
        try:
            restore(tmp_path / "backup", database, _silent, aside=tmp_path / "aside", now_us=NOW_US)
        except CatalogError:  # PostgreSQL ends a connection a moment later
            return False
        return True

    until(is_restored, what="the backup in its place")


def _cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _altered(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 3000] = bytes(range(250)) * 12
    file.write_bytes(data)


def _foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE towel (no INTEGER)")


def _text(file: Path) -> None:
    file.write_text("Bring towels.\n" * 100)


@pytest.mark.parametrize("spoil", [_cut_short, _altered, _foreign, _text, Path.unlink])
def test_what_is_no_sound_backup_is_refused_and_changes_nothing(
    database: Database, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    fill(database)
    before = _content(database)
    backup(database, tmp_path / "backup", _silent)
    spoil(tmp_path / "backup")
    with pytest.raises((CatalogError, DatabaseError)):
        restore(tmp_path / "backup", database, _silent, aside=tmp_path / "aside", now_us=NOW_US)
    assert _content(database) == before
    assert not (tmp_path / "aside").exists()


def test_a_report_tells_the_revision_the_rows_and_the_size(database: Database) -> None:
    fill(database)
    report = report_of(database)
    assert report.revision == report.newest_revision == newest_revision()
    assert report.problems == ()
    assert report.rows == counts(database)
    assert report.size_bytes > 50_000


def test_a_report_tells_what_is_missing(database: Database) -> None:
    with database.writing() as session:
        session.connection().exec_driver_sql("DROP INDEX ix_audit_entry_person")
    assert "ix_audit_entry_person" in "".join(report_of(database).problems)


def test_a_report_tells_rows_that_refer_to_none(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    upgrade(database)
    with closing(sqlite3.connect(database.file or "")) as somebody:
        somebody.execute("INSERT INTO class_member (class_no, member_no) VALUES (7, 7)")
        somebody.commit()
    assert any("refers to none of member" in problem for problem in report_of(database).problems)
    database.close()


def test_a_copy_keeps_names_in_any_script(database: Database, other: Database) -> None:
    names = ["Анна", "孫悟空", "نورة", "Zoë 🏋", "O'Brien; DROP TABLE member"]
    for name in [*names, "a\tb\r\nc", r"\N", r"\\.", r"\.", ""]:
        _add_station(database, name)
    copy(database, other, _silent)
    assert _content(other)["station"] == _content(database)["station"]
