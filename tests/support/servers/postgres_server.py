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
import psutil
import pytest

from support.servers.redis_server import free_port
from support.servers.small_disk import small_mount
from support.waiting import until

_OLDEST = 15
_MEMORY, _MEMORY_BYTES = Path("/dev/shm"), 4_000_000_000  # noqa: S108 - it has a folder of its own
_USER = "spotter"
_AS_SOMEBODY = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
"""In its mount it would be root, as whom PostgreSQL refuses to run."""


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

    def start(self, *before: str) -> None:
        """Start it, with the words ``before`` its command, and wait until it answers."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "fsync": "off",
        }
        words = [f"-c{name}={value}" for name, value in settings.items()]
        command = [*before, f"{self._programs}/postgres", "-D", f"{self._folder}/data", *words]
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

    def crash(self) -> None:
        """Kill all its processes, as a machine that loses its power does."""
        if self._process:
            processes = self._processes()
            for one in processes:
                one.kill()
            psutil.wait_procs(processes)
            self._process.wait()
            self._process = None

    @contextmanager
    def small_tablespace(self, name: str) -> Iterator[None]:
        """A tablespace on a file system of 2 MB; skips where mounts are not permitted."""
        folder = self._folder / name
        folder.mkdir()
        shutil.chown(folder, self._user or os.getuid(), self._group or os.getgid())
        self.stop()
        self.start(*small_mount(folder, self._user), *_AS_SOMEBODY)
        with self.client() as client:
            client.run(f"CREATE TABLESPACE {name} LOCATION '{folder}'")
        try:
            yield
        finally:
            self.stop()

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """All its processes hang until the end of the block; those that begin meanwhile wait."""
        processes = self._processes()
        for one in processes:
            one.suspend()
        try:
            yield
        finally:
            for one in processes:
                one.resume()

    @contextmanager
    def told(self, address: str, **settings: str) -> Iterator[None]:
        """Give connections that are made meanwhile to the database at ``address`` settings."""
        database = f"ALTER DATABASE {address.rpartition('/')[2]}"
        with self.client() as client:
            for name, value in settings.items():
                client.run(f"{database} SET {name} = '{value}'")
        try:
            yield
        finally:
            with self.client() as client:
                client.run(f"{database} RESET ALL")

    def kill_connections(self, name: str) -> None:
        """Kill the processes that serve whoever is known by ``name``."""
        for pid in self._connections(name):
            psutil.Process(pid).kill()

    def has_no_connection(self, name: str) -> bool:
        """Whether nobody is connected who is known by ``name``."""
        return not self._connections(name)

    def new_database(self, like: str = "") -> str:
        """The address of an empty database, or of a copy of the one ``like`` which it shall be."""
        name, template = f"catalog_{next(self._numbers)}", like.rpartition("/")[2] or "template1"
        with self.client() as client:
            client.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return f"postgresql://{_USER}@127.0.0.1:{self.port}/{name}"

    @contextmanager
    def database(self, like: str = "") -> Iterator[str]:
        """The same until the end of the block, so that hundreds do not fill the memory."""
        address = self.new_database(like)
        yield address
        with self.client() as client:
            client.run(f"DROP DATABASE {address.rpartition('/')[2]} WITH (FORCE)")

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

    def _processes(self) -> list[psutil.Process]:
        assert self._process is not None
        server = psutil.Process(self._process.pid)
        return [server, *server.children(recursive=True)]

    def _connections(self, name: str) -> list[int]:
        asked = "SELECT pid FROM pg_stat_activity WHERE application_name = :name"
        with self.client() as client:
            return [pid for (pid,) in client.run(asked, name=name)]

    def _answers(self) -> bool:
        asked = [f"{self._programs}/pg_isready", "-q", "-h", "127.0.0.1", "-p", f"{self.port}"]
        return subprocess.run(asked, check=False).returncode == 0


@contextmanager
def postgres_server(*, in_memory: bool = False) -> Iterator[PostgresServer]:
    """Run a server; skips where PostgreSQL is not installed.

    ``in_memory``: its files are in the memory where that may be written to and has room, as a
    database has hundreds.
    """
    programs = _programs()
    if programs is None:
        pytest.skip(f"PostgreSQL {_OLDEST} or newer is not installed here")
    place = _MEMORY if in_memory and _has_room(_MEMORY) else None
    folder = Path(tempfile.mkdtemp(prefix="spotter-postgres-", dir=place))
    server = PostgresServer(programs, folder)
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.stop(signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)


def _has_room(memory: Path) -> bool:
    is_there = memory.is_dir() and os.access(memory, os.W_OK | os.X_OK)
    return is_there and shutil.disk_usage(memory).free >= _MEMORY_BYTES


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
