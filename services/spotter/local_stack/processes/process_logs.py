"""The logs of the processes: one file of bounded size each, and optionally the terminal."""

import logging
import sys
import threading
from collections import deque
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

from spotter.local_stack.processes.lost_lines import LostLines

_FILE_BYTES = 4_000_000
_OLD_FILES = 2
_LAST_LINES = 12


class ProcessLog:
    """Writes the output of one process to ``<folder>/<name>.log``.

    The file is rotated at 4 MB; two old ones are kept. With ``verbose`` the lines also go to
    standard error. Lines that cannot be written are ``lost``; without it, that is not said.
    """

    def __init__(
        self, folder: Path, name: str, *, verbose: bool, lost: LostLines | None = None
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{name}.log"
        self._name = name
        self._verbose = verbose
        self._last: deque[str] = deque(maxlen=_LAST_LINES)
        self._lost = lost or LostLines(lambda _: None)
        self._file = _LogFile(
            self.path, maxBytes=_FILE_BYTES, backupCount=_OLD_FILES, encoding="utf-8", delay=True
        )

    def keep(self, output: IO[bytes]) -> threading.Thread:
        """Log ``output`` until its end in a thread, which is returned."""
        thread = threading.Thread(
            target=self._read, args=(output,), name=f"log of {self._name}", daemon=True
        )
        thread.start()
        return thread

    def last_lines(self) -> str:
        """The last lines of output."""
        return "\n".join(self._last)

    def close(self) -> None:
        """Close the file."""
        with suppress(OSError):  # the disk is full: the last lines are lost
            self._file.close()

    def _read(self, output: IO[bytes]) -> None:
        with output:
            for line in output:
                self._add(line.decode(errors="replace").rstrip())

    def _add(self, line: str) -> None:
        self._last.append(line)
        if error := self._file.write(line):
            self._lost.lost(self._name, error)
        else:
            self._lost.written(self._name)
        if self._verbose:
            with suppress(OSError):  # the process must never wait for somebody to read its output
                sys.stderr.write(f"{self._name} | {line}\n")
                sys.stderr.flush()


class _LogFile(RotatingFileHandler):
    """Returns what went wrong instead of printing a traceback for each line."""

    _error: BaseException | None = None

    def write(self, line: str) -> BaseException | None:
        self._error = None
        self.handle(logging.makeLogRecord({"msg": line}))
        return self._error

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - the base's name
        self._error = sys.exc_info()[1]
