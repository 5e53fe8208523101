"""The notifier as a process, with real Redis, real HTTP and real WebSockets."""

from collections.abc import Iterator

import httpx
import pytest
import redis
from websockets.sync.connection import Connection

from spotter.movement.values.judged.verdict import Outcome
from spotter.wire.stations import Status
from support.gyms.live_socket import SCRIPT, address, page_of
from support.gyms.staged_gym import StagedGym
from support.processes.service_process import ServiceProcess, warm_service
from support.servers.redis_server import redis_server
from support.waiting import PATIENCE_S, until


@pytest.fixture(scope="module")
def gym(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StagedGym]:
    """A gym of two stations, with what was said before the notifier started."""
    with redis_server() as url, redis.Redis.from_url(url) as client:
        gym = StagedGym(client, tmp_path_factory.mktemp("kept"))
        gym.add_station("rack-1", "Rack 1", status=Status.LIVE)
        gym.add_station("script", SCRIPT, status=Status.OFFLINE)
        gym.say("script", Outcome.FAULTY, rep_number=1)
        yield gym


@pytest.fixture(scope="module")
def notifier(gym: StagedGym) -> Iterator[ServiceProcess]:
    with warm_service("notifier", **gym.settings, port=0, silent_after_s=1) as running:
        running.line("page served")
        until(lambda: '"ready"' in running.get("/readyz"), what="the notifier to be ready")
        yield running


@pytest.fixture
def http(notifier: ServiceProcess) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address(notifier), timeout=PATIENCE_S) as client:
        yield client


@pytest.fixture
def live(notifier: ServiceProcess) -> Iterator[Connection]:
    """The live socket of a page that has just been opened."""
    with page_of(notifier) as connection:
        yield connection
