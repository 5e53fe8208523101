"""Removes from Redis what it has of a member's reps and holds while they are under way."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from typing import cast

import redis

from spotter.catalog.stream_reading import Entries
from spotter.wire.errors import WireError
from spotter.wire.holds import hold_from_bytes
from spotter.wire.names import (
    DEAD_LETTERS,
    HOLD_FIELD,
    HOLDS,
    VERDICT_FIELD,
    VERDICTS,
    baseline_key,
    job_key,
    rep_key,
    visit_key,
    visit_verdicts_key,
)
from spotter.wire.verdicts import verdict_from_bytes

_BATCH = 500

_SessionOf = Callable[[Mapping[bytes, bytes]], str]
_SESSION_OF: Mapping[str, _SessionOf] = {
    VERDICTS: lambda fields: verdict_from_bytes(fields.get(VERDICT_FIELD, b"")).session_id,
    HOLDS: lambda fields: hold_from_bytes(fields.get(HOLD_FIELD, b"")).session_id,
}


def remove_from_transit(client: redis.Redis, session_ids: Collection[str]) -> int:
    """Remove reps, jobs, verdicts, holds and baselines of these sessions; returns how many keys.

    Raises :class:`redis.RedisError`.
    """
    return sum(_of_visit(client, one) for one in session_ids) + _of_streams(client, session_ids)


def _of_visit(client: redis.Redis, session_id: str) -> int:
    found = cast("list[bytes]", client.zrange(visit_key(session_id), 0, -1))
    rep_ids = [one.decode() for one in found]
    keys = [visit_key(session_id), visit_verdicts_key(session_id)]
    keys += [key for one in rep_ids for key in (rep_key(one), job_key(one))]
    keys += [key.decode() for key in client.scan_iter(baseline_key(session_id, "*"), count=_BATCH)]
    if rep_ids:
        client.zrem(DEAD_LETTERS, *rep_ids)
    return client.delete(*keys)


def _of_streams(client: redis.Redis, session_ids: Collection[str]) -> int:
    return sum(_of_stream(client, stream, session_ids) for stream in _SESSION_OF)


def _of_stream(client: redis.Redis, stream: str, session_ids: Collection[str]) -> int:
    removed, after = 0, "-"
    while entries := cast("Entries", client.xrange(stream, after, "+", count=_BATCH)):
        if own := list(_own(entries, _SESSION_OF[stream], session_ids)):
            removed += client.xdel(stream, *own)
        after = f"({entries[-1][0].decode()}"
    return removed


def _own(entries: Entries, session_of: _SessionOf, session_ids: Collection[str]) -> Iterator[bytes]:
    for entry_id, fields in entries:
        with suppress(WireError):  # it names nobody
            if session_of(fields) in session_ids:
                yield entry_id
