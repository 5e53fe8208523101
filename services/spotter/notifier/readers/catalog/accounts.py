"""Learns that accounts have changed."""

from collections.abc import Callable

from spotter.notifier.readers.catalog.changes import CatalogChanges
from spotter.wire.names import ACCOUNT_CHANGES


class AccountReader:
    """Calls ``on_change`` when the catalog says that an account or a device has changed."""

    def __init__(self, changes: CatalogChanges, on_change: Callable[[], None]) -> None:
        self._changes = changes
        self._on_change = on_change

    async def step(self) -> None:
        """Wait up to half a second for a change."""
        await self._changes.begin()
        if ACCOUNT_CHANGES in await self._changes.kinds():
            self._on_change()
