"""Routes by which a trainer teaches exercises."""

import asyncio
import base64
import binascii
from typing import Annotated

import redis.asyncio
from fastapi import APIRouter, Path, Response

from spotter.api.catalog.v1 import teaching_service_pb2 as pb2
from spotter.api.catalog.v1.teaching_service_pb2_grpc import TeachingServiceStub
from spotter.api.reps.v1 import rep_pb2
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import ConflictError, RefusedError, UnknownError
from spotter.notifier.readers.redis.recordings import newest_us, read_recorded
from spotter.notifier.views.v1.exercises import teaching as views
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.wire.catalog.exercises.teaching import REP_JUDGEMENTS, RepJudgement, series_messages
from spotter.wire.encoding.parsing import parse
from spotter.wire.errors import WireError
from spotter.wire.poses.recorded import Recorded

_WRITE = needs(Right.EXERCISES_WRITE)
_LONGEST_MS = 120_000
"""As long as the pose log keeps 30 frames a second."""
_MAX_ID_LENGTH = 200
_LONG_S = 30.0
"""Finding and learning takes longer than reading."""


def teaching_routes(catalog: AsyncCatalogChannel, client: redis.asyncio.Redis) -> APIRouter:
    """The routes; ``client`` reads what stations see."""
    router = APIRouter(tags=["teaching"])
    _add_recordings(router, catalog, client)

    @router.put(
        "/reps/{rep_id}/judgement", summary="Say of a rep what it was", openapi_extra=_WRITE
    )
    async def judge(
        rep_id: Annotated[str, Path(max_length=_MAX_ID_LENGTH)],
        said: views.RepJudgementGiven,
        by: By,
    ) -> views.RepJudgedView:
        judgement = RepJudgement(said.judgement)
        request = pb2.JudgeRepRequest(
            rep_id=rep_id,
            judgement=REP_JUDGEMENTS.label(judgement),
            author=by.author,
        )
        stub = TeachingServiceStub(catalog.grpc)
        judged = await catalog.call(stub.JudgeRep, request, timeout_s=_LONG_S)
        return views.rep_judged_view(judged, judgement)

    return router


def _add_recordings(
    router: APIRouter, catalog: AsyncCatalogChannel, client: redis.asyncio.Redis
) -> None:
    @router.post(
        "/recordings/found", summary="The reps in a recording so far", openapi_extra=_WRITE
    )
    async def found(asked: views.RecordingAsked) -> views.RecordingView:
        since_ms, until_ms = await _span_ms(client, asked)
        span_us = since_ms * 1000, until_ms * 1000 + 999
        recorded = await read_recorded(client, asked.station_id, *span_us)
        if not recorded.people:
            return views.empty_recording(recorded, since_ms, until_ms, "nobody is seen yet")
        try:
            taught = await _found(catalog, recorded, asked)
        except (UnknownError, ConflictError):
            raise
        except RefusedError as error:
            return views.empty_recording(recorded, since_ms, until_ms, str(error))
        return views.recording_view(taught, recorded, since_ms, until_ms)

    @router.post(
        "/recordings", status_code=201, summary="Make an exercise of reps", openapi_extra=_WRITE
    )
    async def record(new: views.NewRecording, response: Response, by: By) -> views.RecordedView:
        stub, request = TeachingServiceStub(catalog.grpc), _recording(new, by.author)
        stored = await catalog.call(stub.StoreRecording, request, timeout_s=_LONG_S)
        view = views.recorded_view(stored)
        response.headers["Location"] = f"/api/v1/exercises/{view.exercise.exercise_id}"
        return view


def _recording(new: views.NewRecording, author: str) -> pb2.StoreRecordingRequest:
    """What is to be stored. Raises :class:`RefusedError`."""
    if (new.name is None) == (new.exercise_id is None):
        raise RefusedError("expected a new exercise's name or a known one's id, one of them")
    request = pb2.StoreRecordingRequest(
        reps=[_poses(data) for data in new.reps],
        person=str(new.member_id or new.person),
        source=new.source,
        author=author,
        film_id=str(new.film_id or ""),
    )
    if new.exercise_id:
        request.exercise_id = str(new.exercise_id)
    else:
        request.name = new.name or ""
    return request


async def _span_ms(client: redis.asyncio.Redis, asked: views.RecordingAsked) -> tuple[int, int]:
    """From when to when the recording is. Raises :class:`RefusedError`."""
    newest = await newest_us(client, asked.station_id)
    if newest is None:
        raise RefusedError(f"{asked.station_id} sends no pictures: nothing can be recorded")
    since_ms = newest // 1000 + 1 if asked.since_ms is None else asked.since_ms
    until_ms = max(since_ms, newest // 1000 if asked.until_ms is None else asked.until_ms)
    if until_ms - since_ms > _LONGEST_MS:
        raise RefusedError(f"a recording lasts at most {_LONGEST_MS // 1000} s; begin again")
    return since_ms, until_ms


async def _found(
    catalog: AsyncCatalogChannel, recorded: Recorded, asked: views.RecordingAsked
) -> pb2.ProposeReferenceResponse:
    width_px, height_px = recorded.size_px or (0, 0)
    request = pb2.ProposeReferenceRequest(
        people=await asyncio.to_thread(series_messages, recorded.people),
        width_px=width_px,
        height_px=height_px,
        expected_reps=asked.expected_reps,
        exercise_id=str(asked.exercise_id or ""),
    )
    stub = TeachingServiceStub(catalog.grpc)
    return await catalog.call(stub.ProposeReference, request, timeout_s=_LONG_S)


def _poses(data: str) -> rep_pb2.PoseSeries:
    try:
        return parse(rep_pb2.PoseSeries, base64.b64decode(data, validate=True))
    except (binascii.Error, WireError) as error:
        raise RefusedError("expected a rep's poses as they were found; found others") from error
