"""Asks the catalog about members, and changes them."""

from collections.abc import Iterator
from typing import BinaryIO

from spotter.api.catalog.v1 import member_service_pb2 as pb2
from spotter.api.catalog.v1.member_service_pb2_grpc import MemberServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.catalog.people.members import (
    Consent,
    Erasure,
    Member,
    Retention,
    consent_message,
    erasure_of,
    member_of,
    retention_message,
)

_PAGE = 500
_LONG_S = 600.0
"""An export or an erasing of years."""


class Members:
    """The gym's members; ``author`` is who changes them.

    All methods raise :class:`CatalogAwayError` and :class:`RefusedError`.
    """

    def __init__(self, channel: CatalogChannel, author: str = LOCAL_AUTHOR) -> None:
        self._channel = channel
        self._stub = MemberServiceStub(channel.grpc)
        self._author = author

    def add(self, name: str, consent: Consent) -> Member:
        """A new member."""
        request = pb2.AddMemberRequest(
            name=name, consent=consent_message(consent), author=self._author
        )
        return member_of(self._channel.call(self._stub.AddMember, request).member)

    def get(self, member_id: str) -> Member:
        """One member."""
        request = pb2.GetMemberRequest(member_id=member_id)
        return member_of(self._channel.call(self._stub.GetMember, request).member)

    def listed(self, search: str = "", *, with_left: bool = False) -> Iterator[Member]:
        """All members whose name has ``search`` as a part, by name; asks a page at a time."""
        token = ""
        while True:
            request = pb2.ListMembersRequest(
                search=search, with_left=with_left, page_size=_PAGE, page_token=token
            )
            page = self._channel.call(self._stub.ListMembers, request)
            yield from map(member_of, page.members)
            token = page.next_page_token
            if not token:
                return

    def rename(self, member_id: str, name: str) -> Member:
        """Give a member another name."""
        request = pb2.RenameMemberRequest(member_id=member_id, name=name, author=self._author)
        return member_of(self._channel.call(self._stub.RenameMember, request).member)

    def change_consent(self, member_id: str, consent: Consent) -> tuple[Member, int]:
        """Note what a member agrees to; returns how many reps lost their poses, too."""
        request = pb2.ChangeConsentRequest(
            member_id=member_id, consent=consent_message(consent), author=self._author
        )
        answer = self._channel.call(self._stub.ChangeConsent, request, timeout_s=_LONG_S)
        return member_of(answer.member), answer.removed_poses

    def change_retention(self, member_id: str, retention: Retention) -> Member:
        """Change for how long a member's data are kept."""
        request = pb2.ChangeRetentionRequest(
            member_id=member_id, retention=retention_message(retention), author=self._author
        )
        return member_of(self._channel.call(self._stub.ChangeRetention, request).member)

    def change_height(self, member_id: str, height_m: float | None) -> Member:
        """Note how tall a member is; None: it is known no longer."""
        request = pb2.ChangeHeightRequest(
            member_id=member_id, height_m=height_m, author=self._author
        )
        return member_of(self._channel.call(self._stub.ChangeHeight, request).member)

    def leave(self, member_id: str) -> Member:
        """Note that a member has left."""
        request = pb2.EndMembershipRequest(member_id=member_id, author=self._author)
        return member_of(self._channel.call(self._stub.EndMembership, request).member)

    def export(self, member_id: str, file: BinaryIO) -> None:
        """Write all that is known of a member to ``file``, as ZIP."""
        request = pb2.ExportMemberRequest(member_id=member_id, author=self._author)
        pieces = self._channel.stream(self._stub.ExportMember, request, timeout_s=_LONG_S)
        file.writelines(piece.data for piece in pieces)

    def erase(self, member_id: str) -> Erasure:
        """Remove all that is known of a member."""
        request = pb2.EraseMemberRequest(member_id=member_id, author=self._author)
        return erasure_of(self._channel.call(self._stub.EraseMember, request, timeout_s=_LONG_S))
