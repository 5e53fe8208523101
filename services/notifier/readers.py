"""The tasks that read Redis while the page is served."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

import redis.asyncio
from fastapi import FastAPI

from notifier.live import Live
from notifier.loops import Loop
from notifier.metrics import NotifierMetrics
from notifier.redis_events import EventReader
from notifier.redis_poses import PoseReader
from notifier.redis_stations import StationReader
from notifier.settings import NotifierSettings


def reading_loops(
    client: redis.asyncio.Redis,
    live: Live,
    metrics: NotifierMetrics,
    settings: NotifierSettings,
    clock: Callable[[], float],
) -> list[Loop]:
    """What follows Redis and tells ``live``. ``clock`` gives seconds that only rise."""
    turns = {
        "events": EventReader(client, live, metrics, kept=settings.verdicts_kept).turn,
        "stations": StationReader(client, live, metrics).turn,
        "poses": PoseReader(client, live, metrics, rate_hz=settings.pose_rate_hz).turn,
    }
    return [Loop(name, turn, clock) for name, turn in turns.items()]


class Readers:
    """Runs loops while the page is served.

    A loop that fails for another reason than Redis would leave a page that looks well and is not:
    ``on_failure`` is called then, and the ``failure`` kept.
    """

    def __init__(
        self, client: redis.asyncio.Redis, loops: Iterable[Loop], on_failure: Callable[[], None]
    ) -> None:
        self.failure: BaseException | None = None
        self._client = client
        self._loops = loops
        self._on_failure = on_failure

    @asynccontextmanager
    async def running(self, _app: FastAPI) -> AsyncIterator[None]:
        """Read while ``_app`` is served."""
        tasks = [asyncio.create_task(loop.run()) for loop in self._loops]
        for task in tasks:
            task.add_done_callback(self._ended)
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._client.aclose()

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception():
            self.failure = task.exception()
            self._on_failure()
