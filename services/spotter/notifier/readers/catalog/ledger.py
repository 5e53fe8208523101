"""Reads how far the ledger is behind, and asks the catalog why."""

import asyncio
from typing import Any, cast

import redis
import redis.asyncio
import structlog

from spotter.api.catalog.v1.ledger_service_pb2 import GetLedgerStateRequest
from spotter.api.catalog.v1.ledger_service_pb2_grpc import LedgerServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import CatalogAwayError, RefusedError
from spotter.notifier.live.keeping_up.ledger_delay import LedgerDelay
from spotter.notifier.live.live import Live
from spotter.notifier.metrics import StoreMetrics
from spotter.runtime.redis.consumer_groups import NOTHING_PENDING, first_undone
from spotter.runtime.redis.stream_ids import age_s
from spotter.wire.names import LEDGER_GROUP, VERDICTS

_EVERY_S = 2.0
_ANSWER_S = 2.0


class LedgerReader:
    """Reads it in Redis every two seconds, so also while the catalog is away."""

    def __init__(
        self,
        client: redis.asyncio.Redis,
        catalog: AsyncCatalogChannel,
        live: Live,
        metrics: StoreMetrics,
    ) -> None:
        self._client = client
        self._catalog = catalog
        self._live = live
        self._metrics = metrics

    async def step(self) -> None:
        """Read it, then sleep."""
        delay = LedgerDelay(await self._behind_s())
        if delay.is_late:
            delay = LedgerDelay(delay.behind_s, await self._reason())
        self._say(delay)
        self._live.set_ledger(delay)
        self._metrics.show_ledger(delay)
        await asyncio.sleep(_EVERY_S)

    async def _behind_s(self) -> float:
        if not await self._client.exists(VERDICTS):
            return 0.0
        groups = cast("list[Any]", await self._client.xinfo_groups(VERDICTS))
        is_there = any(one["name"] == LEDGER_GROUP.encode() for one in groups)
        pending = (
            cast("Any", await self._client.xpending(VERDICTS, LEDGER_GROUP))
            if is_there
            else NOTHING_PENDING
        )
        ms, number = first_undone(groups, LEDGER_GROUP, pending)
        found = cast("Any", await self._client.xrange(VERDICTS, f"{ms}-{number}", count=1))
        seconds, microseconds = await self._client.time()
        return age_s(found[0][0], seconds + microseconds / 1e6) if found else 0.0

    async def _reason(self) -> str:
        try:
            stub = LedgerServiceStub(self._catalog.grpc)
            state = await self._catalog.call(
                stub.GetLedgerState, GetLedgerStateRequest(), timeout_s=_ANSWER_S
            )
        except (CatalogAwayError, RefusedError) as error:
            return str(error)
        return str(state.problem)

    def _say(self, delay: LedgerDelay) -> None:
        """Say once that it is late, and once that it is not."""
        was_late = self._live.ledger.is_late
        if delay.is_late and not was_late:
            structlog.get_logger().warning("the ledger is behind", reason=delay.problem)
        if was_late and not delay.is_late:
            structlog.get_logger().info("the ledger has caught up")
