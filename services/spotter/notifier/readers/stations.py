"""Reads the stations and the states of their cameras."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

import redis.asyncio
import structlog

from spotter.notifier.live.live import Live
from spotter.notifier.metrics import NotifierMetrics
from spotter.notifier.readers.replies import whole_hash
from spotter.wire import names
from spotter.wire.errors import WireError
from spotter.wire.stations import station_from_bytes, station_state_from_bytes

_EVERY_S = 1.0

Value = TypeVar("Value")


class StationReader:
    """Reads the stations once a second."""

    def __init__(self, client: redis.asyncio.Redis, live: Live, metrics: NotifierMetrics) -> None:
        self._client = client
        self._live = live
        self._metrics = metrics
        self._warned: set[bytes] = set()

    async def step(self) -> None:
        """Read all stations and their states, then sleep."""
        stations = await self._read(names.STATIONS, station_from_bytes)
        states = await self._read(names.STATION_STATES, station_state_from_bytes)
        self._live.set_stations(stations)
        self._live.set_states(states.values())
        await asyncio.sleep(_EVERY_S)

    async def _read(self, key: str, read: Callable[[bytes], Value]) -> dict[str, Value]:
        values = {}
        for station_id, data in (await whole_hash(self._client, key)).items():
            try:
                values[station_id.decode(errors="replace")] = read(data)
            except WireError as error:
                self._warn_once(key, station_id, data, error)
        return values

    def _warn_once(self, key: str, station_id: bytes, data: bytes, error: WireError) -> None:
        """Warn once, not every second, that an entry cannot be decoded."""
        if data not in self._warned:
            self._warned.add(data)
            self._metrics.unreadable.labels(key).inc()
            structlog.get_logger().warning(
                "unreadable entry", kind=key, station_id=repr(station_id), reason=str(error)
            )
