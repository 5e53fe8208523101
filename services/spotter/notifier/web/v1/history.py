"""Routes for history."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from spotter.api.catalog.v1.history_service_pb2_grpc import HistoryServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import RefusedError
from spotter.notifier.views.v1.fields import StationId, Words
from spotter.notifier.views.v1.history import HistoryView, IntervalName, history_view
from spotter.notifier.web.v1.rights import Right, needs
from spotter.wire.catalog.history import History, HistoryQuery, Interval, history_of, query_message
from spotter.wire.errors import WireError

_READ = needs(Right.HISTORY_READ)


def _query(  # noqa: PLR0913, PLR0917 - whose history, of what, and when
    first_day: Annotated[date, Query(examples=["2026-01-05"])],
    last_day: Annotated[date, Query(description="included", examples=["2026-03-29"])],
    interval: Annotated[IntervalName, Query(description="weeks begin on Monday")] = "day",
    member_id: UUID | None = None,
    station_id: Annotated[StationId | None, Query()] = None,
    class_id: UUID | None = None,
    exercise_id: UUID | None = None,
    exercise: Annotated[Words, Query(description="a name of today")] = "",
) -> HistoryQuery:
    """Whose history: a member's, a station's, a class's, or without any the gym's."""
    try:
        return HistoryQuery(
            first_day=first_day,
            last_day=last_day,
            interval=Interval(interval),
            member_id=str(member_id or ""),
            station_id=station_id or "",
            class_id=str(class_id or ""),
            exercise_id=str(exercise_id or ""),
            exercise=exercise,
        )
    except WireError as error:
        raise RefusedError(str(error)) from error


AskedHistory = Annotated[HistoryQuery, Depends(_query)]


def history_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes for history."""
    router = APIRouter(prefix="/history", tags=["history"])

    @router.get("", summary="Reps by days or weeks", openapi_extra=_READ)
    async def history(query: AskedHistory) -> HistoryView:
        return history_view(await _asked(catalog, query))

    return router


async def _asked(catalog: AsyncCatalogChannel, query: HistoryQuery) -> History:
    answer = await catalog.call(HistoryServiceStub(catalog.grpc).GetHistory, query_message(query))
    return history_of(answer)
