"""Keeps one process warm, so that whichever service dies next is there again soon.

Starting Python with all that a service imports takes 0.5 to 0.9 s of computing, which is many
seconds on a busy machine.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from spotter.local_stack.watchdog.process_state import ProcessState, process_state

_CALM_S = 2.0
"""How long after the last start the next standby is made: what has just started comes first."""


@dataclass(frozen=True, slots=True)
class Module:
    """A Python module to run as a process, with its arguments."""

    name: str
    arguments: tuple[str, ...] = ()


class Standby:
    """Keeps a process that can become any of ``modules``; ``environment`` is that of its imports.

    ``clock`` is monotonic, in seconds.
    """

    def __init__(
        self, modules: Sequence[str], environment: Mapping[str, str], clock: Callable[[], float]
    ) -> None:
        self._modules = tuple(modules)
        self._environment = dict(environment)
        self._clock = clock
        self._process: subprocess.Popen[bytes] | None = None
        self._last_start_s = clock()

    def keep(self) -> None:
        """Make one if there is none and the last start is some time ago; does not wait."""
        if self._process and self._process.poll() is not None:
            self.close()
            self._last_start_s = self._clock()
        if self._process is None and self._clock() - self._last_start_s >= _CALM_S:
            self._process = self._made()

    def become(
        self, module: Module, environment: Mapping[str, str]
    ) -> subprocess.Popen[bytes] | None:
        """The standby, now on its way to run ``module``; None when there is none that is well."""
        self._last_start_s = self._clock()
        process = self._process
        if process is None or module.name not in self._modules:
            return None
        if not _is_well(process):
            self.close()
            return None
        self._process = None
        return _told(process, module, environment)

    def _made(self) -> subprocess.Popen[bytes] | None:
        """A new one; None where the machine has no room for one now."""
        me = ("-P", "-m", "spotter.local_stack.processes.standby_process", str(os.getpid()))
        try:
            return subprocess.Popen(  # noqa: S603 - our own
                [sys.executable, *me, *self._modules],
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError:  # without one, the next start is merely slower
            self._last_start_s = self._clock()
            return None

    def close(self) -> None:
        """End it."""
        if self._process:
            _end(self._process)
            self._process = None


def _told(
    process: subprocess.Popen[bytes], module: Module, environment: Mapping[str, str]
) -> subprocess.Popen[bytes] | None:
    what = {"module": module.name, "arguments": module.arguments, "environment": {**environment}}
    try:
        _pipe(process.stdin).write(json.dumps(what).encode() + b"\n")
        _pipe(process.stdin).close()
    except OSError:  # it has just died
        _end(process)
        return None
    return process


def _is_well(process: subprocess.Popen[bytes]) -> bool:
    return process.poll() is None and process_state(process.pid) is ProcessState.SCHEDULED


def _pipe(end: IO[bytes] | None) -> IO[bytes]:
    assert end is not None  # noqa: S101 - it was made with pipes
    return end


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for end in (process.stdin, process.stdout):
        with suppress(OSError):
            _pipe(end).close()
