import contextlib
import io
import os
from pathlib import Path

import pytest

from spotter.local_stack.processes import process_logs
from spotter.local_stack.processes.lost_lines import LostLines, write_line
from spotter.local_stack.processes.process_logs import ProcessLog

NO_SPACE = "[Errno 28] No space left on device"


def keep(log: ProcessLog, output: bytes) -> None:
    log.keep(io.BytesIO(output)).join()
    log.close()


def test_the_last_lines_of_output_are_available(tmp_path: Path) -> None:
    log = ProcessLog(tmp_path, "scorer", verbose=False)
    keep(log, b"".join(b"line %d\n" % number for number in range(100)))
    assert log.last_lines().splitlines()[-1] == "line 99"
    assert len(log.last_lines().splitlines()) < 20


def test_logs_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_logs, "_FILE_BYTES", 1000)
    keep(ProcessLog(tmp_path, "scorer", verbose=False), b"one line of twenty.\n" * 1000)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["scorer.log", "scorer.log.1", "scorer.log.2"]
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 3000


def test_bytes_that_are_not_text_do_not_end_the_log(tmp_path: Path) -> None:
    log = ProcessLog(tmp_path, "scorer", verbose=False)
    keep(log, b"\xff\xfe\nafter\n")
    assert log.path.read_text().splitlines()[-1] == "after"


def test_verbose_shows_the_lines_with_the_name_of_the_process(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    keep(ProcessLog(tmp_path, "scorer", verbose=True), b"hello\n")
    shown = capfd.readouterr()
    assert (shown.out, shown.err) == ("", "scorer | hello\n")


def test_a_full_disk_is_said_once_for_all_logs_and_so_is_its_end(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []
    lost = LostLines(said.append)
    logs = [ProcessLog(tmp_path, name, verbose=False, lost=lost) for name in ("scorer", "redis")]
    for log in logs:
        log.path.symlink_to("/dev/full")
        keep(log, b"line\n" * 5)
    assert said == [f"The logs cannot be written ({NO_SPACE}); the gym goes on without them"]
    assert logs[0].last_lines().splitlines() == ["line"] * 5
    assert capfd.readouterr() == ("", "")
    for log in logs:
        log.path.unlink()
        keep(log, b"after\n")
        assert log.path.read_text() == "after\n"
    assert said[1:] == ["The logs are written again; up to 10 lines are missing"]


def test_output_on_a_full_disk_is_lost_and_nothing_else_happens() -> None:
    with contextlib.suppress(OSError), Path("/dev/full").open("w", encoding="utf-8") as full:
        write_line(full, "a verdict")
        write_line(full, "another")


def test_output_that_nobody_reads_is_an_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    unread = os.fdopen(writer, "w")
    with pytest.raises(BrokenPipeError):
        write_line(unread, "a verdict")
    with contextlib.suppress(BrokenPipeError):
        unread.close()
