"""Removes from Redis what it holds of a member's reps while they are under way."""

from collections.abc import Collection, Iterator
from typing import cast

import redis

from spotter.wire.errors import WireError
from spotter.wire.names import (
    DEAD_LETTERS,
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

_Entries = list[tuple[bytes, dict[bytes, bytes]]]


def remove_from_transit(client: redis.Redis, session_ids: Collection[str]) -> int:
    """Remove the reps, jobs, verdicts and baselines of these sessions; returns how many keys.

    Raises :class:`redis.RedisError`.
    """
    return sum(_of_visit(client, one) for one in session_ids) + _of_stream(client, session_ids)


def _of_visit(client: redis.Redis, session_id: str) -> int:
    found = cast("list[bytes]", client.zrange(visit_key(session_id), 0, -1))
    rep_ids = [one.decode() for one in found]
    keys = [visit_key(session_id), visit_verdicts_key(session_id)]
    keys += [key for one in rep_ids for key in (rep_key(one), job_key(one))]
    keys += [key.decode() for key in client.scan_iter(baseline_key(session_id, "*"), count=_BATCH)]
    if rep_ids:
        client.zrem(DEAD_LETTERS, *rep_ids)
    return client.delete(*keys)


def _of_stream(client: redis.Redis, session_ids: Collection[str]) -> int:
    removed, after = 0, "-"
    while entries := cast("_Entries", client.xrange(VERDICTS, after, "+", count=_BATCH)):
        if own := list(_own(entries, session_ids)):
            removed += client.xdel(VERDICTS, *own)
        after = f"({entries[-1][0].decode()}"
    return removed


def _own(entries: _Entries, session_ids: Collection[str]) -> Iterator[bytes]:
    for entry_id, fields in entries:
        try:
            session_id = verdict_from_bytes(fields.get(VERDICT_FIELD, b"")).session_id
        except WireError:  # it names nobody
            continue
        if session_id in session_ids:
            yield entry_id
