"""Redis's replies with the types that redis-py leaves open."""

from typing import Any, cast

import redis.asyncio

Fields = dict[bytes, bytes]
Entries = list[tuple[bytes, Fields]]


async def newest_entries(client: redis.asyncio.Redis, stream: str, count: int) -> Entries:
    """At most ``count`` entries of ``stream``, newest first."""
    return cast("Entries", await client.xrevrange(stream, count=count))


async def one_entry(client: redis.asyncio.Redis, stream: str, entry_id: bytes) -> Fields | None:
    """The entry with that id; None if there is none."""
    found = cast("Entries", await client.xrange(stream, entry_id, entry_id))
    return found[0][1] if found else None


async def entries_after(
    client: redis.asyncio.Redis, last: dict[bytes, bytes], *, count: int, block_ms: int
) -> list[tuple[bytes, Entries]]:
    """The entries after the ``last`` ones of several streams; waits if there are none yet."""
    answer = await client.xread(cast("dict[Any, Any]", last), count, block_ms)
    return cast("list[tuple[bytes, Entries]]", answer or [])


async def newest_of_each(client: redis.asyncio.Redis, streams: list[str]) -> list[Entries]:
    """The newest entry of each stream, if any, in one round trip."""
    pipeline = client.pipeline(transaction=False)
    for stream in streams:
        pipeline.xrevrange(stream, count=1)
    return cast("list[Entries]", await pipeline.execute())


async def whole_hash(client: redis.asyncio.Redis, key: str) -> Fields:
    """The hash ``key``."""
    return cast("Fields", await client.hgetall(key))


async def entry(client: redis.asyncio.Redis, key: str, name: str) -> bytes | None:
    """What the hash ``key`` has under ``name``."""
    return cast("bytes | None", await client.hget(key, name))


async def value(client: redis.asyncio.Redis, key: str) -> bytes | None:
    """The value of ``key``."""
    return cast("bytes | None", await client.get(key))
