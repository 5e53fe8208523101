"""Real processes that stop, hang and answer."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from prometheus_client import CollectorRegistry

from spotter.local_stack.watchdog.hanging import Patience
from spotter.local_stack.watchdog.process_state import ProcessState, process_state
from spotter.local_stack.watchdog.pulse import ask_service
from spotter.local_stack.watchdog.watch import Watch
from spotter.runtime.health import HANGS_AFTER_S, Readiness, Watchdog
from spotter.runtime.status_server import StatusServer
from support.hand_clock import HandClock
from support.servers.redis_server import free_port
from support.waiting import until

PATIENCE = Patience(stopped_s=0.5, complains_s=0.5, silent_s=1, starts_s=1)


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as process:
        yield process
        process.kill()


def silent() -> None:
    raise OSError("no answer")


def test_a_stopped_process_hangs_and_a_continued_one_does_not(
    sleeper: subprocess.Popen[bytes],
) -> None:
    watch = Watch(sleeper.pid, None, lambda: True, time.monotonic, PATIENCE)
    assert watch.turn() is None
    os.kill(sleeper.pid, signal.SIGSTOP)
    said = until(watch.turn, what="a word about the stopped process")
    assert "it has been stopped (SIGSTOP)" in str(said)
    os.kill(sleeper.pid, signal.SIGCONT)
    until(
        lambda: process_state(sleeper.pid) is ProcessState.SCHEDULED,
        what="a process that runs again",
    )
    assert watch.turn() is None


def test_a_process_that_has_ended_is_not_called_hanging() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
        assert process_state(process.pid) is ProcessState.SCHEDULED


def test_a_process_that_never_answers_hangs(sleeper: subprocess.Popen[bytes]) -> None:
    watch = Watch(sleeper.pid, silent, lambda: True, time.monotonic, PATIENCE)
    assert until(watch.turn, what="a word about the silent process") == (
        "it has not begun to answer within 1 s"
    )


def test_a_service_is_alive_until_one_of_its_loops_does_not_turn() -> None:
    clock = HandClock()
    watchdog, readiness = Watchdog(clock, limit_s=10), Readiness()
    readiness.turns("main loop", watchdog)
    readiness.add("redis", lambda: "Redis does not answer")
    with StatusServer("127.0.0.1", 0, readiness, CollectorRegistry()) as status:
        url = f"http://127.0.0.1:{status.port}/"
        assert ask_service(url) is None
        clock.now_s += HANGS_AFTER_S + 1
        assert ask_service(url) == "main loop: last iteration 61.0 s ago"
        watchdog.feed()
        assert ask_service(url) is None


def test_a_service_that_is_not_there_does_not_answer() -> None:
    with pytest.raises(OSError, match="refused"):
        ask_service(f"http://127.0.0.1:{free_port()}/")


def test_a_service_is_asked_through_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1/")
    with StatusServer("127.0.0.1", 0, Readiness(), CollectorRegistry()) as status:
        assert ask_service(f"http://127.0.0.1:{status.port}/") is None
