"""Real processes that are stopped by signals."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from support.cameras.running_ingest import described, station
from support.processes.service_process import service_process
from support.waiting import PATIENCE_S

_TESTS = Path(__file__).parents[2]
_ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join(map(str, (_TESTS.parent / "services", _TESTS))),
}

Process = subprocess.Popen[str]


@contextmanager
def started(module: str) -> Iterator[tuple[Process, Callable[[], str]]]:
    """A process that has printed "started", and a function that returns its next line."""
    with subprocess.Popen(
        [sys.executable, "-m", module],
        env=_ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        lines = _open(process.stdout)
        try:
            assert lines.readline() == "started\n"
            yield process, lambda: lines.readline().strip()
        finally:
            process.kill()


def _open(stream: IO[str] | None) -> IO[str]:
    assert stream
    return stream


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_first_signal_stops_a_process_in_order(number: signal.Signals) -> None:
    with started("support.processes.slow_to_stop") as (process, next_line):
        process.send_signal(number)
        assert next_line() == "stopping"
        _open(process.stdin).close()
        assert next_line() == "stopped"
        assert process.wait(PATIENCE_S) == 0


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        (signal.SIGTERM, signal.SIGTERM, 143),
        (signal.SIGINT, signal.SIGINT, 130),
        (signal.SIGTERM, signal.SIGINT, 130),
    ],
)
def test_a_second_signal_ends_a_process_at_once(
    first: signal.Signals, second: signal.Signals, status: int
) -> None:
    with started("support.processes.slow_to_stop") as (process, next_line):
        process.send_signal(first)
        assert next_line() == "stopping"
        process.send_signal(second)
        assert process.wait(PATIENCE_S) == status
        assert next_line() == ""


def test_a_signal_is_noticed_while_the_process_checks_for_one() -> None:
    for _ in range(10):
        with started("support.processes.restless_waiter") as (process, _):
            process.terminate()
            assert process.wait(PATIENCE_S) == 0


@pytest.mark.parametrize(
    ("service", "early_line"),
    [
        ("support.processes.disc_pose_worker", "started"),
        ("rep_segmenter", "ready"),
        ("scorer", "warming up"),
        ("notifier", "page served"),
    ],
)
def test_a_signal_during_the_start_of_a_service_stops_it(
    url: str, service: str, early_line: str
) -> None:
    with service_process(service, redis_url=url, port=0) as running:
        running.line(early_line)
        running.process.terminate()
        assert running.wait() == 0


def test_a_signal_during_the_start_of_camera_ingest_stops_it(tmp_path: Path, url: str) -> None:
    gym = described(tmp_path, station("rack-1", "rtsp://127.0.0.1:9/"))
    with service_process("camera_ingest", "--config", gym, redis_url=url) as running:
        running.line("started")
        running.process.terminate()
        assert running.wait() == 0
