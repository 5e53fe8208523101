"""The HTTP API."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query

from spotter.notifier.live.flow import FlowBoard
from spotter.notifier.live.live import Live
from spotter.notifier.readers.reps import RepReader
from spotter.notifier.views.models import (
    OutcomeName,
    RepView,
    StationView,
    VerdictView,
)
from spotter.notifier.views.pipeline_view import pipeline_view
from spotter.notifier.views.status_models import PipelineView

_MAX_ID_LENGTH = 200


def api_routes(live: Live, reps: RepReader) -> APIRouter:
    """The routes for programs."""
    router = APIRouter(prefix="/api")

    @router.get("/stations", summary="The current state of every station")
    async def stations() -> list[StationView]:
        return live.stations()

    @router.get("/verdicts", summary="The latest verdicts, newest first")
    async def verdicts(
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
        station: Annotated[str | None, Query(max_length=_MAX_ID_LENGTH)] = None,
        outcome: OutcomeName | None = None,
    ) -> list[VerdictView]:
        return live.history.newest(limit, station_id=station, outcome=outcome)

    @router.get(
        "/reps/{rep_id}",
        summary="One rep compared with its reference",
        responses={404: {"description": "no verdict of that rep is known"}},
    )
    async def rep(rep_id: Annotated[str, Path(max_length=_MAX_ID_LENGTH)]) -> RepView:
        opened = await reps.open(rep_id)
        if opened is None:
            raise HTTPException(404, "no verdict of that rep is known; it may be too old")
        return opened

    return router


def status_routes(live: Live, flow_board: FlowBoard) -> APIRouter:
    """The route for whoever watches the gym's services."""
    router = APIRouter()

    @router.get("/status", summary="How far the pipeline of every station has come")
    async def status() -> PipelineView:
        return pipeline_view(live, flow_board)

    return router
