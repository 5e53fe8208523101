"""Which keys of Redis there are."""

from collections.abc import Iterable
from typing import cast

import redis


def are_there(client: redis.Redis, keys: Iterable[str]) -> list[bool]:
    """Whether there is a string at each of the keys. Raises :class:`redis.RedisError`."""
    asked = list(keys)
    found = cast("list[bytes | None]", client.mget(asked)) if asked else []
    return [value is not None for value in found]
