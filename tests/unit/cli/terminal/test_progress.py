"""Progress is told in lines where standard error is no terminal."""

import threading

import pytest
from rich.progress import TextColumn

from spotter.cli.terminal.progress import counted, progress_bars, status_of


def wait_for_lines(capsys: pytest.CaptureFixture[str], number: int) -> list[str]:
    lines: list[str] = []
    for _ in range(1000):
        lines += capsys.readouterr().err.splitlines()
        if len(lines) >= number:
            return lines
        threading.Event().wait(0.01)
    raise AssertionError(f"expected {number} lines; found {lines}")


def test_a_log_is_told_what_is_done_again_and_again(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bars(TextColumn(""), every_s=0.01) as bars:
        task = bars.add_task("Filming", total=4)
        bars.advance(task)
        told = wait_for_lines(capsys, 2)
    assert told[0].startswith("Filming: ")
    assert told[-1].startswith("Filming: 25 %, ")


def test_what_has_no_end_in_sight_is_told_with_its_time(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bars(TextColumn(""), every_s=0.01) as bars:
        bars.add_task("Starting: scorer", total=None)
        assert wait_for_lines(capsys, 1)[0] == "Starting: scorer: 0 s"


def test_what_is_finished_and_what_is_quick_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    with counted("Filming", 1) as advance:
        advance()
    with status_of("Starting") as show_names:
        show_names(["scorer"])
    assert not capsys.readouterr().err
