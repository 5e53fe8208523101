"""Routes for the workout that a member does at a station."""

import time
from collections.abc import Callable

from fastapi import APIRouter

from spotter.api.catalog.v1 import following_service_pb2 as pb2
from spotter.api.catalog.v1.following_service_pb2_grpc import FollowingServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import RefusedError
from spotter.notifier.views.following_view import FollowingView, following_view
from spotter.notifier.views.v1.fields import StationId
from spotter.notifier.views.v1.training.corrections import CorrectionGiven
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.seen import must_see
from spotter.training.errors import TrainingError
from spotter.training.following.passing import advance
from spotter.wire.catalog.training.followings import correction_request, followed_session_of

_ACT = needs(Right.STATION_ACT)


def station_workout_routes(
    catalog: AsyncCatalogChannel, now_s: Callable[[], float] = time.time
) -> APIRouter:
    """The routes; ``now_s`` gives seconds since the Unix epoch."""
    router = APIRouter(prefix="/stations/{station_id}/workout", tags=["workouts"])

    def view(message: pb2.Following) -> FollowingView:
        following = followed_session_of(message).following
        return following_view(advance(following, round(now_s() * 1_000_000)))

    @router.get("", summary="The workout done at a station; null: none", openapi_extra=_ACT)
    async def at_station(station_id: StationId, by: By) -> FollowingView | None:
        must_see(by, station_id=station_id)
        request = pb2.GetFollowingRequest(station_id=station_id)
        found = await catalog.call(FollowingServiceStub(catalog.grpc).GetFollowing, request)
        return view(found.following) if found.HasField("following") else None

    @router.post("/correct", summary="Correct what Spotter has followed", openapi_extra=_ACT)
    async def correct(station_id: StationId, given: CorrectionGiven, by: By) -> FollowingView:
        must_see(by, station_id=station_id)
        try:
            request = correction_request(station_id, given.value, by.author)
        except TrainingError as error:
            raise RefusedError(str(error)) from error
        answer = await catalog.call(FollowingServiceStub(catalog.grpc).Correct, request)
        return view(answer.following)

    return router
