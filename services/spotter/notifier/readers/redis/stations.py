"""Reads the stations and the states of their cameras."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar, cast

import redis.asyncio
import structlog

from spotter.notifier.live.live import Live
from spotter.notifier.metrics import StoreMetrics
from spotter.notifier.readers.redis.replies import whole_hash
from spotter.wire import names
from spotter.wire.errors import WireError
from spotter.wire.stations import station_from_bytes, station_state_from_bytes

_EVERY_S = 1.0

Value = TypeVar("Value")


class StationReader:
    """Reads the stations once a second."""

    def __init__(self, client: redis.asyncio.Redis, live: Live, metrics: StoreMetrics) -> None:
        self._client = client
        self._live = live
        self._metrics = metrics
        # Of those known to be so, no more is said, though they are written every second.
        self._unreadable: defaultdict[str, set[bytes]] = defaultdict(set)

    async def step(self) -> None:
        """Read all stations and their states, then sleep."""
        stations = await self._read(names.STATIONS, station_from_bytes)
        states = await self._read(names.STATION_STATES, station_state_from_bytes)
        self._live.set_stations(stations)
        self._live.set_states(states.values())
        self._live.set_filmed(await self._filmed())
        await asyncio.sleep(_EVERY_S)

    async def _filmed(self) -> frozenset[str]:
        found = cast("set[bytes]", await self._client.smembers(names.FILMED_STATIONS))
        return frozenset(one.decode(errors="replace") for one in found)

    async def _read(self, key: str, read: Callable[[bytes], Value]) -> dict[str, Value]:
        values, unreadable = {}, set()
        for station_id, data in (await whole_hash(self._client, key)).items():
            try:
                values[station_id.decode(errors="replace")] = read(data)
            except WireError as error:
                unreadable.add(station_id)
                if station_id not in self._unreadable[key]:
                    self._warn(key, station_id, error)
        self._unreadable[key] = unreadable
        return values

    def _warn(self, key: str, station_id: bytes, error: WireError) -> None:
        self._metrics.unreadable.labels(key).inc()
        structlog.get_logger().warning(
            "unreadable entry", kind=key, station_id=repr(station_id), reason=str(error)
        )
