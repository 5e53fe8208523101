"""The Redis servers of docker-compose.yml, run with its own arguments: who may do what there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
import yaml

from spotter.movement.values.judged.verdict import Outcome
from spotter.wire.stations import Status
from support.gyms.staged_gym import StagedGym
from support.processes.service_process import service_process
from support.servers.compose_redis import COMPOSE, compose_redis
from support.waiting import until


@pytest.fixture
def port(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[int]:
    """The port of the server that compose calls ``redis-<param>``."""
    with compose_redis(request.param, tmp_path) as server:
        yield server.port


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
    with service_process("notifier", open=True, redis_url=url, port=0) as notifier:
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
        "catalog": ({"queue", "frames", "database"}, {queue, frames, token, database}),
        "references": ({"queue"}, {queue, token}),
        "demo": (set(), set()),
        "notifier": ({"queue", "page"}, {"SPOTTER_PAGE_REDIS_PASSWORD", token}),
        "scorer": ({"queue"}, {queue, token}),
        "rep_segmenter": ({"queue"}, {queue, token}),
        "pose_worker": ({"queue", "frames"}, {queue, frames, token}),
        "camera_ingest": ({"queue", "frames", "cameras"}, {queue, frames, token}),
        "checkin": ({"queue", "frames"}, {queue, frames, token}),
    }
    found: dict[str, Any] = {
        service: (networks(service), secrets(service)) for service in COMPOSE["services"]
    }
    assert found == expected
    internal = {name for name, network in COMPOSE["networks"].items() if network}
    assert internal == {"queue", "database", "frames"}
