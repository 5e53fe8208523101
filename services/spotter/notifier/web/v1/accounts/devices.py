"""Routes for stations' screens."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.api.catalog.v1.account_service_pb2_grpc import AccountServiceStub
from spotter.notifier.views.v1.accounts import devices as views
from spotter.notifier.web.access.asking.credentials import address_of, give
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.accounts.sign_in import SignInDesk

_READ, _WRITE = needs(Right.DEVICES_READ), needs(Right.DEVICES_WRITE)
_SCREEN = needs(Right.SIGN_IN)


def device_routes(desk: SignInDesk) -> APIRouter:
    """The routes."""
    router, catalog = APIRouter(tags=["screens"]), desk.catalog
    _add_pairing(router, desk)

    @router.get("/devices", summary="Screens, by station", openapi_extra=_READ)
    async def devices() -> list[views.DeviceView]:
        stub = AccountServiceStub(catalog.grpc)
        found = await catalog.call(stub.ListDevices, pb2.ListDevicesRequest())
        return [views.device_view(one) for one in found.devices]

    @router.post("/devices", status_code=201, summary="Pair a screen", openapi_extra=_WRITE)
    async def pair(given: views.PairingConfirmed, by: By) -> views.DeviceView:
        request = pb2.ConfirmPairingRequest(
            code=given.code, station_id=given.station_id, author=by.author
        )
        paired = await catalog.call(AccountServiceStub(catalog.grpc).ConfirmPairing, request)
        return views.device_view(paired.device)

    @router.delete(
        "/devices/{device_id}", status_code=204, summary="End a pairing", openapi_extra=_WRITE
    )
    async def revoke(device_id: UUID, by: By) -> None:
        request = pb2.RevokeDeviceRequest(device_id=str(device_id), author=by.author)
        await catalog.call(AccountServiceStub(catalog.grpc).RevokeDevice, request)

    return router


def _add_pairing(router: APIRouter, desk: SignInDesk) -> None:
    catalog = desk.catalog

    @router.post(
        "/pairings", status_code=201, summary="A screen wants to be paired", openapi_extra=_SCREEN
    )
    async def begin(request: Request) -> views.PairingBegun:
        desk.check(request, by_password=False)
        stub = AccountServiceStub(catalog.grpc)
        asked = pb2.BeginPairingRequest(address=address_of(request))
        begun = await catalog.call(stub.BeginPairing, asked)
        return views.PairingBegun(code=begun.code, secret=begun.secret)

    @router.post("/pairings/complete", summary="Has somebody paired it?", openapi_extra=_SCREEN)
    async def complete(asked: views.PairingAsked, response: Response) -> views.PairingCompleted:
        request = pb2.CompletePairingRequest(secret=asked.secret)
        answer = await catalog.call(AccountServiceStub(catalog.grpc).CompletePairing, request)
        if not answer.secret:
            return views.PairingCompleted(station_id=None)
        give(response, answer.secret)
        return views.PairingCompleted(station_id=answer.device.station_id)
