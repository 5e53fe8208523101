"""Routes for members."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from spotter.api.catalog.v1 import member_service_pb2 as pb2
from spotter.api.catalog.v1.member_service_pb2_grpc import MemberServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.views.v1.fields import Page, Words
from spotter.notifier.views.v1.people import members as views
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.paging import AskedPart
from spotter.notifier.web.v1.seen import must_see
from spotter.wire.catalog.people.members import consent_message, erasure_of, retention_message

_READ, _WRITE = needs(Right.MEMBERS_READ), needs(Right.MEMBERS_WRITE)
_LONG_S = 600.0
"""An export or an erasing of years."""


def member_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes for members."""
    router = APIRouter(prefix="/members", tags=["members"])
    _add_reading(router, catalog)
    _add_changes(router, catalog)
    _add_leaving(router, catalog)
    return router


def _add_reading(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get("", summary="Members, by name", openapi_extra=_READ)
    async def members(
        part: AskedPart,
        by: By,
        search: Annotated[Words, Query(description="a part of their names, in any case")] = "",
        class_id: Annotated[UUID | None, Query(description="only those of this class")] = None,
        *,
        with_left: Annotated[bool, Query(description="those who have left, too")] = False,
    ) -> Page[views.MemberView]:
        must_see(by, class_id=class_id)
        scope = by.scope
        if not (scope.is_everything or scope.member_ids):
            return Page(items=[], next=None)
        # The catalog filters: a cursor holds the name of the last member who was looked at.
        request = pb2.ListMembersRequest(
            search=search,
            with_left=with_left,
            class_id=str(class_id or ""),
            member_ids=() if scope.is_everything else scope.member_ids,
            page_size=part.limit,
            page_token=part.cursor,
        )
        found = await catalog.call(MemberServiceStub(catalog.grpc).ListMembers, request)
        items = [views.member_view(one) for one in found.members]
        return Page(items=items, next=found.next_page_token or None)

    @router.get("/{member_id}", summary="One member", openapi_extra=_READ)
    async def member(member_id: UUID, by: By) -> views.MemberView:
        must_see(by, member_id=member_id)
        request = pb2.GetMemberRequest(member_id=str(member_id))
        found = await catalog.call(MemberServiceStub(catalog.grpc).GetMember, request)
        return views.member_view(found.member)


def _add_changes(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post("", status_code=201, summary="Add a member", openapi_extra=_WRITE)
    async def add(member: views.NewMember, response: Response, by: By) -> views.MemberView:
        request = pb2.AddMemberRequest(
            name=member.name, consent=consent_message(member.consent.value), author=by.author
        )
        added = (await catalog.call(MemberServiceStub(catalog.grpc).AddMember, request)).member
        response.headers["Location"] = f"/api/v1/members/{added.member_id}"
        return views.member_view(added)

    @router.put("/{member_id}/name", summary="Rename a member", openapi_extra=_WRITE)
    async def rename(member_id: UUID, new: views.NewName, by: By) -> views.MemberView:
        request = pb2.RenameMemberRequest(member_id=str(member_id), name=new.name, author=by.author)
        return views.member_view(
            (await catalog.call(MemberServiceStub(catalog.grpc).RenameMember, request)).member
        )

    @router.put("/{member_id}/consent", summary="Change what may be kept", openapi_extra=_WRITE)
    async def consent(member_id: UUID, new: views.ConsentGiven, by: By) -> views.ConsentChanged:
        request = pb2.ChangeConsentRequest(
            member_id=str(member_id), consent=consent_message(new.value), author=by.author
        )
        changed = await catalog.call(
            MemberServiceStub(catalog.grpc).ChangeConsent, request, timeout_s=_LONG_S
        )
        return views.ConsentChanged(
            member=views.member_view(changed.member), removed_poses=changed.removed_poses
        )

    @router.put(
        "/{member_id}/retention", summary="Change for how long data are kept", openapi_extra=_WRITE
    )
    async def retention(member_id: UUID, new: views.RetentionGiven, by: By) -> views.MemberView:
        request = pb2.ChangeRetentionRequest(
            member_id=str(member_id), retention=retention_message(new.value), author=by.author
        )
        return views.member_view(
            (await catalog.call(MemberServiceStub(catalog.grpc).ChangeRetention, request)).member
        )

    @router.put("/{member_id}/height", summary="Note how tall a member is", openapi_extra=_WRITE)
    async def height(member_id: UUID, new: views.HeightGiven, by: By) -> views.MemberView:
        request = pb2.ChangeHeightRequest(
            member_id=str(member_id), height_m=new.height_m, author=by.author
        )
        return views.member_view(
            (await catalog.call(MemberServiceStub(catalog.grpc).ChangeHeight, request)).member
        )


def _add_leaving(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.put("/{member_id}/end", summary="End a membership", openapi_extra=_WRITE)
    async def end(member_id: UUID, by: By) -> views.MemberView:
        request = pb2.EndMembershipRequest(member_id=str(member_id), author=by.author)
        return views.member_view(
            (await catalog.call(MemberServiceStub(catalog.grpc).EndMembership, request)).member
        )

    @router.get(
        "/{member_id}/export",
        summary="All that is known of a member, as a ZIP file with JSON and CSV",
        openapi_extra=needs(Right.MEMBERS_EXPORT),
        response_class=StreamingResponse,
        responses={200: {"content": {"application/zip": {}}}},
    )
    async def export(member_id: UUID, by: By) -> StreamingResponse:
        must_see(by, member_id=member_id)
        request = pb2.ExportMemberRequest(member_id=str(member_id), author=by.author)
        pieces = catalog.stream(
            MemberServiceStub(catalog.grpc).ExportMember, request, timeout_s=_LONG_S
        )
        # The first piece is awaited here, so that an error is still a problem.
        first = await anext(pieces, pb2.ExportMemberResponse())
        return _zip_file(f"member-{member_id}.zip", _bytes(first, pieces))

    @router.delete(
        "/{member_id}",
        summary="Erase all that is known of a member",
        openapi_extra=needs(Right.MEMBERS_ERASE),
    )
    async def erase(member_id: UUID, by: By) -> views.ErasureView:
        request = pb2.EraseMemberRequest(member_id=str(member_id), author=by.author)
        erased = await catalog.call(
            MemberServiceStub(catalog.grpc).EraseMember, request, timeout_s=_LONG_S
        )
        return views.erasure_view(erasure_of(erased))


def _zip_file(name: str, content: AsyncIterator[bytes]) -> StreamingResponse:
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return StreamingResponse(content, media_type="application/zip", headers=headers)


async def _bytes(
    first: pb2.ExportMemberResponse, rest: AsyncIterator[pb2.ExportMemberResponse]
) -> AsyncIterator[bytes]:
    yield first.data
    async for piece in rest:
        yield piece.data
