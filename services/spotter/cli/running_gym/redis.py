"""The Redis of a running gym, for commands that do not run the gym themselves."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import redis

from spotter.cli.errors import StartError
from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.embedded_redis import running_in
from spotter.runtime.redis.connection import connect

REDIS_VARIABLE = "SPOTTER_REDIS_URL"


@contextmanager
def gym_redis(url: str, name: str) -> Iterator[redis.Redis]:
    """A client of the server at ``url``; messages say ``name``, since the URL may hold a password.

    Raises :class:`StartError` for an invalid address, and when the server does not answer.
    """
    try:
        client = connect(url)
    except ValueError as error:
        raise StartError(f"{name}: {error}") from error
    with client:
        try:
            yield client
        except redis.RedisError as error:
            raise StartError(f"Redis at {name} does not answer: {error}") from error


@contextmanager
def running_gym(data: DataFolder) -> Iterator[redis.Redis | None]:
    """The Redis at $SPOTTER_REDIS_URL, else that of `spotter up` in ``data``, else None.

    Raises :class:`StartError` as :func:`gym_redis` does.
    """
    chosen = os.environ.get(REDIS_VARIABLE)
    url = chosen or running_in(data.redis)
    if url is None:
        yield None
        return
    with gym_redis(url, f"${REDIS_VARIABLE}" if chosen else "`spotter up`") as client:
        yield client
