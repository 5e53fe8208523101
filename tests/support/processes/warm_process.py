"""Starts a service's process by forking one that has imported what services need.

Each start then takes a fraction of a second of computing rather than two. What runs is the
service's own ``main``, in a process of its own, with its own environment and log; what all services
have imported counts as its memory, too.
"""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from multiprocessing.context import ForkServerContext
from multiprocessing.reduction import DupFd
from typing import IO, Any

_SERVICES = ("catalog", "notifier", "rep_segmenter", "scorer", "pose_worker")


class WarmProcess:
    """A process that runs a module's ``main``; like ``subprocess.Popen``, its log at ``stderr``."""

    def __init__(
        self, module: str, arguments: Sequence[str], environment: Mapping[str, str]
    ) -> None:
        reading, writing = os.pipe()
        told = (module, [*arguments], {**environment}, _Log(writing))
        # A daemon: what a failed test has left must not keep pytest from ending.
        self._process = _forks().Process(target=_become, args=told, daemon=True)
        self._process.start()
        os.close(writing)
        self.stderr: IO[str] = os.fdopen(reading)

    @property
    def pid(self) -> int:
        """The process's id."""
        assert self._process.pid
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """How it ended; None: it runs."""
        return self.poll()

    def poll(self) -> int | None:
        """How it ended; None: it runs."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """The exit status, once it has ended."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(str(self._process), timeout or 0.0)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):  # the server of forks has reaped it meanwhile
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to stop."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


class _Log:
    """A descriptor that goes with the fork itself, so that no copy of it stays behind here."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def __reduce__(self) -> tuple[Any, ...]:
        return _itself, (DupFd(self._descriptor),)


def _itself(log: Any) -> Any:  # noqa: ANN401
    return log


@cache
def _forks() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([f"spotter.{one}.__main__" for one in _SERVICES])
    return context


def _become(module: str, arguments: list[str], environment: dict[str, str], log: Any) -> None:  # noqa: ANN401
    writing = log.detach()
    os.dup2(writing, sys.stderr.fileno())
    os.close(writing)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [module, *arguments]
    sys.exit(import_module(module).main())
