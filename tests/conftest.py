"""Fixtures that tests of several kinds share."""

from collections.abc import Iterator

import pytest
import redis

from support.redis_server import redis_server


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
