"""Routes that pause a station and resume it."""

from fastapi import APIRouter

from spotter.api.catalog.v1 import station_service_pb2 as pb2
from spotter.api.catalog.v1.station_service_pb2_grpc import StationServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.views.v1.fields import StationId
from spotter.notifier.views.v1.pauses import PauseView, ResumedView, pause_view
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.seen import must_see

_ACT = needs(Right.STATION_ACT)


def pause_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/stations/{station_id}", tags=["stations"])

    @router.post("/pause", summary="Film nothing, keep nothing, alert nobody", openapi_extra=_ACT)
    async def pause(station_id: StationId, by: By) -> PauseView:
        must_see(by, station_id=station_id)
        request = pb2.PauseStationRequest(station_id=station_id, author=by.author)
        begun = await catalog.call(StationServiceStub(catalog.grpc).PauseStation, request)
        return pause_view(begun)

    @router.post("/resume", summary="Film again", openapi_extra=_ACT)
    async def resume(station_id: StationId, by: By) -> ResumedView:
        must_see(by, station_id=station_id)
        request = pb2.ResumeStationRequest(station_id=station_id, author=by.author)
        ended = await catalog.call(StationServiceStub(catalog.grpc).ResumeStation, request)
        return ResumedView(is_told=ended.is_told)

    return router
