"""Jobs for the workshop, here so that its processes can import them."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from support.waiting import until


@dataclass(frozen=True)
class NoteProcess:
    """Records the process that runs it."""

    path: Path

    def run(self) -> None:
        """Wait until another process has recorded itself too."""
        self.path.write_text(str(os.getpid()))
        until(lambda: len(self._noted()) > 1, what="another process")

    def _noted(self) -> set[str]:
        return {path.read_text() for path in self.path.parent.iterdir()} - {""}


@dataclass(frozen=True)
class Fail:
    """Always fails."""

    def run(self) -> None:
        """Raise the error."""
        raise ValueError("the camera fell over")


@dataclass(frozen=True)
class Die:
    """Kills its process."""

    def run(self) -> None:
        """Kill the process."""
        os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Dawdle:
    """Takes far too long."""

    path: Path

    def run(self) -> None:
        """Record that it has started."""
        self.path.touch()
        time.sleep(60)
