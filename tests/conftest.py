"""Fixtures that tests of several kinds share."""

import os
from collections.abc import Iterator

import pytest
import redis
from hypothesis import HealthCheck, settings

from support.servers.redis_server import redis_server

# As in `spotter` and in the images: before numpy is loaded, and for all processes that tests start.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# How fast a machine is decides nothing: neither how long an example takes, nor to make one.
settings.register_profile(
    "any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any_machine")


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A real Redis server for the whole session."""
    with redis_server() as url:
        yield url


@pytest.fixture
def redis_client(redis_url: str) -> Iterator[redis.Redis]:
    """A client of an empty database."""
    with redis.Redis.from_url(redis_url) as client:
        client.flushdb()
        yield client
