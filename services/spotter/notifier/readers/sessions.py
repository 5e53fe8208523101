"""Follows who trains at which station."""

from collections.abc import Callable

import redis.asyncio
import structlog

from spotter.api.catalog.v1.session_service_pb2 import ListSessionsRequest
from spotter.api.catalog.v1.session_service_pb2_grpc import SessionServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import CatalogAwayError, RefusedError
from spotter.notifier.live.live import Live
from spotter.notifier.live.session_board import SessionBoard
from spotter.notifier.readers.replies import entries_after, newest_entries
from spotter.notifier.views.v1.sessions import session_view
from spotter.runtime.backoff import Backoff
from spotter.wire.names import CATALOG_CHANGES, CHANGE_KIND, SESSION_CHANGES

_BLOCK_MS = 500
_BATCH = 200
_MOST = 1000
_ANYWAY_S = 30.0
"""A change whose message was lost, such as a new name, is noticed after so long."""
_ANSWER_S = 5.0
_LONGEST_PAUSE_S = 4.0


class SessionReader:
    """Asks the catalog for the open sessions when it says that one changed, and from time to time.

    While the catalog is away it asks again and again, less and less often. ``clock`` returns
    monotonic seconds, ``random`` values from 0 to 1.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - where sessions come from, and where they go
        self,
        client: redis.asyncio.Redis,
        catalog: AsyncCatalogChannel,
        board: SessionBoard,
        live: Live,
        clock: Callable[[], float],
        random: Callable[[], float],
    ) -> None:
        self._client = client
        self._catalog = catalog
        self._board = board
        self._live = live
        self._clock = clock
        self._pauses = Backoff(random, cap_s=_LONGEST_PAUSE_S)
        self._last = b""
        self._due_s = clock()

    async def step(self) -> None:
        """Ask if it is time to, and wait up to half a second for a change."""
        if not self._last:
            newest = await newest_entries(self._client, CATALOG_CHANGES, 1)
            self._last = newest[0][0] if newest else b"0-0"
        if self._clock() >= self._due_s or self._was_lost():
            await self._ask()
        self._live.set_who_trains(self._board.view())
        if await self._has_changed():
            self._due_s = self._clock()

    def _was_lost(self) -> bool:
        return self._board.answers and not self._catalog.is_connected

    async def _has_changed(self) -> bool:
        streams = {CATALOG_CHANGES.encode(): self._last}
        found = await entries_after(self._client, streams, count=_BATCH, block_ms=_BLOCK_MS)
        entries = [entry for _, some in found for entry in some]
        if entries:
            self._last = entries[-1][0]
        kinds = {fields.get(CHANGE_KIND) for _, fields in entries}
        return self._board.answers and SESSION_CHANGES.encode() in kinds

    async def _ask(self) -> None:
        request = ListSessionsRequest(only_open=True, page_size=_MOST)
        try:
            stub = SessionServiceStub(self._catalog.grpc)
            found = await self._catalog.call(stub.ListSessions, request, timeout_s=_ANSWER_S)
        except (CatalogAwayError, RefusedError) as error:
            self._lose(str(error))
            return
        self._pauses.succeeded()
        self._due_s = self._clock() + _ANYWAY_S
        if self._board.records == "away":
            structlog.get_logger().info("the catalog answers again")
        self._board.know(map(session_view, found.sessions))

    def _lose(self, reason: str) -> None:
        if self._board.answers:
            structlog.get_logger().warning("the catalog is away", reason=reason)
        self._board.lose()
        self._due_s = self._clock() + self._pauses.next_s()
