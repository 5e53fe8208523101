"""Routes for what stations know a member by: number, PIN, badges."""

from uuid import UUID

import segno
from fastapi import APIRouter

from spotter.api.catalog.v1 import checkin_service_pb2 as pb2
from spotter.api.catalog.v1.checkin_service_pb2_grpc import CheckinServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import DeniedError
from spotter.notifier.views.v1.checkin import member_keys as views
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.seen import must_see

_READ, _KEYS = needs(Right.MEMBERS_READ), needs(Right.MEMBERS_KEYS)
_WRITE = needs(Right.MEMBERS_WRITE)
_SCALE = 8
_NOT_YOURS = "the gym gives numbers; expected a PIN alone"


def member_key_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/members/{member_id}", tags=["members"])
    _add_pins(router, catalog)
    _add_badges(router, catalog)

    @router.get("/keys", summary="What stations know a member by", openapi_extra=_READ)
    async def member_keys(member_id: UUID, by: By) -> views.MemberKeysView:
        must_see(by, member_id=member_id)
        return views.keys_view(await _keys(catalog, member_id))

    return router


def _add_pins(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.put("/pin", summary="Give a number and a new PIN, shown once", openapi_extra=_KEYS)
    async def set_pin(member_id: UUID, given: views.PinWanted, by: By) -> views.PinGivenView:
        must_see(by, member_id=member_id)
        if given.number and not by.may(Right.MEMBERS_WRITE):
            raise DeniedError(_NOT_YOURS)
        request = pb2.SetPinRequest(
            member_id=str(member_id),
            number=given.number or "",
            pin=given.pin or "",
            author=by.author,
        )
        made = await catalog.call(CheckinServiceStub(catalog.grpc).SetPin, request)
        return views.PinGivenView(number=made.number, pin=made.pin)

    # The number goes with the PIN, and the gym's own system knows members by it.
    @router.delete("/pin", status_code=204, summary="Take number and PIN", openapi_extra=_WRITE)
    async def remove_pin(member_id: UUID, by: By) -> None:
        must_see(by, member_id=member_id)
        request = pb2.RemovePinRequest(member_id=str(member_id), author=by.author)
        await catalog.call(CheckinServiceStub(catalog.grpc).RemovePin, request)


def _add_badges(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post(
        "/badges", status_code=201, summary="Make a badge, shown once", openapi_extra=_KEYS
    )
    async def add_badge(member_id: UUID, by: By) -> views.BadgeMade:
        must_see(by, member_id=member_id)
        request = pb2.AddBadgeRequest(member_id=str(member_id), author=by.author)
        made = await catalog.call(CheckinServiceStub(catalog.grpc).AddBadge, request)
        picture = segno.make(made.text, error="m", micro=False).svg_data_uri(scale=_SCALE)
        return views.BadgeMade(badge=views.badge_view(made.badge), text=made.text, picture=picture)

    @router.delete(
        "/badges/{badge_id}", status_code=204, summary="Make it worthless", openapi_extra=_KEYS
    )
    async def revoke_badge(member_id: UUID, badge_id: UUID, by: By) -> None:
        must_see(by, member_id=member_id)
        request = pb2.RevokeBadgeRequest(
            member_id=str(member_id), badge_id=str(badge_id), author=by.author
        )
        await catalog.call(CheckinServiceStub(catalog.grpc).RevokeBadge, request)


async def _keys(catalog: AsyncCatalogChannel, member_id: UUID) -> pb2.GetMemberKeysResponse:
    request = pb2.GetMemberKeysRequest(member_id=str(member_id))
    return await catalog.call(CheckinServiceStub(catalog.grpc).GetMemberKeys, request)
