import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from spotter.local_stack.errors import LocalStackError
from spotter.local_stack.pipeline import PROCESSES_OF
from spotter.local_stack.processes.child import Command
from spotter.local_stack.processes.fleet import Fleet
from spotter.local_stack.processes.process_logs import ProcessLog
from spotter.local_stack.processes.standby import Module, Standby
from support.hand_clock import HandClock
from support.waiting import until

ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
SLEEP = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); {ready}; time.sleep(60)"


@dataclass
class Gym:
    """A fleet of Python programs, and its messages to the user."""

    folder: Path
    told: list[str] = field(default_factory=list)

    def fleet(self, stop_s: float = 6.0) -> Fleet:
        return Fleet(
            lambda name: ProcessLog(self.folder, name, verbose=False),
            self.told.append,
            stop_s=stop_s,
        )

    def program(self, name: str, code: str, ready_file: str | None = None) -> Callable[[], Command]:
        def problem() -> str | None:
            ready = ready_file is None or (self.folder / ready_file).exists()
            return None if ready else f"no {ready_file}"

        arguments = (sys.executable, "-c", textwrap.dedent(code))
        return lambda: Command(
            name, arguments, {**ENVIRONMENT, "FOLDER": str(self.folder)}, problem
        )


@pytest.fixture
def gym(tmp_path: Path) -> Gym:
    return Gym(tmp_path)


def restarted(fleet: Fleet, name: str, first: int) -> None:
    def look() -> bool:
        fleet.restart_dead()
        return fleet.running().get(name, first) != first

    until(look, what=f"another {name}")


def is_gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def write(path: str) -> str:
    return f"import os; open(os.path.join(os.environ['FOLDER'], '{path}'), 'w').close()"


def ready(fleet: Fleet) -> list[list[str]]:
    return list(fleet.await_ready(20, lambda: False))


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    before = set(psutil.Process().children(recursive=True))
    yield
    assert set(psutil.Process().children(recursive=True)) <= before


def test_unready_processes_are_named_until_all_are_ready(gym: Gym) -> None:
    late = f"import time; time.sleep(0.5)\n{write('here')}\ntime.sleep(60)"
    with gym.fleet() as fleet:
        fleet.add("early", gym.program("early", SLEEP))
        fleet.add("late", gym.program("late", late, "here"))
        turns = ready(fleet)
    assert turns
    assert all(turn == ["late"] for turn in turns)


def test_a_killed_process_is_restarted_and_the_user_is_told(gym: Gym) -> None:
    with gym.fleet() as fleet:
        fleet.add("worker", gym.program("worker", SLEEP))
        first = fleet.running()["worker"]
        os.kill(first, signal.SIGKILL)
        restarted(fleet, "worker", first)
    assert len(gym.told) == 1
    assert gym.told[0].startswith("worker was killed by SIGKILL; restarting it in 0.2 s")
    assert str(gym.folder / "worker.log") in gym.told[0]


def test_a_stopped_process_is_killed_and_restarted_and_counted(gym: Gym) -> None:
    with gym.fleet() as fleet:
        fleet.add("steady", gym.program("steady", SLEEP))
        fleet.add("worker", gym.program("worker", SLEEP))
        first = fleet.running()["worker"]
        os.kill(first, signal.SIGSTOP)
        restarted(fleet, "worker", first)
        assert fleet.restart_counts() == {"worker": 1}
        assert not psutil.pid_exists(first)
    (told,) = gym.told
    assert told.startswith("worker hangs (it has been stopped (SIGSTOP) for 2 s); restarting it in")
    assert "(restart 1; " in told


def test_the_processes_of_a_stage_are_restarted_on_demand_with_the_reason(gym: Gym) -> None:
    with gym.fleet() as fleet:
        for name in ("scorer_1", "pose_worker_1", "pose_worker_2", "rep_segmenter"):
            fleet.add(name, gym.program(name, SLEEP))
        before = fleet.running()
        fleet.restart(PROCESSES_OF["poses"], "delivers no poses at any station")
        for name in ("pose_worker_1", "pose_worker_2", "rep_segmenter"):
            restarted(fleet, name, before[name])
        assert fleet.running()["scorer_1"] == before["scorer_1"]
    assert len(gym.told) == 3
    assert gym.told[0].startswith("pose_worker_1 delivers no poses at any station; restarting it")


def test_a_standby_takes_the_place_of_a_process_that_died(gym: Gym) -> None:
    module = gym.folder / "sleeper"
    module.mkdir()
    (module / "__init__.py").touch()
    (module / "__main__.py").write_text(f"def main():\n    {SLEEP}\n")
    path = os.pathsep.join([str(gym.folder), ENVIRONMENT["PYTHONPATH"]])
    environment = {**ENVIRONMENT, "PYTHONPATH": path}
    command = Command(
        "sleeper",
        (sys.executable, "-c", SLEEP),
        environment,
        lambda: None,
        module=Module("sleeper"),
    )
    before = {one.pid for one in psutil.Process().children()}
    with gym.fleet() as fleet:
        fleet.add("sleeper", lambda: command)
        clock = HandClock()
        fleet.keep_warm(Standby(["sleeper"], environment, clock))
        clock.now_s += 60
        fleet.restart_dead()
        first = fleet.running()["sleeper"]
        (spare,) = {one.pid for one in psutil.Process().children()} - before - {first}
        os.kill(first, signal.SIGKILL)
        restarted(fleet, "sleeper", first)
        assert fleet.running()["sleeper"] == spare


