"""How far a consumer group has come in its stream. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from spotter.runtime.redis.stream_ids import StreamId, stream_id

NOTHING_PENDING: Mapping[str, Any] = {"pending": 0}


def first_undone(
    groups: Iterable[Mapping[str, Any]], name: str, pending: Mapping[str, Any]
) -> StreamId:
    """The lowest id that an entry which the group ``name`` has not acknowledged may have.

    ``groups`` is what XINFO GROUPS answers, ``pending`` what XPENDING does. A group that does not
    exist has done nothing.
    """
    delivered = {one["name"]: one["last-delivered-id"] for one in groups}
    delivered_ms, number = stream_id(delivered.get(name.encode(), b"0"))
    return stream_id(pending["min"]) if pending["pending"] else (delivered_ms, number + 1)
