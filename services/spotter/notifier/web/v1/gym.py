"""The route for the gym itself."""

from fastapi import APIRouter

from spotter.api.catalog.v1.workout_service_pb2 import GetTodayRequest
from spotter.api.catalog.v1.workout_service_pb2_grpc import WorkoutServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.views.v1.gym import GymDayView
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.wire.catalog.people.classes import day_of


def gym_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The route for the gym."""
    router = APIRouter(tags=["gym"])

    @router.get("/gym", summary="Which day it is in the gym", openapi_extra=needs(Right.GYM_READ))
    async def gym() -> GymDayView:
        found = await catalog.call(WorkoutServiceStub(catalog.grpc).GetToday, GetTodayRequest())
        return GymDayView(today=day_of(found.day), time_zone=found.time_zone)

    return router