def test_a_process_that_cannot_be_started_for_now_is_tried_again_ever_more_rarely(
    gym: Gym,
) -> None:
    room = gym.folder / "settings"
    room.mkdir()

    def command() -> Command:
        (room / "worker.conf").touch()
        return gym.program("worker", SLEEP)()

    def has_tried_twice() -> bool:
        fleet.restart_dead()
        return len(gym.told) > 2

    with gym.fleet() as fleet:
        fleet.add("worker", command)
        first = fleet.running()["worker"]
        shutil.rmtree(room)
        os.kill(first, signal.SIGKILL)
        until(has_tried_twice, what="two starts in vain")
        room.mkdir()
        restarted(fleet, "worker", first)
    assert "worker cannot be started: [Errno 2] No such file" in gym.told[1]
    assert "restarting it in 0.4 s (restart 2;" in gym.told[1]
    assert "restarting it in 0.8 s (restart 3;" in gym.told[2]


def test_other_processes_keep_running_while_one_restarts(gym: Gym) -> None:
    with gym.fleet() as fleet:
        fleet.add("steady", gym.program("steady", SLEEP))
        fleet.add("worker", gym.program("worker", SLEEP))
        steady, worker = fleet.running().values()
        os.kill(worker, signal.SIGKILL)
        restarted(fleet, "worker", worker)
        assert fleet.running()["steady"] == steady


def test_a_process_that_cannot_start_ends_the_wait_with_its_output(gym: Gym) -> None:
    with gym.fleet() as fleet:
        fleet.add("broken", gym.program("broken", "exit('no camera, no glory')", "never"))
        with pytest.raises(LocalStackError, match=r"broken cannot start(.|\n)*no camera, no glory"):
            ready(fleet)


def test_a_process_that_never_gets_ready_is_named_with_its_reason(gym: Gym) -> None:
    with gym.fleet() as fleet:
        fleet.add("slow", gym.program("slow", SLEEP, "never"))
        with pytest.raises(LocalStackError, match=r"slow: no never"):
            list(fleet.await_ready(0.3, lambda: False))


def test_the_wait_ends_when_the_user_stops_it(gym: Gym) -> None:
    with gym.fleet() as fleet:
        fleet.add("slow", gym.program("slow", SLEEP, "never"))
        assert list(fleet.await_ready(60, lambda: True)) == []


def test_processes_stop_in_the_reverse_order_of_their_start(gym: Gym) -> None:
    orderly = """
        import os, signal, sys, time
        def stop(*_):
            with open(os.path.join(os.environ["FOLDER"], "order"), "a") as order:
                order.write("NAME ")
            sys.exit()
        signal.signal(signal.SIGTERM, stop)
        open(os.path.join(os.environ["FOLDER"], "NAME"), "w").close()
        time.sleep(60)
    """
    with gym.fleet() as fleet:
        for name in ("redis", "scorer", "camera"):
            program = gym.program(name, textwrap.dedent(orderly).replace("NAME", name), name)
            fleet.add(name, program)
        ready(fleet)
    assert (gym.folder / "order").read_text().split() == ["camera", "scorer", "redis"]


def test_a_process_that_does_not_stop_is_killed(gym: Gym) -> None:
    with gym.fleet(stop_s=0.5) as fleet:
        fleet.add("deaf", gym.program("deaf", DEAF.format(ready=write("deaf")), "deaf"))
        ready(fleet)
        pid = fleet.running()["deaf"]
    assert not psutil.pid_exists(pid)


def test_the_children_of_a_process_are_stopped_as_well(gym: Gym) -> None:
    parent = """
        import os, subprocess, sys, time
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        with open(os.path.join(os.environ["FOLDER"], "draft"), "w") as file:
            file.write(str(child.pid))
        os.rename(file.name, os.path.join(os.environ["FOLDER"], "child"))
        time.sleep(60)
    """
    with gym.fleet() as fleet:
        fleet.add("parent", gym.program("parent", parent, "child"))
        ready(fleet)
        child = psutil.Process(int((gym.folder / "child").read_text()))
        assert child.is_running()
    until(lambda: is_gone(child), what="the child's end")


def test_the_output_of_a_process_is_kept_in_its_log(gym: Gym) -> None:
    with gym.fleet() as fleet:
        says = f"import sys\nprint('hello'); print('world', file=sys.stderr)\n{write('said')}\n"
        fleet.add("talker", gym.program("talker", f"{says}\nimport time; time.sleep(60)", "said"))
        ready(fleet)
    assert sorted((gym.folder / "talker.log").read_text().split()) == ["hello", "world"]


def test_no_process_outlives_a_killed_parent(gym: Gym) -> None:
    parent = """
        import os, sys, time
        from pathlib import Path
        from spotter.local_stack.processes.child import Command
        from spotter.local_stack.processes.fleet import Fleet
        from spotter.local_stack.processes.process_logs import ProcessLog
        deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
        command = Command("deaf", (sys.executable, "-c", deaf), dict(os.environ), lambda: None)
        fleet = Fleet(lambda name: ProcessLog(Path(sys.argv[1]), name, verbose=False), print)
        fleet.add("deaf", lambda: command)
        print(fleet.running()["deaf"], flush=True)
        time.sleep(60)
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(parent), str(gym.folder)],
        stdout=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as process:
        assert process.stdout is not None
        child = psutil.Process(int(process.stdout.readline()))
        until(
            lambda: "spotter.local_stack.processes.parent_death_signal" not in child.cmdline(),
            what="the leash",
        )
        process.kill()
    until(lambda: is_gone(child), what="the child's end")
