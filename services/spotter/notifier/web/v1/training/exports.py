"""Routes that give sessions and plans to other programs."""

import asyncio
import time
from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from spotter.api.catalog.v1 import session_service_pb2 as sessions
from spotter.api.catalog.v1 import workout_service_pb2 as workouts
from spotter.api.catalog.v1.session_service_pb2_grpc import SessionServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import UnknownError
from spotter.notifier.exports.open_mhealth import physical_activities
from spotter.notifier.exports.trained_sets import TrainedSet
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.seen import as_if_there_were_none, must_see
from spotter.notifier.web.v1.trained import sets_of, workouts_of
from spotter.training.load import LoadUnit
from spotter.wire.catalog.training.workouts import KINDS, StoredWorkout, WorkoutKind

_AT_ONCE = 500
_READ = needs(Right.REPS_READ)


def export_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes that give sessions and plans to other programs."""
    router = APIRouter(tags=["exports"])
    _add_sessions(router, catalog)
    _add_calendar(router, catalog)
    return router


def _add_sessions(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get(
        "/sessions/{session_id}/activity.fit",
        summary="A session as a FIT file of strength training",
        openapi_extra=_READ,
        response_class=Response,
        responses={200: {"content": {"application/vnd.ant.fit": {}}}},
    )
    async def fit(session_id: UUID, by: By) -> Response:
        session = await _session(catalog, session_id, by)
        sets = await sets_of(catalog, session)
        content = await asyncio.to_thread(_fit, *_span(session, sets), sets)
        return _file(content, "application/vnd.ant.fit", f"session-{session_id}.fit")

    @router.get(
        "/sessions/{session_id}/physical-activity.json",
        summary="A session as Open mHealth's physical activities, one for each exercise",
        openapi_extra=_READ,
        response_class=JSONResponse,
    )
    async def open_mhealth(session_id: UUID, by: By) -> JSONResponse:
        session = await _session(catalog, session_id, by)
        sets = await sets_of(catalog, session)
        now_us = time.time_ns() // 1000
        points = physical_activities(session.session_id, session.member_id, sets, now_us)
        return JSONResponse(points)


def _add_calendar(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get(
        "/members/{member_id}/workouts.ics",
        summary="What is planned for a member, as iCalendar",
        openapi_extra=needs(Right.WORKOUTS_READ),
        response_class=Response,
        responses={200: {"content": {"text/calendar": {}}}},
    )
    async def calendar(
        member_id: UUID,
        by: By,
        unit: Annotated[LoadUnit, Query(description="of loads")] = LoadUnit.KG,
    ) -> Response:
        must_see(by, member_id=member_id)
        request = workouts.ListWorkoutsRequest(
            kind=KINDS.label(WorkoutKind.PLANNED), member_id=str(member_id), page_size=_AT_ONCE
        )
        planned = [one async for one in workouts_of(catalog, request)]
        content = await asyncio.to_thread(_calendar, planned, unit)
        return _file(content, "text/calendar", f"workouts-{member_id}.ics")


def _span(session: sessions.Session, sets: Sequence[TrainedSet]) -> tuple[int, int]:
    """From when until when a session, which may still be open, was trained in."""
    times_us = [time_us for one in sets for time_us in (one.begun_us, one.ended_us)]
    times_us += [session.begun_us, session.ended_us or session.begun_us]
    return min(times_us), max(times_us)


def _fit(begun_us: int, ended_us: int, sets: Sequence[TrainedSet]) -> bytes:
    # Loaded when somebody asks: FIT's whole profile takes most of a second.
    from spotter.notifier.exports.fit import fit_bytes  # noqa: PLC0415

    return fit_bytes(begun_us, ended_us, sets)


def _calendar(planned: Sequence[StoredWorkout], unit: LoadUnit) -> bytes:
    from spotter.notifier.exports.calendar import calendar_bytes  # noqa: PLC0415 - likewise

    return calendar_bytes(planned, unit)


async def _session(catalog: AsyncCatalogChannel, session_id: UUID, by: Whoever) -> sessions.Session:
    """The session, if it is seen; else raises :class:`UnknownError`."""
    with as_if_there_were_none(by):
        request = sessions.GetSessionRequest(session_id=str(session_id))
        found = (await catalog.call(SessionServiceStub(catalog.grpc).GetSession, request)).session
        if not by.scope.sees(member_id=found.member_id, station_id=found.station_id):
            raise UnknownError
    return found


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)
