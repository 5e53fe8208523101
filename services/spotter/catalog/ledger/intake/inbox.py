"""Takes entries from the verdict stream as a member of the ledger's consumer group."""

from collections.abc import Callable, Iterable
from typing import Any, cast

import redis

from spotter.wire.names import LEDGER_GROUP, REASON_FIELD, UNREADABLE_VERDICTS, VERDICTS

Fields = dict[bytes, bytes]
Entries = list[tuple[bytes, Fields]]

BATCH = 200
_BLOCK_MS = 1000
_DEAD_AFTER_MS = 10_000
"""A batch takes less. A living consumer's that is claimed is written twice, which does nothing."""
_CLAIM_EVERY_S = 2.0
_FORGOTTEN_AFTER_MS = 3_600_000
_KEPT_UNREADABLE = 1000
_EXPIRY_S = 8 * 24 * 3600


class Inbox:
    """The entries of the stream, each at least once, for ``consumer``; ``clock`` is monotonic.

    All methods raise :class:`redis.RedisError`.
    """

    def __init__(self, client: redis.Redis, consumer: str, clock: Callable[[], float]) -> None:
        self._client = client
        self._consumer = consumer
        self._clock = clock
        self._has_undone = True
        self._next_claim_s = clock()

    def take(self) -> Entries:
        """Entries to be done next, at most a batch; waits up to a second for new ones.

        Those that were taken before and not done come first, then those of consumers that died.
        """
        try:
            return self._undone() or self._claimed() or self._read(">", _BLOCK_MS)
        except redis.ResponseError as error:
            if "NOGROUP" not in str(error):
                raise
        self._make_group()
        return []

    def give_back(self) -> None:
        """Take what is not done once more next time."""
        self._has_undone = True

    def set_aside(self, entry_id: bytes, fields: Fields, reason: str) -> None:
        """Keep an entry that cannot be read where people can look, and take it no more."""
        pipeline = self._client.pipeline(transaction=True)
        pipeline.xadd(
            UNREADABLE_VERDICTS,
            cast("Any", {**fields, REASON_FIELD: reason}),
            maxlen=_KEPT_UNREADABLE,
            approximate=False,
        )
        pipeline.expire(UNREADABLE_VERDICTS, _EXPIRY_S)
        pipeline.xack(VERDICTS, LEDGER_GROUP, entry_id)
        pipeline.execute()

    def _undone(self) -> Entries:
        if not self._has_undone:
            return []
        found = self._read("0", None)
        self._has_undone = bool(found)
        there = [(entry_id, fields) for entry_id, fields in found if fields]
        self._give_up(entry_id for entry_id, fields in found if not fields)
        return there

    def _claimed(self) -> Entries:
        if self._clock() < self._next_claim_s:
            return []
        self._next_claim_s = self._clock() + _CLAIM_EVERY_S
        self._forget_the_dead()
        answer = cast(
            "Any",
            self._client.xautoclaim(
                VERDICTS,
                LEDGER_GROUP,
                self._consumer,
                min_idle_time=_DEAD_AFTER_MS,
                count=BATCH,
                justid=True,
            ),
        )
        if not answer:
            return []
        self._has_undone = True
        return self._undone()

    def _forget_the_dead(self) -> None:
        """Delete other consumers that have been silent for an hour and left nothing."""
        for one in cast("list[Any]", self._client.xinfo_consumers(VERDICTS, LEDGER_GROUP)):
            is_other = one["name"] != self._consumer.encode()
            if is_other and not one["pending"] and one["idle"] > _FORGOTTEN_AFTER_MS:
                self._client.xgroup_delconsumer(VERDICTS, LEDGER_GROUP, one["name"])

    def _read(self, after: str, block_ms: int | None) -> Entries:
        answer = self._client.xreadgroup(
            LEDGER_GROUP, self._consumer, {VERDICTS: after}, count=BATCH, block=block_ms
        )
        return cast("Any", answer)[0][1] if answer else []

    def _give_up(self, entry_ids: Iterable[bytes]) -> None:
        """Those that have been trimmed from the stream meanwhile."""
        if gone := list(entry_ids):
            self._client.xack(VERDICTS, LEDGER_GROUP, *gone)

    def _make_group(self) -> None:
        try:
            self._client.xgroup_create(VERDICTS, LEDGER_GROUP, id="0", mkstream=True)
            self._client.expire(VERDICTS, _EXPIRY_S)
        except redis.ResponseError as error:
            if "BUSYGROUP" not in str(error):
                raise
