"""The route for who saw and changed what."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from spotter.api.catalog.v1 import audit_service_pb2 as pb2
from spotter.api.catalog.v1.audit_service_pb2_grpc import AuditServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.views.v1.fields import Page, Words
from spotter.notifier.views.v1.people.audit import AuditEntryView, audit_entry_view
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.paging import AskedPart
from spotter.notifier.web.v1.seen import must_see, must_see_everything


def audit_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The route; members read what is about themselves."""
    router = APIRouter(tags=["audit"])

    @router.get(
        "/audit",
        summary="Who saw and changed what of whom, latest first",
        openapi_extra=needs(Right.AUDIT_READ),
    )
    async def entries(
        part: AskedPart,
        by: By,
        member_id: UUID | None = None,
        author: Annotated[Words, Query(description="an account's id, or local")] = "",
    ) -> Page[AuditEntryView]:
        whose = member_id or by.member_id
        if whose:
            must_see(by, member_id=whose)
        else:
            must_see_everything(by)
        request = pb2.ListEntriesRequest(
            member_id=str(whose),
            author=author,
            page_size=part.limit,
            page_token=part.cursor,
        )
        found = await catalog.call(AuditServiceStub(catalog.grpc).ListEntries, request)
        items = [audit_entry_view(one) for one in found.entries]
        return Page(items=items, next=found.next_page_token or None)

    return router
