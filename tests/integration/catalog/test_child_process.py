"""Modules of ours that run beside the catalog."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from spotter.catalog.child_process import (
    ChildEndedError,
    ChildError,
    ChildProcess,
    ChildStoppedError,
)


def lines(said: IO[bytes]) -> Iterator[bytes]:
    yield from said.read().splitlines()


def test_a_module_that_is_not_there_ends_with_its_exit_code() -> None:
    child = ChildProcess("spotter.no_such_module", 60)
    with pytest.raises(ChildEndedError, match="ended with exit code 1"):
        list(child.news(lambda _given: None, lines))


def test_a_process_that_cannot_be_begun_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    child = ChildProcess("this", 60)
    with pytest.raises(ChildError, match="No such file or directory"):
        list(child.news(lambda _given: None, lines))


def test_it_is_not_told_our_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tells_names.py").write_text("import os\nprint(*os.environ, sep='\\n')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("SPOTTER_GRPC_TOKEN", "secret")
    names = [*ChildProcess("tells_names", 60, {"ASKED": "1"}).news(lambda _given: None, lines)]
    assert b"ASKED" in names
    assert b"PYTHONPATH" in names
    assert b"SPOTTER_GRPC_TOKEN" not in names


def test_one_that_is_stopped_lets_none_begin() -> None:
    child = ChildProcess("sysconfig", 60)
    child.stop()
    with pytest.raises(ChildStoppedError):
        list(child.news(lambda _given: None, lines))
