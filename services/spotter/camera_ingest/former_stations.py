"""Removes the stations of an earlier description of the gym."""

from collections.abc import Sequence
from typing import cast

import redis
import structlog

from spotter.runtime.redis.membership import server_time_s
from spotter.wire.errors import WireError
from spotter.wire.names import FRAMES_IN, GONE_STATIONS, STATION_STATES, STATIONS, frame_stream
from spotter.wire.stations import Station, station_from_bytes

_SILENT_S = 15.0
_EXPIRY_S = 7 * 24 * 3600

_log = structlog.get_logger()


class FormerStations:
    """The stations in Redis, besides ``ours``, that were announced for the same part of the gym.

    One whose camera still gives frames is another process's, and stays. Segmenters remove the pose
    logs of those that go, once nothing in them is unfinished.
    """

    def __init__(
        self, client: redis.Redis, frames_client: redis.Redis, ours: Sequence[Station]
    ) -> None:
        self._client = client
        self._frames_client = frames_client
        self._ours = {station.station_id for station in ours}
        self._parts = {station.part for station in ours}
        self._found: set[str] | None = None

    def remove(self) -> None:
        """Remove those found at the first call whose cameras have been silent for a while.

        Each is removed once: if another process announces it again, it stays. Raises
        :class:`redis.RedisError`.
        """
        if self._found is None:
            self._found = self._others()
        gone = sorted(self._found - self._live()) if self._found else []
        if gone:
            self._take_out(gone)
            self._found -= set(gone)
            _log.info("stations removed: they are no longer described", station_ids=gone)

    def _others(self) -> set[str]:
        stored = cast("dict[bytes, bytes]", self._client.hgetall(STATIONS))
        return {key.decode() for key, data in stored.items() if self._is_of_our_part(data)} - (
            self._ours
        )

    def _is_of_our_part(self, data: bytes) -> bool:
        try:
            return station_from_bytes(data).part in self._parts
        except WireError:
            return False

    def _live(self) -> set[str]:
        since_s = server_time_s(self._client) - _SILENT_S
        found = cast("list[bytes]", self._client.zrangebyscore(FRAMES_IN, since_s, "+inf"))
        return {name.decode() for name in found}

    def _take_out(self, station_ids: Sequence[str]) -> None:
        now_s = server_time_s(self._client)
        self._frames_client.delete(*map(frame_stream, station_ids))
        pipeline = self._client.pipeline(transaction=True)
        pipeline.hdel(STATIONS, *station_ids)
        pipeline.hdel(STATION_STATES, *station_ids)
        pipeline.zrem(FRAMES_IN, *station_ids)
        pipeline.zadd(GONE_STATIONS, dict.fromkeys(station_ids, now_s))
        pipeline.expire(GONE_STATIONS, _EXPIRY_S)
        pipeline.execute()
