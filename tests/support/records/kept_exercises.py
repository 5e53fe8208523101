"""Exercises as processes keep them on disk: most tests run without a catalog."""

import os
from pathlib import Path

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.exercises.cache import ExerciseCache
from spotter.catalog_client.exercises.exercises import KnownExercises
from spotter.movement.values.body.equipment import Equipment
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.reference import Reference
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.references import exercise_bytes, reference_digest

NOBODY = "127.0.0.1:1"
"""Where no catalog answers."""
CACHE_VARIABLE = "SPOTTER_CACHE_DIR"


def put_reference(reference: Reference, folder: Path | None = None) -> str:
    """Make this the live reference of its exercise, in ``folder`` or the usual one.

    Returns its digest.
    """
    return _put(Exercise((reference,)), folder or _folder())


def put_exercise(reference: Reference, equipment: Equipment) -> str:
    """The same of an exercise that is done with ``equipment``."""
    return _put(Exercise((reference,), equipment=equipment), _folder())


def forget_reference(digest: str) -> None:
    """No longer keep this version."""
    next(_folder().glob(f"{digest}.*")).unlink()


def put_no_reference() -> None:
    """The catalog has answered that there is no exercise."""
    ExerciseCache(_folder()).keep_live({})


def kept_exercises(address: str = NOBODY) -> KnownExercises:
    """What a process knows; at the usual address its catalog is away."""
    return KnownExercises(CatalogChannel(address, GrpcSecurity()), ExerciseCache(_folder()))


def _put(exercise: Exercise, folder: Path) -> str:
    data = exercise_bytes(exercise)
    digest = reference_digest(data)
    cache = ExerciseCache(folder)
    cache.keep(digest, data)
    cache.keep_live({**(cache.live() or {}), exercise.references[0].exercise: digest})
    return digest


def _folder() -> Path:
    return Path(os.environ[CACHE_VARIABLE])
