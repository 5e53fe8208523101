import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
import redis

from spotter.local_stack.embedded_redis import EmbeddedRedis
from spotter.local_stack.processes.fleet import Fleet
from spotter.local_stack.processes.process_logs import ProcessLog


@contextmanager
def run(server: EmbeddedRedis, logs: Path) -> Iterator[tuple[redis.Redis, psutil.Process]]:
    def make_log(name: str) -> ProcessLog:
        return ProcessLog(logs, name, verbose=False)

    with Fleet(make_log, print) as fleet, redis.Redis.from_url(server.url) as client:
        fleet.add(server.name, server.command)
        for _ in fleet.await_ready(30, lambda: False):
            pass
        yield client, psutil.Process(fleet.running()[server.name])


def server(folder: Path, *, durable: bool) -> EmbeddedRedis:
    return EmbeddedRedis.on_free_port("redis", folder / "redis", durable=durable)


def files(folder: Path) -> set[str]:
    return {path.name for path in (folder / "redis").iterdir()}


def test_durable_data_survive_a_restart(tmp_path: Path) -> None:
    with run(server(tmp_path, durable=True), tmp_path / "logs") as (client, _):
        client.xadd("verdicts", {"verdict": b"good"})
    with run(server(tmp_path, durable=True), tmp_path / "logs") as (client, _):
        assert client.xlen("verdicts") == 1


def test_durable_data_survive_a_killed_server(tmp_path: Path) -> None:
    with run(server(tmp_path, durable=True), tmp_path / "logs") as (client, process):
        client.set("rep:1", b"poses")
        process.kill()
    with run(server(tmp_path, durable=True), tmp_path / "logs") as (client, _):
        assert client.get("rep:1") == b"poses"


def test_frames_are_never_written_to_disk(tmp_path: Path) -> None:
    with run(server(tmp_path, durable=False), tmp_path / "logs") as (client, _):
        client.xadd("frames:rack-1", {"jpeg": b"picture" * 100_000})
    assert files(tmp_path) == {"redis.conf"}


def test_the_server_refuses_clients_without_the_password(tmp_path: Path) -> None:
    embedded = server(tmp_path, durable=False)
    with run(embedded, tmp_path / "logs") as (_, process):
        with (
            redis.Redis(port=embedded.port) as stranger,
            pytest.raises(redis.AuthenticationError),
        ):
            stranger.ping()
        assert embedded.password not in " ".join(process.cmdline())
    assert (tmp_path / "redis" / "redis.conf").stat().st_mode & 0o077 == 0


@contextmanager
def no_room() -> Iterator[None]:
    """While files cannot grow, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_restart_needs_no_room_on_the_disk(tmp_path: Path) -> None:
    embedded = server(tmp_path, durable=False)
    embedded.command()
    configuration = tmp_path / "redis" / "redis.conf"
    words = configuration.read_text()
    with no_room():
        embedded.command()
    assert configuration.read_text() == words


def test_the_server_refuses_other_machines(tmp_path: Path) -> None:
    with run(server(tmp_path, durable=False), tmp_path / "logs") as (_, process):
        listening = {
            connection.laddr.ip
            for connection in process.net_connections()
            if connection.status == psutil.CONN_LISTEN
        }
    assert listening == {"127.0.0.1"}
