"""Routes for sessions."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from spotter.api.catalog.v1 import session_service_pb2 as pb2
from spotter.api.catalog.v1.session_service_pb2_grpc import SessionServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import UnknownError
from spotter.notifier.views.v1.fields import Page, StationId
from spotter.notifier.views.v1.people import sessions as views
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.access.seen_notes import SeenNotes
from spotter.notifier.web.v1.paging import AskedPart
from spotter.notifier.web.v1.seen import as_if_there_were_none, must_see, seen_part

_READ, _WRITE = needs(Right.SESSIONS_READ), needs(Right.SESSIONS_WRITE)


def session_routes(catalog: AsyncCatalogChannel, notes: SeenNotes) -> APIRouter:
    """The routes for sessions."""
    router = APIRouter(prefix="/sessions", tags=["sessions"])
    _add_reading(router, catalog, notes)
    _add_changes(router, catalog)
    return router


def _add_reading(router: APIRouter, catalog: AsyncCatalogChannel, notes: SeenNotes) -> None:
    @router.get("", summary="Sessions, latest first", openapi_extra=_READ)
    async def sessions(  # noqa: PLR0913 - the filters
        part: AskedPart,
        by: By,
        member_id: UUID | None = None,
        station_id: Annotated[StationId | None, Query()] = None,
        class_id: UUID | None = None,
        *,
        only_open: bool = False,
    ) -> Page[views.SessionView]:
        must_see(by, member_id=member_id, station_id=station_id, class_id=class_id)
        if member_id and not only_open:
            notes.add_member(by, member_id, "saw the sessions")
        request = pb2.ListSessionsRequest(
            member_id=str(member_id or by.member_id),
            station_id=station_id or "",
            class_id=str(class_id or ""),
            only_open=only_open,
            page_size=part.limit,
        )

        async def ask(cursor: str) -> tuple[list[pb2.Session], str]:
            request.page_token = cursor
            found = await catalog.call(SessionServiceStub(catalog.grpc).ListSessions, request)
            return list(found.sessions), found.next_page_token

        seen, further = await seen_part(ask, part.cursor, lambda one: _is_seen(by, one))
        return Page(items=[views.session_view(one) for one in seen], next=further)

    @router.get("/{session_id}", summary="One session", openapi_extra=_READ)
    async def session(session_id: UUID, by: By) -> views.SessionView:
        return views.session_view(await _session(catalog, session_id, by))


def _add_changes(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post("", status_code=201, summary="Begin a session now", openapi_extra=_WRITE)
    async def begin(session: views.NewSession, response: Response, by: By) -> views.SessionBegun:
        must_see(
            by,
            member_id=session.member_id,
            station_id=session.station_id,
            class_id=session.class_id,
        )
        request = pb2.BeginSessionRequest(
            station_id=session.station_id,
            member_id=str(session.member_id),
            class_id=str(session.class_id or ""),
            instead=session.instead,
            author=by.author,
        )
        begun = await catalog.call(SessionServiceStub(catalog.grpc).BeginSession, request)
        response.headers["Location"] = f"/api/v1/sessions/{begun.session.session_id}"
        return views.SessionBegun(
            session=views.session_view(begun.session),
            ended=[views.session_view(one) for one in begun.ended],
        )

    @router.put("/{session_id}/end", summary="End a session now", openapi_extra=_WRITE)
    async def end(session_id: UUID, by: By) -> views.SessionView:
        if not by.scope.is_everything:
            await _session(catalog, session_id, by)
        request = pb2.EndSessionRequest(session_id=str(session_id), author=by.author)
        ended = await catalog.call(SessionServiceStub(catalog.grpc).EndSession, request)
        return views.session_view(ended.session)


async def _session(catalog: AsyncCatalogChannel, session_id: UUID, by: Whoever) -> pb2.Session:
    """The session, if it is seen; else raises :class:`UnknownError`."""
    with as_if_there_were_none(by):
        request = pb2.GetSessionRequest(session_id=str(session_id))
        answer = await catalog.call(SessionServiceStub(catalog.grpc).GetSession, request)
        if not _is_seen(by, answer.session):
            raise UnknownError
    return answer.session


def _is_seen(by: Whoever, session: pb2.Session) -> bool:
    return by.scope.sees(
        member_id=session.member_id, station_id=session.station_id, class_id=session.class_id
    )
