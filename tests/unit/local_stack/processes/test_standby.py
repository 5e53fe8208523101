import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from spotter.local_stack.processes.standby import Module, Standby
from support.hand_clock import HandClock
from support.waiting import until

SERVICE = """
import json, os, sys
def main():
    with open(os.path.join(os.environ["FOLDER"], "draft"), "w") as file:
        json.dump([sys.argv, sorted(os.environ), sys.stdin.read()], file)
    os.rename(file.name, os.path.join(os.environ["FOLDER"], "said"))
    return 3
"""
GREETER = Module("greeter", ("--loud",))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    package = tmp_path / "greeter"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(SERVICE)
    return {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def standby(environment: dict[str, str], clock: HandClock) -> Iterator[Standby]:
    standby = Standby(["greeter"], environment, clock)
    yield standby
    standby.close()


def of_this_test() -> list[psutil.Process]:
    found = psutil.Process().children()
    return [
        one for one in found if "spotter.local_stack.processes.standby_process" in one.cmdline()
    ]


def made(standby: Standby, clock: HandClock) -> psutil.Process:
    clock.now_s += 60
    standby.keep()
    (process,) = until(of_this_test, what="the standby to be seen")
    return process


def test_it_becomes_the_service_with_its_arguments_and_its_environment_alone(
    standby: Standby, clock: HandClock, tmp_path: Path
) -> None:
    pid = made(standby, clock).pid
    own = {"FOLDER": str(tmp_path), "SECRET": "x"}
    process = standby.become(GREETER, own)
    assert process
    with process:
        assert process.wait() == 3
    assert process.pid == pid
    assert (tmp_path / "said").read_text() == ('[["greeter", "--loud"], ["FOLDER", "SECRET"], ""]')


def test_it_is_made_only_a_while_after_the_last_start(standby: Standby, clock: HandClock) -> None:
    standby.keep()
    assert of_this_test() == []
    made(standby, clock)
    standby.close()
    assert standby.become(GREETER, {}) is None
    standby.keep()
    assert of_this_test() == []


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGKILL])
def test_a_standby_that_is_stopped_or_dead_becomes_nothing_and_is_replaced(
    standby: Standby, clock: HandClock, number: signal.Signals
) -> None:
    process = made(standby, clock)
    process.send_signal(number)
    until(
        lambda: process.status() in {psutil.STATUS_STOPPED, psutil.STATUS_ZOMBIE},
        what="the signal's effect",
    )
    assert standby.become(GREETER, {}) is None
    assert made(standby, clock).pid != process.pid


def test_one_that_dies_while_nobody_needs_it_is_replaced(
    standby: Standby, clock: HandClock
) -> None:
    process = made(standby, clock)
    process.kill()
    until(lambda: process.status() == psutil.STATUS_ZOMBIE, what="the signal's effect")
    standby.keep()
    assert not psutil.pid_exists(process.pid)
    assert made(standby, clock).pid != process.pid


def test_a_machine_that_cannot_make_one_goes_on_without(clock: HandClock) -> None:
    standby = Standby(["greeter"], {"TOO_LONG": "x" * 1_000_000}, clock)
    clock.now_s += 60
    standby.keep()
    assert of_this_test() == []
    assert standby.become(GREETER, {}) is None


def test_a_module_that_it_does_not_know_is_started_otherwise(
    standby: Standby, clock: HandClock
) -> None:
    made(standby, clock)
    assert standby.become(Module("stranger"), {}) is None
