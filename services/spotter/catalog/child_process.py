"""A module of ours that runs beside the catalog: it is given something, and says what it found."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import IO, TypeVar

from spotter.movement.values import MovementError
from spotter.wire.errors import WireError

News = TypeVar("News")

_OURS = "SPOTTER_"
"""Our settings, secrets among them, which such a process has no use for."""


class ChildError(Exception):
    """The process could not be begun or understood, or did not take what it was given."""


class ChildEndedError(ChildError):
    """The process ended with another exit code than 0."""


class ChildStoppedError(ChildError):
    """None begins any more, as the catalog stops."""


class ChildProcess:
    """Runs ``module``, one at a time, for ``longest_s`` at most, with ``environment`` besides ours.

    :meth:`stop` ends the one that runs, and lets no other begin.
    """

    def __init__(
        self, module: str, longest_s: float, environment: Mapping[str, str] | None = None
    ) -> None:
        self._command = (sys.executable, "-P", "-m", module)
        self._longest_s = longest_s
        self._environment = environment or {}
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self.is_stopped = False

    def news(
        self, give: Callable[[IO[bytes]], object], read: Callable[[IO[bytes]], Iterator[News]]
    ) -> Generator[News, None, None]:
        """What ``read`` makes of its output, after ``give`` has written its input.

        Raises :class:`ChildError` if it ends before it has said all, and whatever ``give`` does.
        """
        process = self._begin()
        giving_up = threading.Timer(self._longest_s, process.kill)
        with process:
            try:
                _start(giving_up)
                yield from _said(process, give, read)
            except BaseException:
                process.kill()
                raise
            finally:
                giving_up.cancel()
        if process.returncode:
            raise ChildEndedError(f"ended with exit code {process.returncode}")

    def cancel(self) -> None:
        """End the one that runs, if there is one."""
        with self._lock:
            self._kill()

    def stop(self) -> None:
        """End it, and let no other begin."""
        with self._lock:
            self.is_stopped = True
            self._kill()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _begin(self) -> "subprocess.Popen[bytes]":
        known = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        with self._lock:
            if self.is_stopped:
                raise ChildStoppedError("the catalog stops")
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own module
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    env={**known, **self._environment},
                )
            except OSError as error:
                raise ChildError(str(error)) from error
            return self._process


def _start(timer: threading.Timer) -> None:
    try:
        timer.start()
    except RuntimeError as error:  # the system gives no more threads
        raise ChildError(str(error)) from error


def _said(
    process: "subprocess.Popen[bytes]",
    give: Callable[[IO[bytes]], object],
    read: Callable[[IO[bytes]], Iterator[News]],
) -> Iterator[News]:
    if process.stdin is None or process.stdout is None:
        raise ChildError("expected pipes to the process; found none")
    try:
        with process.stdin as given:
            give(given)
        yield from read(process.stdout)
    except (OSError, WireError, MovementError) as error:
        raise ChildError(str(error)) from error
