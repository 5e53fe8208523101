"""A database of each kind, for real: what it promises, and what it says when it cannot."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.database.tables import StationRow
from spotter.catalog.errors import CatalogError, DatabaseError
from support.servers.postgres_server import PostgresServer
from support.servers.small_disk import small_mount


def _stations(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(StationRow.station_id).order_by(StationRow.no)))


def _add(database: Database, *names: str) -> None:
    with database.writing() as session:
        session.execute(insert(StationRow), [{"station_id": name} for name in names])


def test_what_is_written_is_there_and_what_fails_leaves_nothing(database: Database) -> None:
    _add(database, "rack-1", "rack-2")
    with pytest.raises(IntegrityError):
        _add(database, "rack-3", "rack-1")
    assert _stations(database) == ["rack-1", "rack-2"]


def test_data_that_contradict_others_are_the_same_error_in_both(database: Database) -> None:
    _add(database, "rack-1")
    with pytest.raises(IntegrityError):
        _add(database, "rack-1")
    with pytest.raises(IntegrityError), database.writing() as session:
        session.execute(text("INSERT INTO class_member (class_no, member_no) VALUES (7, 7)"))


def test_a_mistake_in_a_statement_is_no_trouble_of_the_database(database: Database) -> None:
    with pytest.raises(Exception, match="no_such_table") as raised, database.reading() as session:
        session.execute(text("SELECT * FROM no_such_table"))
    assert not isinstance(raised.value, DatabaseError)


def test_reading_sees_one_state_whatever_others_write(database: Database) -> None:
    _add(database, "rack-1")
    with database.reading() as session:
        before = session.scalars(select(StationRow.station_id)).all()
        _add(database, "rack-2")
        assert session.scalars(select(StationRow.station_id)).all() == before
    assert len(_stations(database)) == 2


def test_two_writers_wait_for_each_other(database_url: str) -> None:
    database = Database(database_url)
    upgrade(database)

    def write(name: str) -> None:
        for number in range(20):
            _add(database, f"{name}-{number}")

    writers = [threading.Thread(target=write, args=(name,)) for name in ("rack", "mat")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(_stations(database)) == 40
    database.close()


def test_a_file_that_another_program_has_locked_is_said_and_passes(sqlite_url: str) -> None:
    database = Database(sqlite_url, lock_wait_s=0.1)
    upgrade(database)
    with closing(sqlite3.connect(database.file or "")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseError, match="the database is locked by another program"):
            _add(database, "rack-1")
        assert _stations(database) == []
    _add(database, "rack-1")
    assert _stations(database) == ["rack-1"]
    database.close()


def test_a_full_disk_is_said_is_read_from_and_passes(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "support.servers.small_disk_database", str(tmp_path)]
    tests = Path(__file__).parents[3]
    path = os.pathsep.join(map(str, (tests, tests.parent / "services")))
    found = json.loads(
        subprocess.check_output(
            [*small_mount(tmp_path), *program], env={**os.environ, "PYTHONPATH": path}
        )
    )
    assert all("the database has no room left on its disk" in said for said in found["said"])
    assert found["counts"] == [1, 1, 2]


def test_a_table_that_another_program_has_locked_is_said_and_passes(
    postgres: PostgresServer, postgres_url: str
) -> None:
    database = Database(postgres_url, lock_wait_s=0.1)
    upgrade(database)
    with postgres.client(postgres_url.rpartition("/")[2]) as other:
        other.run("BEGIN")
        other.run("LOCK TABLE station")
        with pytest.raises(DatabaseError, match="the database is locked by another program"):
            _add(database, "rack-1")
    _add(database, "rack-1")
    assert _stations(database) == ["rack-1"]
    database.close()


def test_a_server_that_goes_and_comes_back_is_used_again(
    postgres: PostgresServer, postgres_url: str
) -> None:
    database = Database(postgres_url)
    upgrade(database)
    _add(database, "rack-1")
    with database.reading() as session:
        session.execute(select(StationRow))
        postgres.stop()
        with pytest.raises(DatabaseError, match="the database is away"):
            session.execute(select(StationRow))
    try:
        assert "is away" in str(database.check())
        with pytest.raises(DatabaseError, match="the database is away"):
            _add(database, "rack-2")
    finally:
        postgres.start()
    _add(database, "rack-3")
    assert database.check() is None
    assert _stations(database) == ["rack-1", "rack-3"]
    database.close()


def test_a_server_that_ends_a_connection_is_asked_anew(
    postgres: PostgresServer, postgres_url: str
) -> None:
    database = Database(postgres_url)
    with database.reading() as session:
        own = session.scalar(text("SELECT pg_backend_pid()"))
        with postgres.client() as other:
            other.run("SELECT pg_terminate_backend(:pid, 60000)", pid=own)
        with pytest.raises(DatabaseError, match="the database is away"):
            session.execute(text("SELECT 1"))
    assert database.check() is None
    database.close()


def test_a_missing_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/new/folder/catalog.sqlite3")
    upgrade(database)
    assert database.file
    assert stat.S_IMODE(database.file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(database.file.stat().st_mode) == 0o600
    database.close()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    database = Database(f"sqlite:///{tmp_path}/file/catalog.sqlite3")
    with pytest.raises(DatabaseError, match="cannot be made: "):
        upgrade(database)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Bring towels.\n" * 1000)
    database = Database(f"sqlite:///{tmp_path}/notes.txt")
    assert "is no database of SQLite" in str(database.check())
    database.close()


def test_a_server_without_that_database_is_said(postgres_url: str) -> None:
    database = Database(f"{postgres_url}_gone")
    assert "does not exist on its server" in str(database.check())
    database.close()


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("catalog.sqlite3", "found none"),
        ("mysql://host/name", "found one of mysql"),
        ("sqlite://", "in memory"),
        ("sqlite:///:memory:", "in memory"),
    ],
)
def test_an_address_that_is_none_is_said(address: str, found: str) -> None:
    with pytest.raises(CatalogError, match=found):
        Database(address)
