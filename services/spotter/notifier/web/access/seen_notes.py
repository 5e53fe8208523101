"""Notes in the audit who opened what of whom; the wall is not noted."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID

import structlog

from spotter.api.catalog.v1 import audit_service_pb2 as pb2
from spotter.api.catalog.v1.audit_service_pb2_grpc import AuditServiceStub
from spotter.api.catalog.v1.ledger_service_pb2 import GetRepRequest
from spotter.api.catalog.v1.ledger_service_pb2_grpc import LedgerServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import CatalogAwayError, RefusedError, UnknownError
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.wire.catalog.records.ledger import entry_of

_ONCE_IN_S = 60.0
"""Whoever looks at the same thing again within that time is noted once."""
_MOST = 10_000
_PAUSE_S, _WAIT_S = 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that somebody saw; whose a rep is may not be known yet (None)."""

    author: str
    kind: str
    subject: str
    member_id: str | None
    what: str


class SeenNotes:
    """Keeps notes until the catalog has them, at most 10,000; ``clock`` returns monotonic seconds.

    Nobody waits for it: what is not written when the notifier ends is lost.
    """

    def __init__(self, catalog: AsyncCatalogChannel, clock: Callable[[], float]) -> None:
        self._catalog = catalog
        self._clock = clock
        self._waiting: OrderedDict[Seen, None] = OrderedDict()
        self._noted: OrderedDict[Seen, float] = OrderedDict()
        self._came = asyncio.Event()

    def add(self, by: Whoever, kind: str, subject: str, member_id: str | None, what: str) -> None:
        """Note that somebody saw something."""
        seen = Seen(by.author, kind, subject, member_id, what)
        if self._clock() - self._noted.pop(seen, -_ONCE_IN_S) < _ONCE_IN_S:
            return
        self._noted[seen] = self._clock()
        self._waiting[seen] = None
        for kept in (self._noted, self._waiting):
            while len(kept) > _MOST:
                kept.popitem(last=False)
        self._came.set()

    def add_member(self, by: Whoever, member_id: UUID | str, what: str) -> None:
        """Note that somebody saw something of a member, but no single thing."""
        self.add(by, "member", str(member_id), str(member_id), f"{what} of this member")

    async def step(self) -> None:
        """Write what waits, or wait half a second for something."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_WAIT_S):  # wait_for may swallow a cancellation before 3.12
                await self._came.wait()
        self._came.clear()
        while self._waiting:
            seen = next(iter(self._waiting))
            try:
                await self._write(seen)
            except CatalogAwayError:
                self._came.set()
                await asyncio.sleep(_PAUSE_S)
                return
            except RefusedError as error:
                structlog.get_logger().error("not noted in the audit", reason=str(error))
            self._waiting.pop(seen, None)

    async def _write(self, seen: Seen) -> None:
        whole = (
            seen if seen.member_id is not None else replace(seen, member_id=await self._of(seen))
        )
        request = pb2.NoteSeenRequest(
            author=whole.author,
            kind=whole.kind,
            subject=whole.subject,
            member_id=whole.member_id,
            what=whole.what,
        )
        await self._catalog.call(AuditServiceStub(self._catalog.grpc).NoteSeen, request)

    async def _of(self, seen: Seen) -> str:
        """Whose a rep is, as the ledger says; empty: nobody's, or it is not in the ledger."""
        stub = LedgerServiceStub(self._catalog.grpc)
        try:
            found = await self._catalog.call(stub.GetRep, GetRepRequest(rep_id=seen.subject))
        except UnknownError:
            return ""
        return entry_of(found.entry).member_id or ""
