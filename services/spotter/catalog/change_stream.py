"""Tells other processes that something changed; what it is now they ask by gRPC."""

from collections.abc import Mapping

import redis
import structlog

from spotter.runtime.redis.outage import kind_of
from spotter.wire.names import CATALOG_CHANGES, CHANGE_ID, CHANGE_KIND

_LENGTH = 1000
_EXPIRY_S = 24 * 3600


def is_of_kind(fields: Mapping[bytes, bytes], kind: str) -> bool:
    """Whether an entry tells of a change of that kind."""
    return fields.get(CHANGE_KIND) == kind.encode()


class ChangeStream:
    """Adds entries to the stream of changes, after the change is committed."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client

    def announce(self, kind: str, changed_id: str) -> None:
        """Tell of a change. Without Redis nobody is told: readers also ask from time to time."""
        try:
            with self._client.pipeline(transaction=False) as pipeline:
                pipeline.xadd(
                    CATALOG_CHANGES, {CHANGE_KIND: kind, CHANGE_ID: changed_id}, maxlen=_LENGTH
                )
                pipeline.expire(CATALOG_CHANGES, _EXPIRY_S)
                pipeline.execute()
        except redis.RedisError as error:
            structlog.get_logger().warning(
                "change not announced", changed=f"{kind} {changed_id}", reason=f"{kind_of(error)}"
            )
