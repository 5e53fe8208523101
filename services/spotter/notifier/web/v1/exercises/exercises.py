"""Routes for exercises and their versions."""

from uuid import UUID

from fastapi import APIRouter

from spotter.api.catalog.v1 import exercise_service_pb2 as pb2
from spotter.api.catalog.v1.exercise_service_pb2_grpc import ExerciseServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.views.v1.exercises import exercises as views
from spotter.notifier.views.v1.fields import Page
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.paging import AskedPart
from spotter.wire.catalog.exercises.exercises import activation_of, info_of
from spotter.wire.references import equipment_in_exercise

_READ, _WRITE = needs(Right.EXERCISES_READ), needs(Right.EXERCISES_WRITE)


def exercise_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes for exercises."""
    router = APIRouter(prefix="/exercises", tags=["exercises"])
    _add_reading(router, catalog)
    _add_changes(router, catalog)
    return router


def _add_reading(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get("", summary="Exercises, by name", openapi_extra=_READ)
    async def exercises(part: AskedPart, *, archived: bool = False) -> Page[views.ExerciseView]:
        request = pb2.ListExercisesRequest(
            page_size=part.limit, page_token=part.cursor, archived=archived
        )
        found = await catalog.call(ExerciseServiceStub(catalog.grpc).ListExercises, request)
        items = [views.exercise_view(info_of(one)) for one in found.exercises]
        return Page(items=items, next=found.next_page_token or None)

    @router.get("/{exercise_id}", summary="One exercise", openapi_extra=_READ)
    async def exercise(exercise_id: UUID) -> views.TaughtExerciseView:
        request = pb2.GetExerciseRequest(exercise_id=str(exercise_id))
        found = await catalog.call(ExerciseServiceStub(catalog.grpc).GetExercise, request)
        info = info_of(found.exercise)
        held = equipment_in_exercise(found.data) if info.is_taught else None
        return views.taught_exercise_view(info, held)

    @router.get(
        "/{exercise_id}/versions", summary="Its versions, the latest first", openapi_extra=_READ
    )
    async def versions(exercise_id: UUID, part: AskedPart) -> Page[views.VersionView]:
        request = pb2.ListVersionsRequest(
            exercise_id=str(exercise_id), page_size=part.limit, page_token=part.cursor
        )
        found = await catalog.call(ExerciseServiceStub(catalog.grpc).ListVersions, request)
        items = [views.version_view(activation_of(one)) for one in found.activations]
        return Page(items=items, next=found.next_page_token or None)


def _add_changes(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.put(
        "/{exercise_id}/live", summary="Go back to one of its versions", openapi_extra=_WRITE
    )
    async def activate(
        exercise_id: UUID, chosen: views.VersionChosen, by: By
    ) -> views.ExerciseView:
        request = pb2.ActivateVersionRequest(
            exercise_id=str(exercise_id),
            digest=chosen.digest,
            expected_digest=chosen.expected_digest,
            author=by.author,
            reason=chosen.reason,
        )
        changed = await catalog.call(ExerciseServiceStub(catalog.grpc).ActivateVersion, request)
        return views.exercise_view(info_of(changed.exercise))

    @router.put("/{exercise_id}/name", summary="Rename an exercise", openapi_extra=_WRITE)
    async def rename(exercise_id: UUID, new: views.NewExerciseName, by: By) -> views.ExerciseView:
        request = pb2.RenameExerciseRequest(
            exercise_id=str(exercise_id), name=new.name, author=by.author
        )
        changed = await catalog.call(ExerciseServiceStub(catalog.grpc).RenameExercise, request)
        return views.exercise_view(info_of(changed.exercise))

    @router.put("/{exercise_id}/archive", summary="Take it out of use", openapi_extra=_WRITE)
    async def archive(exercise_id: UUID, by: By) -> views.ExerciseView:
        request = pb2.ArchiveExerciseRequest(exercise_id=str(exercise_id), author=by.author)
        changed = await catalog.call(ExerciseServiceStub(catalog.grpc).ArchiveExercise, request)
        return views.exercise_view(info_of(changed.exercise))

    @router.put("/{exercise_id}/restore", summary="Take it back into use", openapi_extra=_WRITE)
    async def restore(exercise_id: UUID, by: By) -> views.ExerciseView:
        request = pb2.RestoreExerciseRequest(exercise_id=str(exercise_id), author=by.author)
        changed = await catalog.call(ExerciseServiceStub(catalog.grpc).RestoreExercise, request)
        return views.exercise_view(info_of(changed.exercise))
