"""``spotter db`` as its users run it."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from spotter.catalog.database.opening import Database
from support.command_line import run
from support.processes.service_process import warm_service
from support.records.filled_database import ROWS, counts, fill


def _spotter(*words: str, **settings: str) -> Result:
    """What the command did with a process of the catalog, as it always does."""
    return run("db", *words, settings=settings)


def _json(*words: str, **settings: str) -> dict[str, Any]:
    done = _spotter(*words, "--json", **settings)
    assert done.exit_code == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def _rows(url: str) -> dict[str, int]:
    with closing(Database(url)) as database:
        return counts(database)


def test_a_gym_moves_from_a_file_to_a_server(postgres_url: str, tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    _json("upgrade", *data)
    with closing(Database(f"sqlite:///{tmp_path}/catalog.sqlite3")) as with_rows:
        fill(with_rows)
    copied = _json("copy", *data, SPOTTER_COPY_TO_URL=postgres_url)["rows"]
    report = _json("check", SPOTTER_DATABASE_URL=postgres_url)
    assert sum(report["rows"].values()) == copied == ROWS * len(report["rows"])
    refused = _spotter("copy", postgres_url, *data)
    assert refused.exit_code == 2
    assert "--replace deletes them" in refused.stderr


def test_what_went_wrong_comes_back_from_a_backup(database_url: str, tmp_path: Path) -> None:
    own = {"SPOTTER_DATABASE_URL": database_url}
    file = str(tmp_path / "backups" / "monday")
    assert _json("backup", file, **own)["size_bytes"] > 0
    with closing(Database(database_url)) as database:
        fill(database)
    restored = _json("restore", file, **own)
    rows = _rows(database_url)
    # Who was erased stays so, and failed tries to check in still count.
    assert restored["erased_again"] == rows.pop("erased_member") == ROWS
    assert rows.pop("checkin_tries") == ROWS
    assert set(rows.values()) == {0}
    assert set(_rows(f"sqlite:///{restored['aside']}").values()) == {ROWS}


def test_of_two_processes_that_upgrade_at_once_one_waits_for_the_other(empty_url: str) -> None:
    line = [sys.executable, "-m", "spotter.catalog", "db", "upgrade"]
    own = {**os.environ, "SPOTTER_DATABASE_URL": empty_url}
    both = [subprocess.Popen(line, env=own, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert _json("check", SPOTTER_DATABASE_URL=empty_url)["problems"] == []


def test_nothing_is_restored_while_the_catalog_runs(
    database_url: str, redis_url: str, tmp_path: Path
) -> None:
    own = {"SPOTTER_DATABASE_URL": database_url}
    file = str(tmp_path / "backup")
    _json("backup", file, **own)
    with warm_service("catalog", redis_url=redis_url, database_url=database_url) as catalog:
        catalog.line("ready")
        refused = _spotter("restore", file, **own)
        assert refused.exit_code == 2
        assert "stop `spotter up` or the service `catalog` first" in refused.stderr
        assert _spotter("copy", database_url, "--data", str(tmp_path)).exit_code == 2
    assert _spotter("restore", file, **own).exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check",), "expected a database; found none at"),
        (("restore", "no-such-file"), "expected a backup; found no file"),
        (("copy", "mysql://host/name"), "found one of mysql"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = _spotter(*words, "--data", str(tmp_path))
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_is_away_is_said_in_a_line() -> None:
    done = _spotter("check", SPOTTER_DATABASE_URL="postgresql://spotter:secret@127.0.0.1:1/spotter")
    assert done.exit_code == 1
    assert "the database is away" in done.stderr
    assert "secret" not in done.stderr
