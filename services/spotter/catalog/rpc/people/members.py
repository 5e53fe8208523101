"""MemberService: unpacks what is asked, lets the members' functions do it, packs the answer."""

import uuid
from collections.abc import Callable, Iterator
from typing import cast

import grpc
from sqlalchemy.orm import Session

from spotter.api.catalog.v1 import member_service_pb2 as pb2
from spotter.api.catalog.v1.member_service_pb2_grpc import MemberServiceServicer
from spotter.catalog.audit import Signature, note
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import MemberRow, SessionRow
from spotter.catalog.members import changes, statements
from spotter.catalog.members.erasing import Erasing
from spotter.catalog.members.export.archive import exported
from spotter.catalog.members.poses import remove_poses
from spotter.catalog.rpc.answers import answers, answers_in_pieces
from spotter.catalog.rpc.pages import page_size, place_in, token_after
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.wire.catalog.checks import checked_author
from spotter.wire.catalog.people.members import (
    consent_of,
    erasure_message,
    member_message,
    retention_of,
)

Context = grpc.ServicerContext
_LIST = "members"
_PIECE_BYTES = 256 * 1024


class MemberService(MemberServiceServicer):
    """The gym's members; ``now_us`` is the wall clock's time in microseconds."""

    def __init__(
        self,
        database: Database,
        announcer: SessionAnnouncer,
        erasing: Erasing,
        now_us: Callable[[], int],
    ) -> None:
        self._database = database
        self._announcer = announcer
        self._erasing = erasing
        self._now_us = now_us

    @answers
    def AddMember(self, request: pb2.AddMemberRequest, _context: Context) -> pb2.AddMemberResponse:
        """A new member."""
        consent, signed = consent_of(request.consent), self._signed(request.author)
        with self._database.writing() as session:
            row = changes.add(session, request.name, consent, signed, uuid.uuid4())
            return pb2.AddMemberResponse(member=_message(row))

    @answers
    def GetMember(self, request: pb2.GetMemberRequest, _context: Context) -> pb2.GetMemberResponse:
        """One member."""
        with self._database.reading() as session:
            row = statements.by_id(session, request.member_id)
            return pb2.GetMemberResponse(member=_message(row))

    @answers
    def ListMembers(
        self, request: pb2.ListMembersRequest, _context: Context
    ) -> pb2.ListMembersResponse:
        """A page of members, by name."""
        count = page_size(request.page_size)
        after = cast("tuple[str, int] | None", place_in(request.page_token, _LIST, str, int))
        with self._database.reading() as session:
            found = statements.listed(
                session,
                request.search,
                with_left=request.with_left,
                class_id=request.class_id,
                member_ids=request.member_ids,
                after=after,
                count=count + 1,
            )
            page = found[:count]
            return pb2.ListMembersResponse(
                members=[_message(row) for row in page],
                next_page_token=token_after(_LIST, page[-1].folded, page[-1].no)
                if found[count:]
                else "",
            )

    @answers
    def RenameMember(
        self, request: pb2.RenameMemberRequest, _context: Context
    ) -> pb2.RenameMemberResponse:
        """Give a member another name."""
        signed = self._signed(request.author)

        def rename(session: Session, row: MemberRow) -> None:
            changes.rename(session, row, request.name, signed)

        return pb2.RenameMemberResponse(member=self._changed(request.member_id, rename))

    @answers
    def ChangeConsent(
        self, request: pb2.ChangeConsentRequest, _context: Context
    ) -> pb2.ChangeConsentResponse:
        """Note what a member agrees to have kept; what no longer may be kept goes."""
        consent, signed = consent_of(request.consent), self._signed(request.author)

        def change(session: Session, row: MemberRow) -> SessionRow | None:
            return changes.change_consent(session, row, consent, signed)

        member = self._changed(request.member_id, change)
        removed = 0 if consent.keeps_poses else remove_poses(self._database, request.member_id)
        return pb2.ChangeConsentResponse(member=member, removed_poses=removed)

    @answers
    def ChangeRetention(
        self, request: pb2.ChangeRetentionRequest, _context: Context
    ) -> pb2.ChangeRetentionResponse:
        """Change for how long a member's data are kept."""
        retention, signed = retention_of(request.retention), self._signed(request.author)

        def change(session: Session, row: MemberRow) -> None:
            changes.change_retention(session, row, retention, signed)

        return pb2.ChangeRetentionResponse(member=self._changed(request.member_id, change))

    @answers
    def ChangeHeight(
        self, request: pb2.ChangeHeightRequest, _context: Context
    ) -> pb2.ChangeHeightResponse:
        """Note how tall a member is; a station where they train learns it at once."""
        signed = self._signed(request.author)
        height_m = request.height_m if request.HasField("height_m") else None

        def change(session: Session, row: MemberRow) -> SessionRow | None:
            changes.change_height(session, row, height_m, signed)
            return None

        member = self._changed(request.member_id, change)
        self._announcer.announce()
        return pb2.ChangeHeightResponse(member=member)

    @answers
    def EndMembership(
        self, request: pb2.EndMembershipRequest, _context: Context
    ) -> pb2.EndMembershipResponse:
        """Note that a member has left."""
        signed = self._signed(request.author)

        def leave(session: Session, row: MemberRow) -> SessionRow | None:
            return changes.leave(session, row, signed)

        return pb2.EndMembershipResponse(member=self._changed(request.member_id, leave))

    @answers_in_pieces
    def ExportMember(
        self, request: pb2.ExportMemberRequest, _context: Context
    ) -> Iterator[pb2.ExportMemberResponse]:
        """All that is known of a member, as the pieces of a ZIP file."""
        signed = self._signed(request.author)
        with self._database.writing() as session:
            row = statements.by_id(session, request.member_id)
            what = "exported all that is known of the member"
            note(session, signed, changes.KIND, row.id, what, member_no=row.no)
        with exported(self._database, request.member_id) as file:
            while piece := file.read(_PIECE_BYTES):
                yield pb2.ExportMemberResponse(data=piece)

    @answers
    def EraseMember(
        self, request: pb2.EraseMemberRequest, _context: Context
    ) -> pb2.EraseMemberResponse:
        """Remove all that is known of a member."""
        return erasure_message(self._erasing.erase(request.member_id, self._signed(request.author)))

    def _changed(
        self, member_id: str, change: Callable[[Session, MemberRow], SessionRow | None]
    ) -> pb2.Member:
        """The member after a change; the session that ends by it is announced."""
        with self._database.writing() as session:
            row = statements.by_id(session, member_id)
            ended = change(session, row)
            ended_id = None if ended is None else str(ended.id)
            answer = _message(row)
        if ended_id is not None:
            self._announcer.announce([ended_id])
        return answer

    def _signed(self, author: str) -> Signature:
        return Signature(checked_author(author), self._now_us())


def _message(row: MemberRow) -> pb2.Member:
    return member_message(statements.value(row))
