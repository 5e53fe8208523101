"""Removes what is stored of stations that are no more, once nothing there is unfinished."""

from collections.abc import Callable, Collection
from typing import cast

import redis
import structlog

from spotter.runtime.redis.membership import server_time_s
from spotter.wire.names import (
    FRAMES_READ,
    FRAMES_STALE,
    GONE_STATIONS,
    latest_reps,
    pose_log,
    segmenter_state,
)

_GRACE_S = 30.0
"""A station that another process announces after all is back within seconds."""


class GoneStations:
    """The stations that ``camera_ingest`` has removed. Reps and verdicts of theirs stay."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client
        self._log = structlog.get_logger()

    def ids(self) -> frozenset[str]:
        """Those that have been gone for a while. Raises :class:`redis.RedisError`."""
        until_s = server_time_s(self._client) - _GRACE_S
        found = cast("list[bytes]", self._client.zrangebyscore(GONE_STATIONS, "-inf", until_s))
        return frozenset(name.decode() for name in found)

    def clear(
        self, station_ids: Collection[str], *, is_finished: Callable[[str], bool]
    ) -> frozenset[str]:
        """Delete the logs, snapshots and totals of those that are finished; returns these."""
        finished = frozenset(filter(is_finished, station_ids))
        for station_id in finished:
            keys = pose_log(station_id), segmenter_state(station_id), latest_reps(station_id)
            self._client.delete(*keys)
            for totals in (FRAMES_READ, FRAMES_STALE):
                self._client.hdel(totals, station_id)
            self._client.zrem(GONE_STATIONS, station_id)
            self._log.info("station cleared: it is no more", station_id=station_id)
        return finished
