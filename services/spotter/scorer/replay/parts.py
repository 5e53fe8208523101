"""What is already done of a job of a replay that made way for reps."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import redis

from spotter.wire.names import REPLAY_EXPIRY_S, replay_parts_key
from spotter.wire.replays import verdicts_bytes, verdicts_from_bytes
from spotter.wire.verdicts import RepVerdict


class Parts:
    """Kept in Redis, since another scorer may go on. All methods raise redis.RedisError."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client

    def of(self, run_id: str, visit_ids: Sequence[str]) -> dict[str, list[RepVerdict] | None]:
        """The new verdicts of visits that were begun; None for those that are told already."""
        found = cast(
            "list[bytes | None]", self._client.hmget(replay_parts_key(run_id), list(visit_ids))
        )
        return {
            visit_id: verdicts_from_bytes(data) if data else None
            for visit_id, data in zip(visit_ids, found, strict=True)
            if data is not None
        }

    def keep(self, run_id: str, told: Sequence[str], begun: Mapping[str, list[RepVerdict]]) -> None:
        """Keep which visits are told, and what has been said of those that were begun."""
        key = replay_parts_key(run_id)
        fields = dict.fromkeys(told, b"") | {
            visit_id: verdicts_bytes(judged) for visit_id, judged in begun.items()
        }
        pipeline = self._client.pipeline(transaction=True)
        pipeline.hset(key, mapping=cast("Any", fields))
        pipeline.expire(key, REPLAY_EXPIRY_S)
        pipeline.execute()

    def drop(self, run_id: str, visit_ids: Sequence[str]) -> None:
        """Forget what was kept of these visits."""
        self._client.hdel(replay_parts_key(run_id), *visit_ids)
