import io
from pathlib import Path

import pytest

from spotter.local_stack import process_logs
from spotter.local_stack.process_logs import ProcessLog


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
