"""Exercises that a test's gym knows by name."""

from dataclasses import replace

from spotter.api.catalog.v1 import exercise_service_pb2 as pb2
from spotter.api.catalog.v1.exercise_service_pb2_grpc import ExerciseServiceStub
from spotter.movement.values import Exercise
from spotter.wire.references import exercise_bytes
from support.movements.stick_squats import squat_reference


def teach(exercises: ExerciseServiceStub, name: str) -> str:
    """Store an exercise of that name; returns its id."""
    data = exercise_bytes(Exercise((replace(squat_reference(), exercise=name),)))
    request = pb2.StoreExerciseRequest(data=data, author="ida", reason="taught")
    return exercises.StoreExercise(request).exercise.exercise_id
