"""Connections to Redis that survive its restarts."""

import redis
import redis.asyncio
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import ExponentialBackoff
from redis.retry import Retry

from spotter.runtime.redis.outage import FULL, kind_of
from spotter.runtime.redis.room import Room


def connect(url: str, *, timeout_s: float = 5.0, retries: int = 5) -> redis.Redis:
    """Return a client for ``url`` that retries for a few seconds when the server is away.

    With 0 ``retries`` it fails at once, for callers that will have newer data on their next try.
    ``timeout_s`` bounds connecting and each reply; a blocking read must ask for less.
    Replies are bytes.
    """
    return redis.Redis.from_url(
        url,
        socket_timeout=timeout_s,
        socket_connect_timeout=timeout_s,
        socket_keepalive=True,
        health_check_interval=30,
        retry=Retry(ExponentialBackoff(cap=1.0, base=0.05), retries=retries),
        retry_on_error=[redis.ConnectionError, redis.TimeoutError],
    )


def connect_async(url: str, *, timeout_s: float = 5.0, retries: int = 5) -> redis.asyncio.Redis:
    """Return an asyncio client with the options of :func:`connect`."""
    return redis.asyncio.Redis.from_url(
        url,
        socket_timeout=timeout_s,
        socket_connect_timeout=timeout_s,
        socket_keepalive=True,
        health_check_interval=30,
        retry=AsyncRetry(ExponentialBackoff(cap=1.0, base=0.05), retries=retries),
        retry_on_error=[redis.ConnectionError, redis.TimeoutError],
    )


def check(client: redis.Redis) -> str | None:
    """Readiness: None when the server answers and takes what is written, else what is wrong."""
    try:
        client.ping()
        memory = client.info("memory")
    except redis.RedisError as error:
        return f"{kind_of(error)}: {error}"
    return f"{FULL}: {memory['maxmemory_human']}" if Room.of(memory).is_full else None
