"""One process that Spotter runs: started on a leash, watched, and stopped with all of its group."""

import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from spotter.local_stack.parent_death_signal import dies_with_parent
from spotter.local_stack.process_logs import ProcessLog

_LOG_END_S = 1.0


@dataclass(frozen=True, slots=True)
class Command:
    """How to run a process.

    ``environment`` is all that it gets. ``problem`` says what keeps it from being ready, None when
    it is.
    """

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str] = field(repr=False)
    problem: Callable[[], str | None]


class Child:
    """A run of a command. Its output goes to ``log``."""

    def __init__(self, command: Command, log: ProcessLog) -> None:
        self.command = command
        self.log = log
        # A group of its own: Ctrl-C reaches Spotter alone, which stops the processes in order.
        self._process = subprocess.Popen(  # noqa: S603 - the command is our own
            dies_with_parent(command.arguments),
            env=dict(command.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._reader = log.keep(self._process.stdout) if self._process.stdout else None

    @property
    def pid(self) -> int:
        """The process's id, which is its group's as well."""
        return self._process.pid

    def is_running(self) -> bool:
        """Whether it lives."""
        return self._process.poll() is None

    def end_in_words(self) -> str:
        """How it ended."""
        code = self._process.returncode
        if code is not None and code < 0:
            return f"was killed by {signal.Signals(-code).name}"
        return f"ended with exit code {code}"

    def ask_to_stop(self) -> None:
        """Send SIGTERM, and wait for nothing."""
        self._process.terminate()

    def wait(self, timeout_s: float) -> bool:
        """Wait until it ends, at most for ``timeout_s``; say whether it did."""
        try:
            self._process.wait(max(0.0, timeout_s))
        except subprocess.TimeoutExpired:
            return False
        return True

    def clear_away(self) -> None:
        """Kill what is left of the process and of those that it started."""
        with suppress(ProcessLookupError, PermissionError):  # nobody is left in the group
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()
        if self._reader:
            self._reader.join(_LOG_END_S)
