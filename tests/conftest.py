"""Fixtures that tests of several kinds share."""

import os
import signal
from collections.abc import Iterator

import pytest
import redis
from hypothesis import HealthCheck, settings

from support.plain_logs import log_plainly
from support.servers.redis_server import redis_server

# As in `spotter` and in the images: before numpy is loaded, and for all processes that tests start.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

log_plainly()

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


@pytest.fixture(scope="module")
def emptied_redis_url(redis_url: str) -> str:
    """The session's Redis server, emptied for the tests of a module."""
    with redis.Redis.from_url(redis_url) as client:
        client.flushdb()
    return redis_url


@pytest.fixture
def redis_client(redis_url: str) -> Iterator[redis.Redis]:
    """A client of an empty database."""
    with redis.Redis.from_url(redis_url) as client:
        client.flushdb()
        yield client


@pytest.fixture
def _own_signals() -> Iterator[None]:
    """RQ's workers and `spotter up` install handlers and leave them."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
