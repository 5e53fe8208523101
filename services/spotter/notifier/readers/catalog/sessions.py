"""Follows who trains at which station."""

from collections.abc import Callable

import structlog

from spotter.api.catalog.v1.session_service_pb2 import ListSessionsRequest
from spotter.api.catalog.v1.session_service_pb2_grpc import SessionServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import CatalogAwayError, RefusedError
from spotter.notifier.live.live import Live
from spotter.notifier.live.training.session_board import SessionBoard
from spotter.notifier.readers.catalog.asking_times import ANSWER_S, AskingTimes
from spotter.notifier.readers.catalog.changes import CatalogChanges
from spotter.notifier.views.v1.people.sessions import session_view
from spotter.wire.names import SESSION_CHANGES

_MOST = 1000
_ANYWAY_S = 30.0
"""A change whose message was lost, such as a new name, is noticed after so long."""


class SessionReader:
    """Asks the catalog for the open sessions when it says that one changed, and from time to time.

    While the catalog is away it asks again and again, less and less often. ``clock`` returns
    monotonic seconds, ``random`` values from 0 to 1.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - where sessions come from, and where they go
        self,
        changes: CatalogChanges,
        catalog: AsyncCatalogChannel,
        board: SessionBoard,
        live: Live,
        clock: Callable[[], float],
        random: Callable[[], float],
    ) -> None:
        self._changes = changes
        self._catalog = catalog
        self._board = board
        self._live = live
        self._times = AskingTimes(_ANYWAY_S, clock, random)

    async def step(self) -> None:
        """Ask if it is time to, and wait up to half a second for a change."""
        await self._changes.begin()
        if self._times.is_due or self._was_lost():
            await self._ask()
        self._live.set_who_trains(self._board.view())
        kinds = await self._changes.kinds()
        if self._board.answers and SESSION_CHANGES in kinds:
            self._times.soon()

    def _was_lost(self) -> bool:
        return self._board.answers and not self._catalog.is_connected

    async def _ask(self) -> None:
        request = ListSessionsRequest(only_open=True, page_size=_MOST)
        try:
            stub = SessionServiceStub(self._catalog.grpc)
            found = await self._catalog.call(stub.ListSessions, request, timeout_s=ANSWER_S)
        except (CatalogAwayError, RefusedError) as error:
            self._lose(str(error))
            return
        self._times.answered()
        if self._board.records == "away":
            structlog.get_logger().info("the catalog answers again")
        self._board.know(map(session_view, found.sessions))

    def _lose(self, reason: str) -> None:
        if self._board.answers:
            structlog.get_logger().warning("the catalog is away", reason=reason)
        self._board.lose()
        self._times.lost()
