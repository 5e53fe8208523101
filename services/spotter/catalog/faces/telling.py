"""Tells the process checkin, in Redis, who enrols where, and that what is kept has changed."""

import redis
import structlog

from spotter.runtime.redis.outage import kind_of
from spotter.wire.names import FACES_CHANGED, enrolling_key

_EXPIRY_S = 24 * 3600


class FaceTelling:
    """Writes what checkin goes by."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client

    def enrols(self, station_id: str, member_id: str, seconds: int) -> None:
        """A member's face is looked at to be kept. Raises :class:`redis.RedisError`."""
        self._client.set(enrolling_key(station_id), member_id, ex=seconds)

    def changed(self) -> None:
        """What is kept has changed: checkin drops what it has, as it does in a minute anyway."""
        try:
            pipeline = self._client.pipeline(transaction=True)
            pipeline.incr(FACES_CHANGED)
            pipeline.expire(FACES_CHANGED, _EXPIRY_S)
            pipeline.execute()
        except redis.RedisError as error:
            structlog.get_logger().warning("faces not announced", reason=kind_of(error))
