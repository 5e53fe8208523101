"""The process that learns equipment by a film: what it is given, and what it says."""

import os
import subprocess
import sys
import threading
from collections.abc import Generator, Iterable, Iterator

from spotter.catalog.errors import CatalogError
from spotter.movement.values import MovementError
from spotter.wire.equipment_lesson import EquipmentLesson, News, read_news, write_lesson
from spotter.wire.errors import WireError

_COMMAND = (sys.executable, "-P", "-m", "spotter.equipment_teacher")
_LONGEST_S = 900.0
_OURS = "SPOTTER_"
"""Our settings, secrets among them, which the process has no use for."""
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
"""Windows are small: more threads would take cores from the stations, and be no faster."""


class TeacherProcess:
    """Runs one at a time; :meth:`stop` ends the one that runs, and lets no other begin.

    It takes ``longest_s`` at most.
    """

    def __init__(self, longest_s: float = _LONGEST_S) -> None:
        self._longest_s = longest_s
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def news(self, lesson: EquipmentLesson, jpegs: Iterable[bytes]) -> Generator[News, None, None]:
        """What the process says of a film.

        Raises :class:`CatalogError` if it ends before it has said all, and whatever ``jpegs`` does.
        """
        process = self._begin()
        giving_up = threading.Timer(self._longest_s, process.kill)
        with process:
            try:
                giving_up.start()
                yield from _said(process, lesson, jpegs)
            except BaseException:
                process.kill()
                raise
            finally:
                giving_up.cancel()
        if process.returncode:
            raise CatalogError(_failed(f"ended with exit code {process.returncode}"))

    def cancel(self) -> None:
        """End the one that runs, if there is one."""
        with self._lock:
            self._kill()

    def stop(self) -> None:
        """End it, and let no other begin."""
        with self._lock:
            self._is_stopped = True
            self._kill()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _begin(self) -> "subprocess.Popen[bytes]":
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(_OURS)
        }
        with self._lock:
            if self._is_stopped:
                raise CatalogError("the catalog stops")
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own module
                    _COMMAND,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    env=environment | _ONE_THREAD,
                )
            except OSError as error:
                raise CatalogError(_failed(str(error))) from error
            return self._process


def _said(
    process: "subprocess.Popen[bytes]", lesson: EquipmentLesson, jpegs: Iterable[bytes]
) -> Iterator[News]:
    if process.stdin is None or process.stdout is None:
        raise CatalogError("expected pipes to the process; found none")
    try:
        with process.stdin as given:
            write_lesson(lesson, jpegs, given)
        yield from read_news(process.stdout)
    except (OSError, WireError, MovementError) as error:
        raise CatalogError(_failed(str(error))) from error


def _failed(why: str) -> str:
    return f"looking through the film failed ({why}): try it again, with a shorter film if it does"
