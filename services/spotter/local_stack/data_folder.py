"""The folder with the data that Spotter keeps between runs, and the lock on it."""

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
    """The paths in the data folder ``root``.

    References and the demo gym's videos, which take long to make, may be in a ``library`` of
    another folder.
    """

    root: Path
    library: Path | None = None

    @property
    def references(self) -> Path:
        """The folder that holds the user's references."""
        return self.library or self.root

    @property
    def demo(self) -> Path:
        """The videos and references of the demo gym."""
        return self.references / "demo"

    @property
    def logs(self) -> Path:
        """The logs of the processes."""
        return self.root / "logs"

    @property
    def redis(self) -> Path:
        """The folder of the durable Redis server."""
        return self.root / "redis"

    @property
    def database(self) -> Path:
        """The catalog's database, unless it is elsewhere."""
        return self.root / "catalog.sqlite3"

    @property
    def run(self) -> Path:
        """Temporary files of this run."""
        return self.root / "run"

    @property
    def catalog(self) -> Path:
        """The file with the catalog's address and token while Spotter runs here."""
        return self.run / "catalog.json"

    @property
    def page(self) -> Path:
        """The file with the page's address while Spotter runs here."""
        return self.run / "page.json"

    @property
    def demo_database(self) -> Path:
        """The database of the demo gym's catalog: its people and exercises are made up."""
        return self.root / "demo-catalog.sqlite3"

    @property
    def demo_way_in(self) -> Path:
        """The PIN with which one of them is checked in."""
        return self.root / "demo-way-in.json"

    @property
    def authority(self) -> Path:
        """The local authority of the page's certificate."""
        return self.root / "authority"

    @property
    def cache(self) -> Path:
        """What the services keep for when the catalog is away."""
        return self.root / "cache"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Lock the folder for this process, and create it if necessary.

        The kernel holds the lock on the folder itself: it ends with the process, however that ends,
        and leaves no file behind. Raises :class:`LocalStackError` when another process holds the
        lock or the folder cannot be created.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self.root, os.O_RDONLY)
        except OSError as error:
            raise LocalStackError(
                f"the data folder {self.root} cannot be used: {error.strerror}"
            ) from error
        try:
            self._lock(handle)
            yield
        finally:
            os.close(handle)

    def write_page_address(self, url: str) -> None:
        """Write the address of this run's page for other processes."""
        self.page.write_text(json.dumps({"page": url, "pid": os.getpid()}), encoding="utf-8")

    def page_address(self) -> str:
        """The address of the page of the gym that runs here; empty for none."""
        try:
            return str(json.loads(self.page.read_text(encoding="utf-8"))["page"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _lock(self, handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LocalStackError(
                f"Spotter already runs in {self.root}{self._page_words()}; "
                "stop it, or choose another folder with --data"
            ) from None

    def _page_words(self) -> str:
        try:
            said = json.loads(self.page.read_text(encoding="utf-8"))
            return f" (process {said['pid']}, page {said['page']})"
        except (OSError, ValueError, KeyError, TypeError):
            return ""
