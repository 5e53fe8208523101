"""A real PostgreSQL server for a test, with its data in a folder that goes with it."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pg8000.native
import pytest

from support.redis_server import free_port
from support.waiting import until

_OLDEST = 15
_USER = "spotter"


class PostgresServer:
    """A server on a free port of the loopback address, which everybody may enter."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.port = free_port()
        self._programs = programs
        self._folder = folder
        self._numbers = count(1)
        self._user, self._group = _as_another_user()
        self._process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Make its data folder."""
        words = [
            "--username",
            _USER,
            "--auth",
            "trust",
            "--encoding",
            "UTF8",
            "--locale",
            "C",
        ]
        command = [f"{self._programs}/initdb", "--no-sync", *words, f"{self._folder}/data"]
        shutil.chown(self._folder, self._user or os.getuid(), self._group or os.getgid())
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            cwd=self._folder,
            user=self._user,
            group=self._group,
        )

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "fsync": "off",
        }
        words = [f"-c{name}={value}" for name, value in settings.items()]
        command = [f"{self._programs}/postgres", "-D", f"{self._folder}/data", *words]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stderr=log,
                stdout=log,
                cwd=self._folder,
                user=self._user,
                group=self._group,
            )
        until(self._answers, what="an answer of PostgreSQL")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it at once, without waiting for its clients."""
        if self._process:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"catalog_{next(self._numbers)}"
        with self.client() as client:
            client.run(f"CREATE DATABASE {name}")
        return f"postgresql://{_USER}@127.0.0.1:{self.port}/{name}"

    @contextmanager
    def client(self, database: str = "postgres") -> Iterator[pg8000.native.Connection]:
        """A connection of somebody else."""
        client = pg8000.native.Connection(
            _USER, host="127.0.0.1", port=self.port, database=database
        )
        try:
            yield client
        finally:
            client.close()

    def _answers(self) -> bool:
        asked = [f"{self._programs}/pg_isready", "-q", "-h", "127.0.0.1", "-p", f"{self.port}"]
        return subprocess.run(asked, check=False).returncode == 0


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Run a server; skips where PostgreSQL is not installed."""
    programs = _programs()
    if programs is None:
        pytest.skip(f"PostgreSQL {_OLDEST} or newer is not installed here")
    folder = Path(tempfile.mkdtemp(prefix="spotter-postgres-"))
    server = PostgresServer(programs, folder)
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.stop(signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """The folder with ``initdb`` and ``postgres`` of the newest version."""
    found = shutil.which("postgres")
    installed = [Path(found).resolve().parent] if found else []
    installed += Path("/usr/lib/postgresql").glob("*/bin")
    new = [(version, one) for one in installed if (version := _version(one)) >= _OLDEST]
    return max(new)[1] if new else None


def _version(programs: Path) -> int:
    try:
        said = subprocess.check_output([programs / "postgres", "--version"], text=True)
    except OSError:
        return 0
    return int(said.split()[2].partition(".")[0])


def _as_another_user() -> tuple[int | None, int | None]:
    """User and group to run it as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None, None
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid
