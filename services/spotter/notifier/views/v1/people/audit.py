"""Who saw and changed what of whom."""

from typing import Annotated

from pydantic import Field

from spotter.api.catalog.v1 import audit_service_pb2 as pb2
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.fields import OptionalId, TimeMs, milliseconds


class AuditEntryView(View):
    """Something that somebody did."""

    number: Annotated[int, Field(description="counted from 1")]
    at_ms: TimeMs
    author: Annotated[str, Field(description="an account's id, local, or spotter itself")]
    author_name: Annotated[str, Field(description="empty: somebody who has left")]
    kind: Annotated[str, Field(description="of what is about", examples=["rep"])]
    subject: Annotated[str, Field(description="its id")]
    member_id: OptionalId
    what: Annotated[str, Field(examples=["opened"])]


def audit_entry_view(one: pb2.AuditEntry) -> AuditEntryView:
    """The view of an entry."""
    return AuditEntryView(
        number=one.number,
        at_ms=milliseconds(one.at_us),
        author=one.author,
        author_name=one.author_name,
        kind=one.kind,
        subject=one.subject,
        member_id=one.member_id or None,
        what=one.what,
    )
