"""The logs of the processes: one file of bounded size each, and optionally the terminal."""

import logging
import sys
import threading
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

_FILE_BYTES = 4_000_000
_OLD_FILES = 2
_LAST_LINES = 12


class ProcessLog:
    """Writes the output of one process to ``<folder>/<name>.log``.

    The file is rotated at 4 MB; two old ones are kept. With ``verbose`` the lines also go to
    standard error.
    """

    def __init__(self, folder: Path, name: str, *, verbose: bool) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{name}.log"
        self._name = name
        self._verbose = verbose
        self._last: deque[str] = deque(maxlen=_LAST_LINES)
        self._file = RotatingFileHandler(
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
        self._file.close()

    def _read(self, output: IO[bytes]) -> None:
        with output:
            for line in output:
                self._add(line.decode(errors="replace").rstrip())

    def _add(self, line: str) -> None:
        self._last.append(line)
        self._file.handle(logging.makeLogRecord({"msg": line}))
        if self._verbose:
            sys.stderr.write(f"{self._name} | {line}\n")
            sys.stderr.flush()
