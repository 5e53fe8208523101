"""The route by which workouts of other apps are brought along."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from spotter.api.catalog.v1 import workout_service_pb2 as pb2
from spotter.api.catalog.v1.workout_service_pb2_grpc import WorkoutServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import RefusedError
from spotter.notifier.views.v1.fields import Day
from spotter.notifier.views.v1.training.workout_imports import ImportView, UnitName, import_view
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.seen import must_see
from spotter.training.load import LoadUnit
from spotter.wire.catalog.training.workout_imports import ImportOrder, imported_of, order_message
from spotter.wire.errors import WireError

_FILE = "application/octet-stream"
_BODY = {
    "requestBody": {
        "required": True,
        "description": "a CSV file that Strong or Hevy exported, at most 256 MiB",
        "content": {_FILE: {"schema": {"type": "string", "format": "binary"}}},
    }
}
_LONG_S = 3600.0
"""A file of a million rows."""
_MOST_NAMES = 1000


def import_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The route for files of other apps."""
    router = APIRouter(prefix="/workout-imports", tags=["workouts"])

    @router.post(
        "",
        summary="Import a file of Strong or Hevy, or look what is in it",
        openapi_extra=needs(Right.WORKOUTS_WRITE) | _BODY,
    )
    async def bring(order: AskedOrder, request: Request, by: By) -> ImportView:
        must_see(by, member_id=order.member_id)
        stub = WorkoutServiceStub(catalog.grpc)
        found = await catalog.call(
            stub.ImportWorkouts, _requests(order, request, by.author), timeout_s=_LONG_S
        )
        return import_view(imported_of(found))

    return router


def _order(
    member_id: UUID,
    dry_run: Annotated[bool, Query(description="store nothing")] = True,  # noqa: FBT002 - a query
    unit: Annotated[
        UnitName | None, Query(description="of weights for which the file names none")
    ] = None,
    name: Annotated[
        list[str],
        Query(
            max_length=_MOST_NAMES,
            description="NAME=EXERCISE, what a name of the file means; names without are left out",
            examples=[["Squat (Barbell)=squat"]],
        ),
    ] = [],  # noqa: B006 - FastAPI copies it
    plan_from: Annotated[
        Day | None,
        Query(description="plan the file's last four weeks again in the week from this day"),
    ] = None,
) -> ImportOrder:
    """What to do with the file."""
    unit_given = LoadUnit(unit) if unit else None
    try:
        return ImportOrder(str(member_id), dry_run, unit_given, _meant(name), plan_from)
    except WireError as error:
        raise RefusedError(str(error)) from error


AskedOrder = Annotated[ImportOrder, Depends(_order)]


def _meant(texts: list[str]) -> dict[str, str]:
    meant = {}
    for text in texts:
        name, is_given, exercise = text.rpartition("=")
        if not is_given or not name.strip() or not exercise.strip():
            raise RefusedError(f"expected name=NAME=EXERCISE; found {text[:100]!r}")
        meant[name.strip()] = exercise.strip()
    return meant


async def _requests(
    order: ImportOrder, request: Request, author: str
) -> AsyncIterator[pb2.ImportWorkoutsRequest]:
    yield pb2.ImportWorkoutsRequest(order=order_message(order, author))
    async for piece in request.stream():
        if piece:
            yield pb2.ImportWorkoutsRequest(data=piece)
