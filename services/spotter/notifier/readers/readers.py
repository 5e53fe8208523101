"""The tasks that read Redis while the page is served."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

import redis.asyncio
from fastapi import FastAPI

from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.live.keeping_up.flow import FlowBoard
from spotter.notifier.live.live import Live
from spotter.notifier.metrics import NotifierMetrics
from spotter.notifier.readers.catalog.ledger import LedgerReader
from spotter.notifier.readers.loops import Loop
from spotter.notifier.readers.redis.events import EventReader
from spotter.notifier.readers.redis.flow import FlowReader
from spotter.notifier.readers.redis.poses import PoseReader
from spotter.notifier.readers.redis.stations import StationReader
from spotter.notifier.readers.redis.storage import StorageReader
from spotter.notifier.settings import NotifierSettings


def reading_loops(  # noqa: PLR0913, PLR0917 - what they read, and where it goes
    client: redis.asyncio.Redis,
    catalog: AsyncCatalogChannel,
    live: Live,
    flow_board: FlowBoard,
    metrics: NotifierMetrics,
    settings: NotifierSettings,
    clock: Callable[[], float],
) -> list[Loop]:
    """The loops that read Redis and update ``live`` and ``flow_board``.

    ``clock`` returns monotonic seconds.
    """
    stores = metrics.stores
    steps = {
        "events": EventReader(client, live, metrics, kept=settings.verdicts_kept).step,
        "stations": StationReader(client, live, stores).step,
        "storage": StorageReader(client, live, stores).step,
        "flow": FlowReader(client, flow_board, live, metrics).step,
        "poses": PoseReader(client, live, flow_board, stores, rate_hz=settings.pose_rate_hz).step,
    }
    if settings.catalog_address:  # else nobody keeps a ledger
        steps["ledger"] = LedgerReader(client, catalog, live, stores).step
    return [Loop(name, step, clock) for name, step in steps.items()]


class Readers:
    """Runs loops while the page is served.

    A loop that fails for any reason other than Redis would leave a page that looks alive but is
    not, so ``on_failure`` is called and the ``failure`` kept.
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
