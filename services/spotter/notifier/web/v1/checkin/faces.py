"""Routes of members' faces: agreed to at a station, withdrawn there or from anywhere."""

from uuid import UUID

from fastapi import APIRouter

from spotter.api.catalog.v1 import face_service_pb2 as pb2
from spotter.api.catalog.v1.face_service_pb2_grpc import FaceServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.views.v1.checkin import faces as views
from spotter.notifier.views.v1.fields import StationId, milliseconds
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.seen import must_see

_ACT = needs(Right.STATION_ACT)


def face_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["check-in"])
    _add_at_station(router, catalog)
    _add_of_member(router, catalog)
    return router


def _add_at_station(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    path = "/stations/{station_id}/checkin/face"

    @router.get(path, summary="Whether the face of who is there is kept", openapi_extra=_ACT)
    async def face_at_station(station_id: StationId, by: By) -> views.FaceView:
        must_see(by, station_id=station_id)
        return await _kept(catalog, pb2.GetMemberFaceRequest(station_id=station_id))

    @router.post(path, summary="Agree that one's face is kept from now on", openapi_extra=_ACT)
    async def agree_to_face(
        station_id: StationId, given: views.FaceAgreed, by: By
    ) -> views.FaceEnrolment:
        must_see(by, station_id=station_id)
        request = pb2.BeginEnrolmentRequest(
            station_id=station_id, agreement=given.agreement, author=by.author
        )
        begun = await catalog.call(FaceServiceStub(catalog.grpc).BeginEnrolment, request)
        return views.FaceEnrolment(until_ms=milliseconds(begun.until_us))

    @router.delete(path, summary="Withdraw the face of who is there", openapi_extra=_ACT)
    async def withdraw_face_at_station(station_id: StationId, by: By) -> views.FaceView:
        must_see(by, station_id=station_id)
        await _withdraw(catalog, pb2.WithdrawFaceRequest(station_id=station_id, author=by.author))
        return await _kept(catalog, pb2.GetMemberFaceRequest(station_id=station_id))


def _add_of_member(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    path = "/members/{member_id}/face"

    @router.get(
        path,
        summary="Whether a member's face is kept",
        openapi_extra=needs(Right.MEMBERS_READ),
    )
    async def face_of_member(member_id: UUID, by: By) -> views.FaceView:
        must_see(by, member_id=member_id)
        return await _kept(catalog, pb2.GetMemberFaceRequest(member_id=str(member_id)))

    @router.delete(
        path,
        summary="Withdraw a member's face: what is kept goes at once",
        openapi_extra=needs(Right.FACES_WITHDRAW),
    )
    async def withdraw_face_of_member(member_id: UUID, by: By) -> views.FaceView:
        must_see(by, member_id=member_id)
        request = pb2.WithdrawFaceRequest(member_id=str(member_id), author=by.author)
        await _withdraw(catalog, request)
        return await _kept(catalog, pb2.GetMemberFaceRequest(member_id=str(member_id)))


async def _kept(catalog: AsyncCatalogChannel, request: pb2.GetMemberFaceRequest) -> views.FaceView:
    found = await catalog.call(FaceServiceStub(catalog.grpc).GetMemberFace, request)
    return views.face_view(found)


async def _withdraw(catalog: AsyncCatalogChannel, request: pb2.WithdrawFaceRequest) -> None:
    await catalog.call(FaceServiceStub(catalog.grpc).WithdrawFace, request)
