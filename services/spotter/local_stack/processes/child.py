"""One child process: it dies with its parent, and is stopped with its whole process group."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from spotter.local_stack.processes.parent_death_signal import dies_with_parent
from spotter.local_stack.processes.process_logs import ProcessLog
from spotter.local_stack.processes.standby import Module, Standby
from spotter.local_stack.watchdog.pulse import Ask
from spotter.local_stack.watchdog.watch import Watch

_LOG_JOIN_S = 1.0


@dataclass(frozen=True, slots=True)
class Command:
    """How to run a process.

    ``environment`` is its whole environment. ``problem`` says why it is not ready; None when it is.
    ``ask`` asks whether it is alive; None where it cannot be asked. ``module`` is what
    ``arguments`` run, where that is a Python module of ours.
    """

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str] = field(repr=False)
    problem: Callable[[], str | None]
    ask: Ask | None = None
    module: Module | None = None


class Child:
    """A running command, whose output goes to ``log``; ``clock`` is monotonic, in seconds.

    If it can, the ``standby`` becomes its process.
    """

    def __init__(
        self,
        command: Command,
        log: ProcessLog,
        clock: Callable[[], float] = time.monotonic,
        standby: Standby | None = None,
    ) -> None:
        self.command = command
        self.log = log
        warm = (
            standby.become(command.module, command.environment)
            if standby and command.module
            else None
        )
        self._process = warm or _started(command)
        self._reader = log.keep(self._process.stdout) if self._process.stdout else None
        self._watch = Watch(self.pid, command.ask, self._has_not_ended, clock)

    @property
    def pid(self) -> int:
        """The id of the process, which is also that of its group."""
        return self._process.pid

    def is_running(self) -> bool:
        """Whether the process is running."""
        return self._process.poll() is None

    def hangs(self) -> str | None:
        """Why the process hangs, or None; must be called several times a second."""
        return self._watch.turn()

    def end_words(self) -> str:
        """How the process ended, in words."""
        code = self._process.returncode
        if code is not None and code < 0:
            return f"was killed by {signal.Signals(-code).name}"
        return f"ended with exit code {code}"

    def ask_to_stop(self) -> None:
        """Send SIGTERM without waiting."""
        self._process.terminate()

    def wait(self, timeout_s: float) -> bool:
        """Wait at most ``timeout_s`` for the end of the process; return whether it ended."""
        try:
            self._process.wait(max(0.0, timeout_s))
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill_group(self) -> None:
        """Kill the process and the processes that it started, if any still run."""
        with suppress(ProcessLookupError, PermissionError):  # the group is empty
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()
        if self._reader:
            self._reader.join(_LOG_JOIN_S)

    def _has_not_ended(self) -> bool:
        """For other threads: only the main thread reaps the process."""
        return self._process.returncode is None


def _started(command: Command) -> subprocess.Popen[bytes]:
    # Its own process group: Ctrl-C reaches only Spotter, which stops the processes in order.
    return subprocess.Popen(  # noqa: S603 - the command is our own
        dies_with_parent(command.arguments),
        env=dict(command.environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
