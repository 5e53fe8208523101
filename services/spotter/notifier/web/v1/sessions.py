"""Routes for sessions."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from spotter.api.catalog.v1 import session_service_pb2 as pb2
from spotter.api.catalog.v1.session_service_pb2_grpc import SessionServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.views.v1 import sessions as views
from spotter.notifier.views.v1.fields import Page, StationId
from spotter.notifier.web.v1.access.rights import Right, needs
from spotter.notifier.web.v1.paging import AskedPart
from spotter.wire.catalog.checks import LOCAL_AUTHOR

_READ, _WRITE = needs(Right.SESSIONS_READ), needs(Right.SESSIONS_WRITE)


def session_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes for sessions."""
    router = APIRouter(prefix="/sessions", tags=["sessions"])
    _add_reading(router, catalog)
    _add_changes(router, catalog)
    return router


def _add_reading(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get("", summary="Sessions, latest first", openapi_extra=_READ)
    async def sessions(
        part: AskedPart,
        member_id: UUID | None = None,
        station_id: Annotated[StationId | None, Query()] = None,
        class_id: UUID | None = None,
        *,
        only_open: bool = False,
    ) -> Page[views.SessionView]:
        found = await catalog.call(
            SessionServiceStub(catalog.grpc).ListSessions,
            pb2.ListSessionsRequest(
                member_id=str(member_id or ""),
                station_id=station_id or "",
                class_id=str(class_id or ""),
                only_open=only_open,
                page_size=part.limit,
                page_token=part.cursor,
            ),
        )
        items = [views.session_view(one) for one in found.sessions]
        return Page(items=items, next=found.next_page_token or None)

    @router.get("/{session_id}", summary="One session", openapi_extra=_READ)
    async def session(session_id: UUID) -> views.SessionView:
        request = pb2.GetSessionRequest(session_id=str(session_id))
        found = await catalog.call(SessionServiceStub(catalog.grpc).GetSession, request)
        return views.session_view(found.session)


def _add_changes(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post("", status_code=201, summary="Begin a session now", openapi_extra=_WRITE)
    async def begin(session: views.NewSession, response: Response) -> views.SessionBegun:
        request = pb2.BeginSessionRequest(
            station_id=session.station_id,
            member_id=str(session.member_id),
            class_id=str(session.class_id or ""),
            instead=session.instead,
            author=LOCAL_AUTHOR,
        )
        begun = await catalog.call(SessionServiceStub(catalog.grpc).BeginSession, request)
        response.headers["Location"] = f"/api/v1/sessions/{begun.session.session_id}"
        return views.SessionBegun(
            session=views.session_view(begun.session),
            ended=[views.session_view(one) for one in begun.ended],
        )

    @router.put("/{session_id}/end", summary="End a session now", openapi_extra=_WRITE)
    async def end(session_id: UUID) -> views.SessionView:
        request = pb2.EndSessionRequest(session_id=str(session_id), author=LOCAL_AUTHOR)
        ended = await catalog.call(SessionServiceStub(catalog.grpc).EndSession, request)
        return views.session_view(ended.session)
