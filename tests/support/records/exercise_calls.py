"""Asks a catalog in a test for exercises, and what it says when it refuses."""

from collections.abc import Callable
from dataclasses import replace

import grpc
import pytest

from spotter.api.catalog.v1 import exercise_service_pb2 as pb2
from spotter.movement.values.taught.exercise import Exercise
from spotter.wire.references import exercise_bytes, reference_digest
from support.movements.stick_squats import squat_reference
from support.records.running_catalog import RunningCatalog

SQUAT = Exercise((squat_reference(),))
STRICT = replace(SQUAT, false_alarm_ratio=0.01)


def store(
    catalog: RunningCatalog, exercise: Exercise, expected: str = "", exercise_id: str = ""
) -> pb2.ExerciseInfo:
    """Store an exercise in the name of anna."""
    request = pb2.StoreExerciseRequest(
        data=exercise_bytes(exercise),
        exercise_id=exercise_id,
        expected_digest=expected,
        author="anna",
        reason="+5 good reps",
    )
    return catalog.exercises.StoreExercise(request).exercise


def digest_of(exercise: Exercise) -> str:
    """An exercise's digest."""
    return reference_digest(exercise_bytes(exercise))


def listed(catalog: RunningCatalog, *, archived: bool = False) -> list[str]:
    """The names of the exercises in use, or archived."""
    request = pb2.ListExercisesRequest(archived=archived)
    return [one.name for one in catalog.exercises.ListExercises(request).exercises]


def refused(call: Callable[[], object]) -> tuple[grpc.StatusCode, str]:
    """The status and words with which a call is refused."""
    with pytest.raises(grpc.RpcError) as caught:
        call()
    return caught.value.code(), str(caught.value.details())


def exported(catalog: RunningCatalog, *exercise_ids: str, plain: bool = False) -> bytes:
    """Exercises as one file."""
    request = pb2.ExportExercisesRequest(exercise_ids=exercise_ids, plain=plain)
    return catalog.exercises.ExportExercises(request).file
