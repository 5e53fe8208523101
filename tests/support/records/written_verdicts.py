"""Waits for the ledger."""

from typing import Any, cast

import redis

from spotter.runtime.redis.consumer_groups import first_undone
from spotter.runtime.redis.stream_ids import StreamId, stream_id
from spotter.wire.names import LEDGER_GROUP, VERDICTS
from support.waiting import until


def wait_for_ledger(client: redis.Redis) -> None:
    """Wait until the ledger has all verdicts that are in the stream now.

    Its metrics say how far it was behind after its last step, which may be before the last verdict.
    """
    stream = cast("Any", client.xinfo_stream(VERDICTS))
    last = stream_id(stream["last-generated-id"])
    until(lambda: _first_undone(client) > last, what="the verdicts in the ledger")


def _first_undone(client: redis.Redis) -> StreamId:
    groups = cast("list[Any]", client.xinfo_groups(VERDICTS))
    if not groups:
        return (0, 0)
    return first_undone(groups, LEDGER_GROUP, cast("Any", client.xpending(VERDICTS, LEDGER_GROUP)))
