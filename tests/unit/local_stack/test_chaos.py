import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice, product

import pytest

from spotter.local_stack.chaos import TIME_OUT_S, Chaos, Kind, Strike, Struck, strike, strikes
from spotter.local_stack.watchdog.process_state import ProcessState, process_state
from support.hand_clock import HandClock
from support.waiting import until

NAMES = ("redis", "scorer", "notifier")


class Gym:
    """Real processes by name, whose replacements a test starts by hand."""

    def __init__(self, stack: ExitStack) -> None:
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.is_served = True
        self._stack = stack

    def start(self, name: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", "import time; time.sleep(600)"]
        process = self._stack.enter_context(subprocess.Popen(command))
        self._stack.callback(process.kill)
        self.processes[name] = process
        return process

    def running(self) -> dict[str, int]:
        return {name: one.pid for name, one in self.processes.items() if one.poll() is None}


@pytest.fixture
def gym() -> Iterator[Gym]:
    with ExitStack() as stack:
        gym = Gym(stack)
        for name in NAMES:
            gym.start(name)
        yield gym


def chaos_of(gym: Gym, clock: HandClock, *plan: Strike) -> Chaos:
    endless = iter([*plan, Strike("redis", Kind.KILL, 1e9)])
    return Chaos(endless, gym.running, lambda: gym.is_served, clock)


def test_the_seed_decides_and_nobody_is_struck_again_before_all_others() -> None:
    pairs = len(NAMES) * len(Kind)
    one, same, other = (list(islice(strikes(NAMES, seed), 2 * pairs)) for seed in (7, 7, 8))
    assert one == same
    assert one != other
    for half in (one[:pairs], one[pairs:]):
        assert {(each.process, each.kind) for each in half} == set(product(NAMES, Kind))


def test_a_killed_process_is_gone_and_a_hung_one_is_stopped(gym: Gym) -> None:
    killed, hung = gym.processes["redis"], gym.processes["scorer"]
    strike(Kind.KILL, killed.pid)
    strike(Kind.HANG, hung.pid)
    assert killed.wait() == -signal.SIGKILL
    until(lambda: process_state(hung.pid) is ProcessState.STOPPED, what="a stopped process")


def test_the_next_strike_comes_after_service_is_there_again(gym: Gym) -> None:
    clock = HandClock()
    plan = Strike("scorer", Kind.KILL, 2.0), Strike("notifier", Kind.KILL, 1.0)
    chaos = chaos_of(gym, clock, *plan)
    scorer, notifier = gym.processes["scorer"], gym.processes["notifier"]
    chaos.turn()
    assert scorer.poll() is None
    clock.now_s += 2
    chaos.turn()
    scorer.wait()
    clock.now_s += 3
    chaos.turn()
    assert chaos.is_recovering
    gym.start("scorer")
    gym.is_served = False
    chaos.turn()
    assert chaos.is_recovering
    gym.is_served = True
    clock.now_s += 1
    chaos.turn()
    assert chaos.struck == [Struck("scorer", Kind.KILL, 4.0)]
    chaos.turn()
    assert notifier.poll() is None
    clock.now_s += 1
    chaos.turn()
    notifier.wait()


def test_an_event_without_recovery_ends_with_its_time_out(gym: Gym) -> None:
    clock = HandClock()
    chaos = chaos_of(gym, clock, Strike("scorer", Kind.KILL, 0.0))
    chaos.turn()
    clock.now_s += TIME_OUT_S + 1
    chaos.turn()
    assert chaos.struck == [Struck("scorer", Kind.KILL, None)]
