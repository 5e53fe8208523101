"""The HTTP API."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Path, Query

from spotter.notifier.live.live import Live
from spotter.notifier.readers.redis.reps import RepReader
from spotter.notifier.views.models import (
    OutcomeName,
    RepView,
    StationView,
    VerdictView,
)
from spotter.notifier.web.access.guard import By, Guard
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.access.seen_notes import SeenNotes
from spotter.notifier.web.access.viewing import viewer_of

_MAX_ID_LENGTH = 200
_LIVE = needs(Right.STATIONS_READ)


def api_routes(live: Live, reps: RepReader, guard: Guard, notes: SeenNotes) -> APIRouter:
    """The routes for programs."""
    router = APIRouter(prefix="/api", dependencies=[Depends(guard)])

    @router.get("/stations", summary="The current state of every station", openapi_extra=_LIVE)
    async def stations(by: By) -> list[StationView]:
        return live.stations(viewer_of(by, live.attendance))

    @router.get("/verdicts", summary="The latest verdicts, newest first", openapi_extra=_LIVE)
    async def verdicts(
        by: By,
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
        station: Annotated[str | None, Query(max_length=_MAX_ID_LENGTH)] = None,
        outcome: OutcomeName | None = None,
    ) -> list[VerdictView]:
        viewer = viewer_of(by, live.attendance)
        return live.history.newest(
            limit,
            station_id=station,
            is_seen=lambda one: live.sees_rep(viewer, one),
            outcome=outcome,
        )

    @router.get(
        "/reps/{rep_id}",
        summary="One rep compared with its reference",
        responses={404: {"description": "no verdict of that rep is known"}},
        openapi_extra=needs(Right.REPS_READ),
    )
    async def rep(rep_id: Annotated[str, Path(max_length=_MAX_ID_LENGTH)], by: By) -> RepView:
        opened = await reps.open(rep_id)
        if opened is None or not live.sees_rep(viewer_of(by, live.attendance), opened.verdict):
            raise HTTPException(404, "no verdict of that rep is known; it may be too old")
        notes.add(by, "rep", rep_id, None, "opened")
        return opened

    return router
