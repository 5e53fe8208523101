"""Routes for when a rep of an exercise counts as faulty, and for trials of changes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from spotter.api.catalog.v1 import calibration_service_pb2 as pb2
from spotter.api.catalog.v1.calibration_service_pb2_grpc import CalibrationServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import RefusedError
from spotter.notifier.views.v1.exercises import trials as views
from spotter.notifier.views.v1.exercises.calibration import CalibrationView, calibration_view
from spotter.notifier.views.v1.exercises.exercises import ExerciseView, exercise_view
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.runtime.clock import wall_clock_us
from spotter.wire.catalog.exercises.calibration import calibration_of
from spotter.wire.catalog.exercises.exercises import info_of

_READ, _WRITE = needs(Right.EXERCISES_READ), needs(Right.EXERCISES_WRITE)
_LONG_S = 30.0
"""Learning an exercise takes longer than reading it."""
_DAY_US = 24 * 3600 * 1_000_000


def calibration_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/exercises/{exercise_id}", tags=["calibration"])

    @router.get("/calibration", summary="When a rep counts as faulty, and why", openapi_extra=_READ)
    async def calibration(
        exercise_id: UUID, days: Annotated[int, Query(ge=1, le=90)] = 28
    ) -> CalibrationView:
        request = pb2.GetCalibrationRequest(exercise_id=str(exercise_id), since_us=_since_us(days))
        stub = CalibrationServiceStub(catalog.grpc)
        found = await catalog.call(stub.GetCalibration, request, timeout_s=_LONG_S)
        return calibration_view(calibration_of(found))

    _add_trial(router, catalog)
    _add_outcome(router, catalog)
    return router


def _add_trial(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.put("/trial", summary="Try a change on the latest reps", openapi_extra=_WRITE)
    async def begin(exercise_id: UUID, given: views.TrialGiven, by: By) -> views.TrialView:
        if (given.false_alarm_ratio is None) == (given.digest is None):
            raise RefusedError("expected a false-alarm ratio or an earlier version, one of them")
        request = pb2.BeginTrialRequest(
            exercise_id=str(exercise_id),
            expected_digest=given.expected_digest,
            since_us=_since_us(given.days),
            author=by.author,
        )
        if given.digest is None:
            request.false_alarm_ratio = given.false_alarm_ratio or 0.0
        else:
            request.digest = given.digest
        stub = CalibrationServiceStub(catalog.grpc)
        begun = await catalog.call(stub.BeginTrial, request, timeout_s=_LONG_S)
        return views.trial_view(begun.trial)

    @router.get("/trial", summary="What has come of the trial", openapi_extra=_READ)
    async def trial(exercise_id: UUID) -> views.TrialView:
        request = pb2.GetTrialRequest(exercise_id=str(exercise_id))
        found = await catalog.call(CalibrationServiceStub(catalog.grpc).GetTrial, request)
        return views.trial_view(found.trial)


def _add_outcome(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.put("/trial/live", summary="Make what was tried live", openapi_extra=_WRITE)
    async def adopt(exercise_id: UUID, adopted: views.TrialAdopted, by: By) -> ExerciseView:
        request = pb2.AdoptTrialRequest(
            exercise_id=str(exercise_id),
            trial_id=adopted.trial_id,
            author=by.author,
            reason=adopted.reason,
        )
        changed = await catalog.call(CalibrationServiceStub(catalog.grpc).AdoptTrial, request)
        return exercise_view(info_of(changed.exercise))

    @router.delete("/trial", summary="Forget the trial", openapi_extra=_WRITE)
    async def dismiss(
        exercise_id: UUID, trial_id: Annotated[views.TrialId, Query()]
    ) -> views.TrialDismissed:
        request = pb2.DismissTrialRequest(exercise_id=str(exercise_id), trial_id=trial_id)
        await catalog.call(CalibrationServiceStub(catalog.grpc).DismissTrial, request)
        return views.TrialDismissed(trial_id=trial_id)


def _since_us(days: int) -> int:
    return wall_clock_us() - days * _DAY_US
