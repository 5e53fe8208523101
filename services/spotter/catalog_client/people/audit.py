"""Asks the catalog who saw and changed what."""

from collections.abc import Iterator

from spotter.api.catalog.v1 import audit_service_pb2 as pb2
from spotter.api.catalog.v1.audit_service_pb2_grpc import AuditServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.wire.catalog.people.audit import AuditCheck, AuditedEntry, entry_of

_PAGE = 500
_LONG_S = 600.0
"""Checking the entries of years."""


class Audit:
    """Who saw and changed what; all methods raise :class:`CatalogAwayError` and RefusedError."""

    def __init__(self, channel: CatalogChannel) -> None:
        self._channel = channel
        self._stub = AuditServiceStub(channel.grpc)

    def listed(self, *, member_id: str = "", author: str = "") -> Iterator[AuditedEntry]:
        """The entries about a member and by an author, latest first; asks a page at a time."""
        request = pb2.ListEntriesRequest(member_id=member_id, author=author, page_size=_PAGE)
        while True:
            page = self._channel.call(self._stub.ListEntries, request)
            yield from map(entry_of, page.entries)
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    def checked(self) -> AuditCheck:
        """Whether all entries are as they were written."""
        request = pb2.CheckEntriesRequest()
        answer = self._channel.call(self._stub.CheckEntries, request, timeout_s=_LONG_S)
        return AuditCheck(answer.entries, answer.last_hash, answer.broken_at)
