"""What was seen waits to be noted."""

import asyncio

import pytest

from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.web.access.asking.whoever import LOCAL
from spotter.notifier.web.access.seen_notes import SeenNotes
from spotter.runtime.grpc.security import GrpcSecurity


def test_a_wait_that_is_cancelled_as_something_comes_ends_all_the_same() -> None:
    async def cancelled() -> None:
        notes = SeenNotes(AsyncCatalogChannel("", GrpcSecurity()), lambda: 0.0)
        waiting = asyncio.ensure_future(notes.step())
        for _ in range(3):
            await asyncio.sleep(0)
        notes.add(LOCAL, "rep", "rep-1", "", "opened")
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    asyncio.run(cancelled())
