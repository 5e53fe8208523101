"""The tasks of the notifier that read Redis."""

import asyncio
import time
from functools import partial

import pytest
from fastapi import FastAPI
from prometheus_client import CollectorRegistry

from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.live.keeping_up.flow import FlowBoard
from spotter.notifier.metrics import NotifierMetrics
from spotter.notifier.readers.readers import Readers, reading_loops
from spotter.notifier.settings import NotifierSettings
from spotter.runtime.health import Readiness
from spotter.runtime.redis.connection import connect_async
from support.gyms.empty_live import empty_live
from support.waiting import until


class BrokenClockError(Exception):
    """Something that is not the fault of Redis."""


class Clock:
    """A clock that can break."""

    is_broken = False

    def __call__(self) -> float:
        if self.is_broken:
            raise BrokenClockError
        return time.time()


@pytest.mark.usefixtures("redis_client")
def test_a_task_that_fails_for_another_reason_than_redis_stops_the_process(redis_url: str) -> None:
    async def read() -> BaseException | None:
        clock, readiness = Clock(), Readiness()
        live = empty_live(clock)
        board = FlowBoard(time.monotonic, silent_after_s=10)
        metrics = NotifierMetrics(CollectorRegistry())
        client, settings = connect_async(redis_url), NotifierSettings()
        catalog = AsyncCatalogChannel.of(settings)
        loops = reading_loops(client, catalog, live, board, metrics, settings, time.monotonic)
        for loop in loops:
            loop.watch(readiness)
        stopped = asyncio.Event()
        readers = Readers(client, loops, stopped.set)
        async with readers.running(FastAPI()):
            ready = partial(until, lambda: not readiness.problems(), what="all to be ready")
            await asyncio.to_thread(ready)
            clock.is_broken = True
            await stopped.wait()
        return readers.failure

    assert isinstance(asyncio.run(read()), BrokenClockError)
