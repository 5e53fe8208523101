"""The process that finds patterns: what it is given, and what it says."""

import os
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator

from spotter.catalog.errors import CatalogError
from spotter.catalog.patterns.searching import StoppedError
from spotter.movement.values import MovementError
from spotter.wire.errors import WireError
from spotter.wire.pattern_search import News, read_news

_COMMAND = (sys.executable, "-P", "-m", "spotter.pattern_finder")
_LONGEST_S = 3600.0
_OURS = "SPOTTER_"
"""Our settings, secrets among them, which the process has no use for."""


class FinderProcess:
    """Runs one at a time; :meth:`stop` ends the one that runs, and lets no other begin."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def news(self, search: bytes) -> Generator[News, None, None]:
        """What the process says of a ``spotter.api.patterns.v1.PatternSearch``.

        Raises :class:`CatalogError` if it ends before it has said all.
        """
        process = self._begin()
        giving_up = threading.Timer(_LONGEST_S, process.kill)
        giving_up.start()
        with process:
            try:
                yield from _said(process, search)
            except BaseException as error:
                process.kill()
                self._check(error)
                raise
            finally:
                giving_up.cancel()
        self._check()
        if process.returncode:
            raise CatalogError(f"looking for patterns ended with exit code {process.returncode}")

    def stop(self) -> None:
        """End it."""
        with self._lock:
            self._is_stopped = True
            if self._process is not None:
                self._process.kill()

    def _check(self, error: BaseException | None = None) -> None:
        if self._is_stopped:
            raise StoppedError("the catalog stops") from error

    def _begin(self) -> "subprocess.Popen[bytes]":
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(_OURS)
        }
        with self._lock:
            self._check()
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
            )
            return self._process


def _said(process: "subprocess.Popen[bytes]", search: bytes) -> Iterator[News]:
    if process.stdin is None or process.stdout is None:
        raise CatalogError("expected pipes to the process; found none")
    try:
        with process.stdin as given:
            given.write(search)
        yield from read_news(process.stdout)
    except (OSError, WireError, MovementError) as error:
        raise CatalogError(f"looking for patterns failed: {error}") from error
