"""A gym whose people sign in, in a real browser, with a real notifier and a real catalog."""

from collections.abc import Iterator

import pytest
import redis

from spotter.wire.stations import Status
from support.access.closed_gym import ClosedGym, closed_gym
from support.gyms.staged_gym import StagedGym
from support.servers.redis_server import redis_server

REFUSED = "Failed to load resource: the server responded with a status of 4"


@pytest.fixture(scope="module")
def gym(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClosedGym]:
    """One with a live station."""
    with redis_server() as url, redis.Redis.from_url(url) as client:
        StagedGym(client).add_station("rack-1", "Rack 1", status=Status.LIVE)
        file = tmp_path_factory.mktemp("accounts") / "catalog.sqlite3"
        with closed_gym(url, f"sqlite:///{file}", silent_after_s=3600) as running:
            yield running


@pytest.fixture
def excused() -> tuple[str, ...]:
    return (REFUSED,)
