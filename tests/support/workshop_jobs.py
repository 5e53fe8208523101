"""Jobs for the workshop, here so that its processes can import them."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class NoteProcess:
    """Notes who does it."""

    path: Path

    def run(self) -> None:
        """Take long enough for others to do something too."""
        time.sleep(0.2)
        self.path.write_text(str(os.getpid()))


@dataclass(frozen=True)
class Fail:
    """Cannot be done."""

    def run(self) -> None:
        """Say why not."""
        raise ValueError("the camera fell over")


@dataclass(frozen=True)
class Die:
    """Kills its process."""

    def run(self) -> None:
        """Do it."""
        os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Dawdle:
    """Takes far too long."""

    path: Path

    def run(self) -> None:
        """Note that it has begun."""
        self.path.touch()
        time.sleep(60)
