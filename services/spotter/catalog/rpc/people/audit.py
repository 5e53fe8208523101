"""AuditService: unpacks what is asked, lets the audit's functions do it, packs the answer."""

from collections.abc import Callable
from typing import cast

import grpc

from spotter.api.catalog.v1 import audit_service_pb2 as pb2
from spotter.api.catalog.v1.audit_service_pb2_grpc import AuditServiceServicer
from spotter.catalog.audit import Signature, note
from spotter.catalog.audit.reading import checked, entries
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables.people.audit import LONGEST_KIND, LONGEST_SUBJECT
from spotter.catalog.errors import CatalogError
from spotter.catalog.members.statements import by_id
from spotter.catalog.rpc.answers import answers
from spotter.catalog.rpc.pages import page_size, place_in, token_after
from spotter.wire.catalog.checks import checked_author
from spotter.wire.catalog.people.audit import entry_message

Context = grpc.ServicerContext
_LIST = "audit"
_LONGEST_WORDS = 500


class AuditService(AuditServiceServicer):
    """Who saw and changed what; ``now_us`` is the wall clock's time in microseconds."""

    def __init__(self, database: Database, now_us: Callable[[], int]) -> None:
        self._database = database
        self._now_us = now_us

    @answers
    def NoteSeen(self, request: pb2.NoteSeenRequest, _context: Context) -> pb2.NoteSeenResponse:
        """Note that somebody saw something."""
        _check_length(request.kind, LONGEST_KIND, "a kind")
        _check_length(request.subject, LONGEST_SUBJECT, "an id")
        _check_length(request.what, _LONGEST_WORDS, "what was seen")
        signed = Signature(checked_author(request.author), self._now_us())
        with self._database.writing() as session:
            member = by_id(session, request.member_id) if request.member_id else None
            number = None if member is None else member.no
            note(session, signed, request.kind, request.subject, request.what, member_no=number)
        return pb2.NoteSeenResponse()

    @answers
    def ListEntries(
        self, request: pb2.ListEntriesRequest, _context: Context
    ) -> pb2.ListEntriesResponse:
        """A page of entries, latest first."""
        count = page_size(request.page_size)
        place = cast("tuple[int] | None", place_in(request.page_token, _LIST, int))
        with self._database.reading() as session:
            found = entries(
                session,
                member=by_id(session, request.member_id) if request.member_id else None,
                author=request.author,
                before=None if place is None else place[0],
                count=count + 1,
            )
        page = found[:count]
        return pb2.ListEntriesResponse(
            entries=map(entry_message, page),
            next_page_token=token_after(_LIST, page[-1].number) if found[count:] else "",
        )

    @answers
    def CheckEntries(
        self, _request: pb2.CheckEntriesRequest, _context: Context
    ) -> pb2.CheckEntriesResponse:
        """Whether all entries are as they were written."""
        chain = checked(self._database)
        return pb2.CheckEntriesResponse(
            entries=chain.entries, broken_at=chain.broken_at, last_hash=chain.last.hex()
        )


def _check_length(text: str, longest: int, what: str) -> None:
    if not 1 <= len(text) <= longest:
        raise CatalogError(f"{what} has 1 to {longest} characters; found {len(text)}")
