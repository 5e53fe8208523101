"""Reads whether the Redis server takes what is written to it."""

import asyncio

import redis
import redis.asyncio
import structlog

from spotter.notifier.live.keeping_up.storage import Storage
from spotter.notifier.live.live import Live
from spotter.notifier.metrics import StoreMetrics
from spotter.runtime.redis.outage import UNWRITABLE, kind_of
from spotter.runtime.redis.room import Room

_EVERY_S = 1.0


class StorageReader:
    """Reads once a second how much room is left."""

    def __init__(self, client: redis.asyncio.Redis, live: Live, metrics: StoreMetrics) -> None:
        self._client = client
        self._live = live
        self._metrics = metrics
        self._is_filling = False

    async def step(self) -> None:
        """Read it, then sleep."""
        room = Room.of(await self._client.info("memory"))
        storage = Storage(room, writes_to_disk=await self._writes_to_disk())
        self._live.set_storage(storage)
        self._metrics.show_storage(storage)
        self._warn(storage)
        await asyncio.sleep(_EVERY_S)

    def _warn(self, storage: Storage) -> None:
        """Say once that the memory fills."""
        if storage.warning and not self._is_filling:
            structlog.get_logger().warning("Redis fills", reason=storage.warning)
        self._is_filling = bool(storage.warning or storage.problem)

    async def _writes_to_disk(self) -> bool:
        """A server that cannot write to its disk refuses PING, too."""
        try:
            await self._client.ping()
        except redis.ResponseError as error:
            return kind_of(error) != UNWRITABLE
        return True
