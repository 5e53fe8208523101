"""The routes by which a phone checks its holder in, signed in or not."""

import redis.asyncio
from fastapi import APIRouter, Request

from spotter.api.catalog.v1 import checkin_service_pb2 as pb2
from spotter.api.catalog.v1.checkin_service_pb2_grpc import CheckinServiceStub
from spotter.catalog_client.errors import RefusedError
from spotter.notifier.readers.redis.replies import entry
from spotter.notifier.views.v1.checkin import checkin as views
from spotter.notifier.views.v1.fields import StationId
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.accounts.sign_in import SignInDesk
from spotter.wire.names import STATIONS
from spotter.wire.stations import station_from_bytes

_ANYBODY = needs(Right.CHECK_IN)


def phone_routes(desk: SignInDesk, client: redis.asyncio.Redis) -> APIRouter:
    """The routes; stations are in Redis."""
    router = APIRouter(tags=["check-in"])

    @router.get(
        "/checkin/stations/{station_id}",
        summary="How to call a station to whoever checks in there",
        openapi_extra=_ANYBODY,
    )
    async def called(station_id: StationId) -> views.StationCalled:
        stored = await entry(client, STATIONS, station_id)
        name = station_from_bytes(stored).name if stored else ""
        return views.StationCalled(name=name or station_id)

    @router.post(
        "/checkin",
        summary="Check in at a station by its code, or its tag and the digits on its screen",
        openapi_extra=_ANYBODY,
    )
    async def check_in(given: views.PhoneCheckin, request: Request) -> views.CheckedIn:
        desk.check(request, by_password=False)
        asked = _request(given, await desk.guard.whoever(request))
        answer = await desk.catalog.call(CheckinServiceStub(desk.catalog.grpc).CheckIn, asked)
        begun = views.checked_in_view(answer)
        if begun is None:
            raise RefusedError("expected a session; found none")
        return begun

    return router


def _request(given: views.PhoneCheckin, whoever: Whoever | None) -> pb2.CheckInRequest:
    """What the catalog is asked; a typed number counts before who has signed in."""
    member_id = "" if given.number or whoever is None else whoever.member_id
    pin = pb2.ByPin(number=given.number or "", pin=given.pin or "")
    holder = pb2.Holder(member_id=member_id, pin=pin)
    author = whoever.author if whoever and member_id else ""
    if given.code:
        way = pb2.ByCode(code=given.code, holder=holder)
        return pb2.CheckInRequest(station_id=given.station_id or "", code=way, author=author)
    if given.station_id is None:
        raise RefusedError("expected a code, or a station and the digits on its screen")
    tag = pb2.ByTag(digits=given.digits, holder=holder)
    return pb2.CheckInRequest(station_id=given.station_id, tag=tag, author=author)
