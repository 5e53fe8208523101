"""The route by which a station's screen learns how its exercise is done well."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from spotter.notifier.readers.catalog.ghosts import GhostReader
from spotter.notifier.views.ghost_view import GhostView
from spotter.notifier.web.access.guard import By, Guard
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.seen_stations import MAX_LENGTH, StationName, must_see_station


def ghost_routes(ghosts: GhostReader, guard: Guard) -> APIRouter:
    """The route for whoever sees the station."""
    router = APIRouter(prefix="/api", dependencies=[Depends(guard)])

    @router.get(
        "/stations/{station_id}/ghosts",
        summary="How an exercise is done well, to be drawn at a station",
        openapi_extra=needs(Right.STATION_ACT),
    )
    async def ghosts_of(
        station_id: StationName,
        exercise: Annotated[str, Query(max_length=MAX_LENGTH)],
        by: By,
    ) -> list[GhostView]:
        must_see_station(by, station_id)
        return await ghosts.of(exercise)

    return router
