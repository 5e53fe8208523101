"""Where somebody has asked to be recognised, in Redis: other processes go by it."""

import redis

from spotter.wire.names import enrolling_key, looking_key

LOOKING_S = 60


class Looking:
    """The stations whose pictures are searched; it ends by itself.

    All methods raise :class:`redis.RedisError`. Times are microseconds since the Unix epoch.
    """

    def __init__(self, client: redis.Redis) -> None:
        self._client = client

    def begin(self, station_id: str, now_us: int) -> int:
        """Look for a minute from now, as somebody has just asked; returns until when."""
        self._client.set(looking_key(station_id), str(now_us), ex=LOOKING_S)
        return now_us + LOOKING_S * 1_000_000

    def end(self, station_id: str) -> None:
        """Look no more, and enrol nobody."""
        self._client.delete(looking_key(station_id), enrolling_key(station_id))

    def until_us(self, station_id: str, now_us: int) -> int | None:
        """Until when a station is looked at; None: it is not."""
        left_ms = self._client.pttl(looking_key(station_id))
        return now_us + left_ms * 1000 if left_ms > 0 else None
