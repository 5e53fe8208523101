"""The folder with what Spotter keeps between runs, and the right to run in it."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from spotter.local_stack.errors import LocalStackError


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where things are in the data folder ``root``."""

    root: Path

    @property
    def demo(self) -> Path:
        """What was rendered for the demo gym."""
        return self.root / "demo"

    @property
    def logs(self) -> Path:
        """The logs of the processes."""
        return self.root / "logs"

    @property
    def redis(self) -> Path:
        """The folder of the Redis server whose data last."""
        return self.root / "redis"

    @property
    def run(self) -> Path:
        """What is of no use after this run."""
        return self.root / "run"

    @property
    def page(self) -> Path:
        """The file with the address of the page of the Spotter that runs here."""
        return self.run / "page.json"

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold the folder, which is made if need be, for this process alone.

        The lock is the kernel's, on the folder itself: it ends with the process, however that ends,
        and leaves no file behind. Raises :class:`LocalStackError` when another process holds the
        folder or when it cannot be made.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self.root, os.O_RDONLY)
        except OSError as error:
            raise LocalStackError(
                f"the data folder {self.root} cannot be used: {error.strerror}"
            ) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError:
            raise LocalStackError(
                f"Spotter already runs in {self.root}{self._its_page()}; "
                "stop it, or choose another folder with --data"
            ) from None
        finally:
            os.close(handle)

    def note_page(self, url: str) -> None:
        """Tell others where the page of this run is."""
        self.page.write_text(json.dumps({"page": url, "pid": os.getpid()}), encoding="utf-8")

    def _its_page(self) -> str:
        try:
            said = json.loads(self.page.read_text(encoding="utf-8"))
            return f" (process {said['pid']}, page {said['page']})"
        except (OSError, ValueError, KeyError, TypeError):
            return ""
