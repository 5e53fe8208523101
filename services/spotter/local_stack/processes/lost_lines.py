"""What becomes of lines that a full disk does not take: they are counted, and no gym stops."""

import errno
import threading
from collections.abc import Callable
from typing import TextIO

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class LostLines:
    """Says once that logs lose lines, and once that they are written again.

    ``say`` shows a message to the user; any thread may call the methods.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._failing: set[str] = set()
        self._count = 0
        self._lock = threading.Lock()

    def lost(self, log: str, error: BaseException) -> None:
        """Note that a line of this ``log`` could not be written."""
        with self._lock:
            is_first = not self._failing
            self._failing.add(log)
            self._count += 1
        if is_first:
            self._say(f"The logs cannot be written ({error}); the gym goes on without them")

    def written(self, log: str) -> None:
        """Note that a line of this ``log`` was written."""
        if log not in self._failing:
            return
        with self._lock:
            self._failing.discard(log)
            if self._failing:
                return
            count, self._count = self._count, 0
        self._say(f"The logs are written again; up to {count} lines are missing")


def write_line(stream: TextIO, line: str) -> None:
    """Write a ``line`` at once; on a full disk it is lost, which must not stop the gym.

    Raises :class:`OSError` for other reasons, as when nobody reads any more.
    """
    try:
        stream.write(f"{line}\n")
        stream.flush()
    except OSError as error:
        if error.errno not in _FULL:
            raise
