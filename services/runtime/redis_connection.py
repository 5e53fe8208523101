"""Connections to Redis that survive its restarts."""

import redis
from redis.backoff import ExponentialBackoff
from redis.retry import Retry


def connect(url: str, *, timeout_s: float = 5.0) -> redis.Redis:
    """Return a client for ``url`` that retries for a few seconds when the server is away.

    ``timeout_s`` bounds connecting and each answer; a blocking read must ask for less.
    Replies are bytes.
    """
    return redis.Redis.from_url(
        url,
        socket_timeout=timeout_s,
        socket_connect_timeout=timeout_s,
        socket_keepalive=True,
        health_check_interval=30,
        retry=Retry(ExponentialBackoff(cap=1.0, base=0.05), retries=5),
        retry_on_error=[redis.ConnectionError, redis.TimeoutError],
    )


def check(client: redis.Redis) -> str | None:
    """Readiness: None when the server answers, else what is wrong."""
    try:
        client.ping()
    except redis.RedisError as error:
        return f"Redis does not answer: {error}"
    return None
