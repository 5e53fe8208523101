"""The tasks of the notifier that read Redis."""

import asyncio
import time
from functools import partial

import pytest
from fastapi import FastAPI
from prometheus_client import CollectorRegistry

from notifier.board import Board
from notifier.history import History
from notifier.live import Live
from notifier.metrics import NotifierMetrics
from notifier.readers import Readers, reading_loops
from notifier.settings import NotifierSettings
from runtime.health import Readiness
from runtime.redis_connection import connect_async
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
        live = Live(Board(silent_after_s=10), History(kept=10), clock)
        metrics = NotifierMetrics(CollectorRegistry())
        client = connect_async(redis_url)
        loops = reading_loops(client, live, metrics, NotifierSettings(), time.monotonic)
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
