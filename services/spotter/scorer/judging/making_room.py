"""Drops reps that have their verdict, oldest first, when Redis has little room left."""

from collections.abc import Sequence
from typing import cast

import redis
import structlog

from spotter.runtime.redis.room import Room
from spotter.scorer.metrics import ScorerMetrics
from spotter.wire.errors import WireError
from spotter.wire.names import VERDICT_FIELD, VERDICTS, baseline_key, rep_key, visit_verdicts_key
from spotter.wire.verdicts import RepVerdict, verdict_from_bytes

_KEPT_FREE_RATIO = 0.2
_BATCH = 200
_MOST_BATCHES = 10
"""In one go, so that the scorer soon returns to its jobs."""

_Entries = list[tuple[bytes, dict[bytes, bytes]]]


class JudgedReps:
    """The reps that have their verdict: those in the verdict stream, in its order.

    Their verdicts stay; a rep without one is never dropped.
    """

    def __init__(self, client: redis.Redis, metrics: ScorerMetrics) -> None:
        self._client = client
        self._metrics = metrics
        self._dropped_to = b"0-0"
        self._log = structlog.get_logger()

    def make_room(self) -> None:
        """Drop reps until a fifth of the server's limit is free, at most a bounded number.

        Works on a full server, too: it only deletes. Raises :class:`redis.RedisError`.
        """
        dropped = 0
        for _ in range(_MOST_BATCHES):
            room = Room.of(self._client.info("memory"))
            if room.used_ratio <= 1 - _KEPT_FREE_RATIO or not (oldest := self._oldest()):
                break
            dropped += self._drop(oldest)
        if dropped:
            self._metrics.dropped.inc(dropped)
            self._log.info("judged reps dropped: Redis has little room left", reps=dropped)

    def _oldest(self) -> list[RepVerdict]:
        """The verdicts whose reps are dropped next."""
        while entries := cast(
            "_Entries",
            self._client.xrange(VERDICTS, f"({self._dropped_to.decode()}", count=_BATCH),
        ):
            self._dropped_to = entries[-1][0]
            if readable := list(filter(None, (_verdict(fields) for _, fields in entries))):
                return readable
        return []

    def _drop(self, judged: Sequence[RepVerdict]) -> int:
        """Drop these reps, and the baselines of people who have left; returns how many reps."""
        pipeline = self._client.pipeline(transaction=False)
        visits = {one.visit_id for one in judged}
        for visit_id in visits:
            pipeline.exists(visit_verdicts_key(visit_id))
        left = {
            visit for visit, is_here in zip(visits, pipeline.execute(), strict=True) if not is_here
        }
        baselines = {
            baseline_key(one.visit_id, one.reference_digest)
            for one in judged
            if one.visit_id in left
        }
        pipeline.delete(*(rep_key(one.rep_id) for one in judged))
        if baselines:
            pipeline.delete(*baselines)
        return int(pipeline.execute()[0])


def _verdict(fields: dict[bytes, bytes]) -> RepVerdict | None:
    """The verdict of an entry; None if it is damaged, which the notifier reports."""
    try:
        return verdict_from_bytes(fields.get(VERDICT_FIELD, b""))
    except WireError:
        return None
