"""Routes for workouts."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from spotter.api.catalog.v1 import workout_service_pb2 as pb2
from spotter.api.catalog.v1.workout_service_pb2_grpc import WorkoutServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import RefusedError
from spotter.notifier.views.v1 import workouts as views
from spotter.notifier.views.v1.fields import Day, Page
from spotter.notifier.web.v1.access.rights import Right, needs
from spotter.notifier.web.v1.paging import AskedPart
from spotter.training.errors import TrainingError
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.catalog.workouts import KINDS, WorkoutKind, placement_message, plan_message
from spotter.wire.errors import WireError

_READ, _WRITE = needs(Right.WORKOUTS_READ), needs(Right.WORKOUTS_WRITE)
_LONG_S = 60.0
"""Planning for a whole class."""


def workout_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes for workouts."""
    router = APIRouter(prefix="/workouts", tags=["workouts"])
    _add_reading(router, catalog)
    _add_changes(router, catalog)
    _add_planning(router, catalog)
    return router


def _add_reading(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get("", summary="Workouts by day, or templates by title", openapi_extra=_READ)
    async def workouts(
        part: AskedPart,
        kind: Annotated[
            views.KindName | None, Query(description="without: planned and performed")
        ] = None,
        member_id: Annotated[UUID | None, Query(description="of templates none")] = None,
        first_day: Annotated[Day | None, Query()] = None,
        last_day: Annotated[Day | None, Query(description="included")] = None,
    ) -> Page[views.WorkoutView]:
        request = pb2.ListWorkoutsRequest(
            kind=KINDS.label(WorkoutKind(kind)) if kind else None,
            member_id=str(member_id or ""),
            first_day=first_day.isoformat() if first_day else "",
            last_day=last_day.isoformat() if last_day else "",
            page_size=part.limit,
            page_token=part.cursor,
        )
        found = await catalog.call(WorkoutServiceStub(catalog.grpc).ListWorkouts, request)
        items = [views.workout_view(one) for one in found.workouts]
        return Page(items=items, next=found.next_page_token or None)

    @router.get("/{workout_id}", summary="One workout", openapi_extra=_READ)
    async def workout(workout_id: UUID) -> views.WorkoutView:
        request = pb2.GetWorkoutRequest(workout_id=str(workout_id))
        found = await catalog.call(WorkoutServiceStub(catalog.grpc).GetWorkout, request)
        return views.workout_view(found.workout)


def _add_changes(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post("", status_code=201, summary="Store a new workout", openapi_extra=_WRITE)
    async def create(given: views.WorkoutGiven, response: Response) -> views.WorkoutView:
        request = _store_request(given)
        stored = await catalog.call(WorkoutServiceStub(catalog.grpc).StoreWorkout, request)
        response.headers["Location"] = f"/api/v1/workouts/{stored.workout.workout_id}"
        return views.workout_view(stored.workout)

    @router.put("/{workout_id}", summary="Replace a workout", openapi_extra=_WRITE)
    async def replace(workout_id: UUID, given: views.WorkoutGiven) -> views.WorkoutView:
        request = _store_request(given)
        request.workout_id = str(workout_id)
        stored = await catalog.call(WorkoutServiceStub(catalog.grpc).StoreWorkout, request)
        return views.workout_view(stored.workout)

    @router.delete(
        "/{workout_id}", status_code=204, summary="Delete a workout", openapi_extra=_WRITE
    )
    async def delete(workout_id: UUID) -> None:
        request = pb2.DeleteWorkoutRequest(workout_id=str(workout_id), author=LOCAL_AUTHOR)
        await catalog.call(WorkoutServiceStub(catalog.grpc).DeleteWorkout, request)


def _add_planning(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post(
        "/{workout_id}/plans",
        summary="Plan what a template says, for those who do not have it on that day yet",
        openapi_extra=_WRITE,
    )
    async def plan(workout_id: UUID, given: views.PlanGiven) -> views.PlannedView:
        request = pb2.PlanFromTemplateRequest(
            workout_id=str(workout_id),
            member_ids=map(str, given.member_ids),
            class_id=str(given.class_id or ""),
            day=given.day.isoformat(),
            author=LOCAL_AUTHOR,
        )
        stub = WorkoutServiceStub(catalog.grpc)
        planned = await catalog.call(stub.PlanFromTemplate, request, timeout_s=_LONG_S)
        workouts = [views.workout_view(one) for one in planned.workouts]
        return views.PlannedView(workouts=workouts, new_count=planned.new_count)


def _store_request(given: views.WorkoutGiven) -> pb2.StoreWorkoutRequest:
    """The request; raises :class:`RefusedError` for what cannot be a workout."""
    try:
        return pb2.StoreWorkoutRequest(
            placement=placement_message(given.placement.value if given.placement else None),
            plan=plan_message(given.workout),
            author=LOCAL_AUTHOR,
        )
    except (TrainingError, WireError) as error:
        raise RefusedError(str(error)) from error
