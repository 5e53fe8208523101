"""Follows what asks for a trainer."""

from collections.abc import Callable

import structlog

from spotter.api.catalog.v1.alert_service_pb2 import ListChangesRequest, ListChangesResponse
from spotter.api.catalog.v1.alert_service_pb2_grpc import AlertServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import CatalogAwayError, RefusedError
from spotter.notifier.live.live import Live
from spotter.notifier.readers.catalog.account_names import AccountNames
from spotter.notifier.readers.catalog.asking_times import ANSWER_S, AskingTimes
from spotter.notifier.readers.catalog.changes import CatalogChanges
from spotter.notifier.views.v1.alerts.changes import changes_of
from spotter.wire.errors import WireError
from spotter.wire.names import ACCOUNT_CHANGES, ALERT_CHANGES

_ANYWAY_S = 1.5
"""A change whose message was lost is noticed after so long."""


class AlertReader:
    """Asks the catalog what has changed when it says that something did, and every 1.5 s anyway.

    While the catalog is away it asks again and again, less and less often. ``clock`` returns
    monotonic seconds, ``random`` values from 0 to 1.
    """

    def __init__(
        self,
        changes: CatalogChanges,
        catalog: AsyncCatalogChannel,
        live: Live,
        clock: Callable[[], float],
        random: Callable[[], float],
    ) -> None:
        self._changes = changes
        self._catalog = catalog
        self._live = live
        self._names = AccountNames(catalog)
        self._times = AskingTimes(_ANYWAY_S, clock, random)
        self._change_no = 0

    async def step(self) -> None:
        """Ask if it is time to, and wait up to half a second for a change."""
        await self._changes.begin()
        if self._times.is_due:
            await self._ask()
        self._live.tell_alerts(self._live.alerts.turn())
        kinds = await self._changes.kinds()
        if ACCOUNT_CHANGES in kinds:
            self._names.forget()
            self._change_no = 0  # what is known has the former names
        if kinds & {ALERT_CHANGES, ACCOUNT_CHANGES}:
            self._ask_soon()

    def _ask_soon(self) -> None:
        if self._live.alerts.answers:
            self._times.soon()

    async def _ask(self) -> None:
        request = ListChangesRequest(after_change_no=self._change_no)
        try:
            stub = AlertServiceStub(self._catalog.grpc)
            found = await self._catalog.call(stub.ListChanges, request, timeout_s=ANSWER_S)
            await self._names.learn(_authors(found))
            self._show(found)
        except (CatalogAwayError, RefusedError, WireError) as error:
            self._lose(str(error))
        else:
            self._times.answered()

    def _show(self, found: ListChangesResponse) -> None:
        board = self._live.alerts
        if not board.answers:
            structlog.get_logger().info("alerts are known again")
        if found.is_all or not self._change_no:
            self._live.replace_alerts(changes_of(found, self._names.name_of, {}))
        else:
            changes = changes_of(found, self._names.name_of, board.alerts)
            self._live.tell_alerts(board.change(changes))
        self._change_no = found.change_no

    def _lose(self, reason: str) -> None:
        if self._live.alerts.answers:
            structlog.get_logger().warning("alerts are not known", reason=reason)
        self._live.alerts.lose()
        self._times.lost()


def _authors(found: ListChangesResponse) -> set[str]:
    """Whose names are shown."""
    return {
        *(one.taking.author for one in found.alerts if one.HasField("taking")),
        *(one.author for one in found.silences),
        *(one.author for one in found.cues),
        *(one.author for one in found.presences),
    }
