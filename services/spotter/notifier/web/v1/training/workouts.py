"""Routes for workouts."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from spotter.api.catalog.v1 import workout_service_pb2 as pb2
from spotter.api.catalog.v1.workout_service_pb2_grpc import WorkoutServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import RefusedError, UnknownError
from spotter.notifier.views.v1.fields import Day, Page
from spotter.notifier.views.v1.training import workouts as views
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.access.seen_notes import SeenNotes
from spotter.notifier.web.v1.paging import AskedPart
from spotter.notifier.web.v1.seen import (
    as_if_there_were_none,
    must_see,
    must_see_everything,
    seen_part,
)
from spotter.training.errors import TrainingError
from spotter.wire.catalog.training.workouts import (
    KINDS,
    WorkoutKind,
    placement_message,
    plan_message,
)
from spotter.wire.errors import WireError

_READ, _WRITE = needs(Right.WORKOUTS_READ), needs(Right.WORKOUTS_WRITE)
_LONG_S = 60.0
"""Planning for a whole class."""


def workout_routes(catalog: AsyncCatalogChannel, notes: SeenNotes) -> APIRouter:
    """The routes for workouts."""
    router = APIRouter(prefix="/workouts", tags=["workouts"])
    _add_reading(router, catalog, notes)
    _add_changes(router, catalog)
    _add_planning(router, catalog)
    return router


def _add_reading(router: APIRouter, catalog: AsyncCatalogChannel, notes: SeenNotes) -> None:
    @router.get("", summary="Workouts by day, or templates by title", openapi_extra=_READ)
    async def workouts(  # noqa: PLR0913 - the filters
        part: AskedPart,
        by: By,
        *,
        kind: Annotated[
            views.KindName | None, Query(description="without: planned and performed")
        ] = None,
        member_id: Annotated[UUID | None, Query(description="of templates none")] = None,
        first_day: Annotated[Day | None, Query()] = None,
        last_day: Annotated[Day | None, Query(description="included")] = None,
    ) -> Page[views.WorkoutView]:
        must_see(by, member_id=member_id)
        if member_id:
            notes.add_member(by, member_id, "saw the workouts")
        request = pb2.ListWorkoutsRequest(
            kind=KINDS.label(WorkoutKind(kind)) if kind else None,
            member_id=str(member_id or ("" if kind == "template" else by.member_id)),
            first_day=first_day.isoformat() if first_day else "",
            last_day=last_day.isoformat() if last_day else "",
            page_size=part.limit,
        )

        async def ask(cursor: str) -> tuple[list[views.WorkoutView], str]:
            request.page_token = cursor
            found = await catalog.call(WorkoutServiceStub(catalog.grpc).ListWorkouts, request)
            return [views.workout_view(one) for one in found.workouts], found.next_page_token

        seen, further = await seen_part(ask, part.cursor, lambda one: _is_seen(by, one))
        return Page(items=seen, next=further)

    @router.get("/{workout_id}", summary="One workout", openapi_extra=_READ)
    async def workout(workout_id: UUID, by: By) -> views.WorkoutView:
        return await _workout(catalog, workout_id, by)


def _add_changes(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post("", status_code=201, summary="Store a new workout", openapi_extra=_WRITE)
    async def create(given: views.WorkoutGiven, response: Response, by: By) -> views.WorkoutView:
        request = _store_request(given, by)
        stored = await catalog.call(WorkoutServiceStub(catalog.grpc).StoreWorkout, request)
        response.headers["Location"] = f"/api/v1/workouts/{stored.workout.workout_id}"
        return views.workout_view(stored.workout)

    @router.put("/{workout_id}", summary="Replace a workout", openapi_extra=_WRITE)
    async def replace(workout_id: UUID, given: views.WorkoutGiven, by: By) -> views.WorkoutView:
        await _must_be_theirs(catalog, workout_id, by)
        request = _store_request(given, by)
        request.workout_id = str(workout_id)
        stored = await catalog.call(WorkoutServiceStub(catalog.grpc).StoreWorkout, request)
        return views.workout_view(stored.workout)

    @router.delete(
        "/{workout_id}", status_code=204, summary="Delete a workout", openapi_extra=_WRITE
    )
    async def delete(workout_id: UUID, by: By) -> None:
        await _must_be_theirs(catalog, workout_id, by)
        request = pb2.DeleteWorkoutRequest(workout_id=str(workout_id), author=by.author)
        await catalog.call(WorkoutServiceStub(catalog.grpc).DeleteWorkout, request)


def _add_planning(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post(
        "/{workout_id}/plans",
        summary="Plan what a template says, for those who do not have it on that day yet",
        openapi_extra=_WRITE,
    )
    async def plan(workout_id: UUID, given: views.PlanGiven, by: By) -> views.PlannedView:
        must_see(by, class_id=given.class_id)
        for member_id in given.member_ids:
            must_see(by, member_id=member_id)
        request = pb2.PlanFromTemplateRequest(
            workout_id=str(workout_id),
            member_ids=map(str, given.member_ids),
            class_id=str(given.class_id or ""),
            day=given.day.isoformat(),
            author=by.author,
        )
        stub = WorkoutServiceStub(catalog.grpc)
        planned = await catalog.call(stub.PlanFromTemplate, request, timeout_s=_LONG_S)
        workouts = [views.workout_view(one) for one in planned.workouts]
        return views.PlannedView(workouts=workouts, new_count=planned.new_count)


async def _workout(
    catalog: AsyncCatalogChannel, workout_id: UUID, by: Whoever
) -> views.WorkoutView:
    """The workout, if it is seen; else raises :class:`UnknownError`."""
    with as_if_there_were_none(by):
        request = pb2.GetWorkoutRequest(workout_id=str(workout_id))
        found = await catalog.call(WorkoutServiceStub(catalog.grpc).GetWorkout, request)
        view = views.workout_view(found.workout)
        if not _is_seen(by, view):
            raise UnknownError
    return view


async def _must_be_theirs(catalog: AsyncCatalogChannel, workout_id: UUID, by: Whoever) -> None:
    """Templates are everybody's: who sees a part of the gym only changes none."""
    if not by.scope.is_everything:
        found = await _workout(catalog, workout_id, by)
        _must_place(by, found.member_id, found.class_id)


def _must_place(by: Whoever, member_id: str | None, class_id: str | None) -> None:
    if member_id is None:
        must_see_everything(by)
    must_see(by, member_id=member_id, class_id=class_id)


def _is_seen(by: Whoever, workout: views.WorkoutView) -> bool:
    """Templates are for whoever plans."""
    if workout.member_id is None:
        return by.may(Right.WORKOUTS_WRITE)
    return by.scope.sees(member_id=workout.member_id)


def _store_request(given: views.WorkoutGiven, by: Whoever) -> pb2.StoreWorkoutRequest:
    """The request; raises :class:`RefusedError` for what cannot be a workout."""
    place = given.placement
    _must_place(
        by,
        str(place.member_id) if place else None,
        str(place.class_id) if place and place.class_id else None,
    )
    try:
        return pb2.StoreWorkoutRequest(
            placement=placement_message(given.placement.value if given.placement else None),
            plan=plan_message(given.workout),
            author=by.author,
        )
    except (TrainingError, WireError) as error:
        raise RefusedError(str(error)) from error
