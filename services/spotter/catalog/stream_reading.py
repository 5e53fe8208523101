"""Reads on in streams of Redis, without a consumer group: whoever reads says from where.

All functions raise :class:`redis.RedisError`.
"""

from collections.abc import Mapping
from typing import Any, cast

import redis

from spotter.runtime.redis.stream_ids import stream_id

Entries = list[tuple[bytes, dict[bytes, bytes]]]

BEFORE_ALL = "0-0"
_BATCH = 200


def read_after(client: redis.Redis, after: Mapping[str, str], wait_ms: int) -> dict[str, Entries]:
    """What comes after an entry in each of these streams, at most a batch of each.

    Waits up to ``wait_ms`` for it.
    """
    streams: Any = {**after}
    answer = cast("Any", client.xread(streams, count=_BATCH, block=max(1, wait_ms)))
    return {name.decode(): entries for name, entries in answer or ()}


def last_of(entries: Entries, before: str) -> str:
    """The id of the last entry, or the one ``before`` if there is none."""
    return entries[-1][0].decode() if entries else before


def next_place(client: redis.Redis, stream: str, taken: Entries, after: str) -> str:
    """Where to go on; from the beginning if the stream was lost and its ids begin anew."""
    if taken or after == BEFORE_ALL:
        return last_of(taken, after)
    try:
        last = cast("Any", client.xinfo_stream(stream))["last-generated-id"]
    except redis.ResponseError:  # nobody has added to it yet
        return after
    return BEFORE_ALL if stream_id(last) < stream_id(after.encode()) else after


def newest_place(client: redis.Redis, stream: str) -> str:
    """The end of a stream."""
    return last_of(cast("Entries", client.xrevrange(stream, count=1)), BEFORE_ALL)
