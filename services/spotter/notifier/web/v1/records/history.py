"""Routes for history."""

import asyncio
from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query, Response

from spotter.api.catalog.v1.history_service_pb2_grpc import HistoryServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import RefusedError
from spotter.notifier.views.v1.fields import Day, StationId, Words
from spotter.notifier.views.v1.records.history import HistoryView, IntervalName, history_view
from spotter.notifier.views.v1.records.history_parquet import parquet_of, writes_parquet
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.access.seen_notes import SeenNotes
from spotter.notifier.web.v1.problems import described
from spotter.notifier.web.v1.seen import must_see, must_see_everything
from spotter.wire.catalog.records.history import (
    History,
    HistoryQuery,
    Interval,
    history_of,
    query_message,
)
from spotter.wire.catalog.records.history_table import HistoryRow, csv_of, history_rows
from spotter.wire.errors import WireError

_READ = needs(Right.HISTORY_READ)
_PARQUET = "application/vnd.apache.parquet"
_NO_PARQUET = "Parquet needs pyarrow here: pip install 'spotter-gym[parquet]'"


def _query(  # noqa: PLR0913, PLR0917 - whose history, of what, and when
    by: By,
    first_day: Annotated[Day, Query()],
    last_day: Annotated[Day, Query(description="included")],
    interval: Annotated[IntervalName, Query(description="weeks begin on Monday")] = "day",
    member_id: UUID | None = None,
    station_id: Annotated[StationId | None, Query()] = None,
    class_id: UUID | None = None,
    exercise_id: UUID | None = None,
    exercise: Annotated[Words, Query(description="a name of today")] = "",
) -> HistoryQuery:
    """Whose history: a member's, a station's, a class's, or without any the gym's."""
    must_see(by, member_id=member_id, station_id=station_id, class_id=class_id)
    if not (member_id or station_id or class_id):
        must_see_everything(by)
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


def history_routes(catalog: AsyncCatalogChannel, notes: SeenNotes) -> APIRouter:
    """The routes for history."""
    router = APIRouter(tags=["history"])

    @router.get("/history", summary="Reps by days or weeks", openapi_extra=_READ)
    async def history(query: AskedHistory, by: By) -> HistoryView:
        _note(notes, by, query, "saw the history")
        return history_view(await _asked(catalog, query), writes_parquet=writes_parquet())

    @router.get(
        "/history.csv",
        summary="The same for each exercise, as a table in CSV",
        openapi_extra=_READ,
        response_class=Response,
        responses={200: {"content": {"text/csv": {}}}},
    )
    async def table(query: AskedHistory, by: By) -> Response:
        _note(notes, by, query, "exported the history")
        return Response(
            csv_of(await _rows(catalog, query)), media_type="text/csv", headers=_as_file("csv")
        )

    @router.get(
        "/history.parquet",
        summary="The same table in Parquet, where the extra `parquet` is installed",
        openapi_extra=_READ,
        response_class=Response,
        responses={200: {"content": {_PARQUET: {}}}, 501: described(_NO_PARQUET)},
    )
    async def columns(query: AskedHistory, by: By) -> Response:
        _note(notes, by, query, "exported the history")
        rows = await _rows(catalog, query)
        try:
            file = await asyncio.to_thread(parquet_of, rows)
        except ModuleNotFoundError as error:
            raise HTTPException(501, _NO_PARQUET) from error
        return Response(file, media_type=_PARQUET, headers=_as_file("parquet"))

    return router


def _note(notes: SeenNotes, by: Whoever, query: HistoryQuery, what: str) -> None:
    """Note whose history it was, if it was one person's or one class's."""
    if query.member_id:
        notes.add_member(by, query.member_id, what)
    elif query.class_id:
        notes.add(by, "class", query.class_id, "", f"{what} of this class")


def _as_file(kind: str) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="history.{kind}"',
        "Cache-Control": "no-store",
    }


async def _asked(catalog: AsyncCatalogChannel, query: HistoryQuery) -> History:
    answer = await catalog.call(HistoryServiceStub(catalog.grpc).GetHistory, query_message(query))
    return history_of(answer)


async def _rows(catalog: AsyncCatalogChannel, query: HistoryQuery) -> list[HistoryRow]:
    """The rows of all exercises that were done, one exercise after the other."""
    rows: list[HistoryRow] = []
    for done in (await _asked(catalog, query)).exercises:
        of_one = replace(query, exercise_id=done.exercise_id, exercise="")
        rows += history_rows(done, await _asked(catalog, of_one))
    return rows
