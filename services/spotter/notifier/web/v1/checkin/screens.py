"""Routes of a station's screen: who comes, who leaves, and who it was not."""

from functools import lru_cache

from fastapi import APIRouter, Request
from segno import make as make_qr

from spotter.api.catalog.v1 import checkin_service_pb2 as pb2
from spotter.api.catalog.v1.checkin_service_pb2_grpc import CheckinServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.views.v1.checkin import checkin as views
from spotter.notifier.views.v1.fields import StationId, milliseconds
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.seen import must_see

_ACT = needs(Right.STATION_ACT)
_QUIET_ZONE = 4
_DRAWN = 256
"""Codes that are asked for several times while they are shown."""


def screen_routes(catalog: AsyncCatalogChannel, public_address: str) -> APIRouter:
    """The routes; phones open the page at ``public_address``, empty: where the screen did."""
    router = APIRouter(prefix="/stations/{station_id}", tags=["check-in"])
    _add_looking(router, catalog)
    _add_code(router, catalog, public_address)
    _add_coming(router, catalog)
    _add_leaving(router, catalog)
    return router


def _add_looking(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    async def standing(station_id: str) -> views.StationCheckin:
        request = pb2.GetStationCheckinRequest(station_id=station_id)
        stub = CheckinServiceStub(catalog.grpc)
        return views.standing_view(await catalog.call(stub.GetStationCheckin, request))

    @router.get("/checkin", summary="How the check-in stands", openapi_extra=_ACT)
    async def get(station_id: StationId, by: By) -> views.StationCheckin:
        must_see(by, station_id=station_id)
        return await standing(station_id)

    @router.post("/checkin/look", summary="Look for members for a minute", openapi_extra=_ACT)
    async def look(station_id: StationId, by: By) -> views.StationCheckin:
        must_see(by, station_id=station_id)
        request = pb2.LookRequest(station_id=station_id)
        await catalog.call(CheckinServiceStub(catalog.grpc).Look, request)
        return await standing(station_id)

    @router.delete("/checkin/look", summary="Look for nobody any more", openapi_extra=_ACT)
    async def stop(station_id: StationId, by: By) -> views.StationCheckin:
        must_see(by, station_id=station_id)
        request = pb2.StopLookingRequest(station_id=station_id)
        await catalog.call(CheckinServiceStub(catalog.grpc).StopLooking, request)
        return await standing(station_id)


def _add_code(router: APIRouter, catalog: AsyncCatalogChannel, public_address: str) -> None:
    @router.get("/checkin/code", summary="The code that the screen shows now", openapi_extra=_ACT)
    async def code(station_id: StationId, by: By, request: Request) -> views.StationCode:
        must_see(by, station_id=station_id)
        asked = pb2.GetStationCodeRequest(station_id=station_id)
        shown = await catalog.call(CheckinServiceStub(catalog.grpc).GetStationCode, asked)
        address = public_address.rstrip("/") or f"{request.url.scheme}://{request.url.netloc}"
        url = f"{address}/check-in#station={station_id}&code={shown.code}"
        return views.StationCode(
            url=url,
            svg=_drawn(url),
            digits=shown.digits,
            expires_ms=milliseconds(shown.next_us),
        )


@lru_cache(maxsize=_DRAWN)
def _drawn(url: str) -> str:
    return make_qr(url, error="m", micro=False).svg_inline(border=_QUIET_ZONE, omitsize=True)


def _add_coming(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    async def check_in(request: pb2.CheckInRequest) -> views.CheckedIn | None:
        stub = CheckinServiceStub(catalog.grpc)
        return views.checked_in_view(await catalog.call(stub.CheckIn, request))

    @router.post("/checkin/pin", summary="Check in by number and PIN", openapi_extra=_ACT)
    async def pin(station_id: StationId, given: views.PinGiven, by: By) -> views.CheckedIn | None:
        must_see(by, station_id=station_id)
        typed = pb2.ByPin(number=given.number or "", pin=given.pin)
        request = pb2.CheckInRequest(station_id=station_id, pin=typed, author=by.author)
        return await check_in(request)

    @router.post(
        "/checkin/badge",
        summary="Check in by a badge held to the screen; null: its member's PIN is asked",
        openapi_extra=_ACT,
    )
    async def badge(
        station_id: StationId, given: views.BadgeGiven, by: By
    ) -> views.CheckedIn | None:
        must_see(by, station_id=station_id)
        read = pb2.ByBadge(text=given.text)
        request = pb2.CheckInRequest(station_id=station_id, badge=read, author=by.author)
        return await check_in(request)


def _add_leaving(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post("/leave", summary="Leave the station", openapi_extra=_ACT)
    async def leave(station_id: StationId, by: By) -> views.SessionNamed:
        must_see(by, station_id=station_id)
        request = pb2.CheckOutRequest(station_id=station_id, author=by.author)
        answer = await catalog.call(CheckinServiceStub(catalog.grpc).CheckOut, request)
        return views.SessionNamed(session_id=answer.session.session_id or None)

    @router.post(
        "/not-me",
        summary="Say that somebody else was taken for oneself: no rep is theirs",
        openapi_extra=_ACT,
    )
    async def not_me(station_id: StationId, by: By) -> views.SessionNamed:
        must_see(by, station_id=station_id)
        request = pb2.NotMeRequest(station_id=station_id, author=by.author)
        answer = await catalog.call(CheckinServiceStub(catalog.grpc).NotMe, request)
        return views.SessionNamed(session_id=answer.session.session_id or None)
