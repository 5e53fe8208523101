"""Routes for what members say before and after their sessions."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from fastapi import APIRouter

from spotter.api.catalog.v1 import proposal_service_pb2 as pb
from spotter.api.catalog.v1 import session_service_pb2 as sessions
from spotter.api.catalog.v1.proposal_service_pb2_grpc import ProposalServiceStub
from spotter.api.catalog.v1.session_service_pb2_grpc import SessionServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import UnknownError
from spotter.notifier.views.v1.fields import StationId
from spotter.notifier.views.v1.training.proposals import EffortGiven, ReadinessGiven
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.seen import as_if_there_were_none, must_see

_OF_STATION, _OF_SESSION = needs(Right.STATION_ACT), needs(Right.SESSIONS_WRITE)
_STILL_ASKED = timedelta(minutes=30)
"""After the end of a session, of whoever trained last at a station."""


def question_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes for both questions, of a session and of who is at a station."""
    router = APIRouter(tags=["proposals"])
    _add_of_session(router, catalog)
    _add_of_station(router, catalog)
    return router


def _add_of_session(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.put(
        "/sessions/{session_id}/readiness",
        status_code=204,
        summary="Note how a member is before a session",
        openapi_extra=_OF_SESSION,
    )
    async def readiness(session_id: UUID, given: ReadinessGiven, by: By) -> None:
        await _must_see_it(catalog, session_id, by)
        await _answer(catalog, _before(str(session_id), given, by))

    @router.put(
        "/sessions/{session_id}/effort",
        status_code=204,
        summary="Note how hard a session was, and whether something hurt",
        openapi_extra=_OF_SESSION,
    )
    async def effort(session_id: UUID, given: EffortGiven, by: By) -> None:
        await _must_see_it(catalog, session_id, by)
        await _answer(catalog, _after(str(session_id), given, by))


def _add_of_station(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post(
        "/stations/{station_id}/readiness",
        status_code=204,
        summary="Note how whoever trains at a station is",
        openapi_extra=_OF_STATION,
    )
    async def station_readiness(station_id: StationId, given: ReadinessGiven, by: By) -> None:
        must_see(by, station_id=station_id)
        session_id = await _last_session(catalog, station_id)
        await _answer(catalog, _before(session_id, given, by))

    @router.post(
        "/stations/{station_id}/effort",
        status_code=204,
        summary="Note how hard it was for whoever trains at a station, or has just left",
        openapi_extra=_OF_STATION,
    )
    async def station_effort(station_id: StationId, given: EffortGiven, by: By) -> None:
        must_see(by, station_id=station_id)
        session_id = await _last_session(catalog, station_id)
        await _answer(catalog, _after(session_id, given, by))


async def _last_session(catalog: AsyncCatalogChannel, station_id: str) -> str:
    """The id of the session at a station, or of the one that has just ended.

    Raises :class:`UnknownError` if nobody has trained there for half an hour.
    """
    request = sessions.ListSessionsRequest(station_id=station_id, page_size=1)
    found = await catalog.call(SessionServiceStub(catalog.grpc).ListSessions, request)
    for one in found.sessions:
        if not one.HasField("ended_us") or _is_recent(one.ended_us):
            return one.session_id
    raise UnknownError(f"nobody has just trained at {station_id}")


def _is_recent(ended_us: int) -> bool:
    return datetime.now(UTC) - datetime.fromtimestamp(ended_us / 1e6, UTC) < _STILL_ASKED


async def _must_see_it(catalog: AsyncCatalogChannel, session_id: UUID, by: Whoever) -> None:
    with as_if_there_were_none(by):
        request = sessions.GetSessionRequest(session_id=str(session_id))
        found = (await catalog.call(SessionServiceStub(catalog.grpc).GetSession, request)).session
        if not by.scope.sees(member_id=found.member_id, station_id=found.station_id):
            raise UnknownError


def _before(session_id: str, given: ReadinessGiven, by: Whoever) -> pb.AnswerQuestionsRequest:
    answer = pb.ReadinessAnswer(
        sleep=given.sleep, stress=given.stress, fatigue=given.fatigue, soreness=given.soreness
    )
    return pb.AnswerQuestionsRequest(session_id=session_id, before=answer, author=by.author)


def _after(session_id: str, given: EffortGiven, by: Whoever) -> pb.AnswerQuestionsRequest:
    answer = pb.EffortAnswer(effort=given.effort, hurts=given.hurts)
    return pb.AnswerQuestionsRequest(session_id=session_id, after=answer, author=by.author)


async def _answer(catalog: AsyncCatalogChannel, request: pb.AnswerQuestionsRequest) -> None:
    await catalog.call(ProposalServiceStub(catalog.grpc).AnswerQuestions, request)
