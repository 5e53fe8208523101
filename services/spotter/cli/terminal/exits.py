"""Errors as messages and exit codes: 2 for bad input, 1 for other failures."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from spotter.catalog_client.errors import CatalogAwayError, RefusedError
from spotter.catalog_client.errors import ConflictError as CatalogConflictError
from spotter.cli.errors import InputError, StartError, UntoldError
from spotter.demo.errors import DemoError, UnknownExerciseError
from spotter.equipment.errors import EquipmentError
from spotter.estimators.errors import EstimatorError, UnknownEstimatorError
from spotter.evaluation.errors import EvaluationCrashError, EvaluationError
from spotter.exercise_store.errors import ConflictError, ExerciseStoreError
from spotter.faces.errors import FacesError
from spotter.local_stack.errors import GymDescriptionError, LocalStackError
from spotter.movement.values import MovementError
from spotter.pictures.errors import PictureError
from spotter.pose_files.errors import PoseFileError
from spotter.recordings.errors import RecordingError
from spotter.replaying.errors import ReplayError
from spotter.simulation.errors import SimulationError
from spotter.teaching.errors import TeachingError
from spotter.training.errors import TrainingError
from spotter.wire.errors import WireError

_EXIT_CODES: dict[type[Exception], int] = {
    CatalogAwayError: 1,
    CatalogConflictError: 1,
    ConflictError: 1,
    DemoError: 1,
    EquipmentError: 2,
    EstimatorError: 1,
    EvaluationCrashError: 1,
    EvaluationError: 2,
    ExerciseStoreError: 2,
    FacesError: 2,
    GymDescriptionError: 2,
    InputError: 2,
    LocalStackError: 1,
    MovementError: 2,
    OSError: 1,
    PictureError: 2,
    PoseFileError: 2,
    RecordingError: 2,
    RefusedError: 2,
    ReplayError: 2,
    SimulationError: 2,
    StartError: 1,
    TeachingError: 2,
    TrainingError: 2,
    UnknownEstimatorError: 2,
    UnknownExerciseError: 2,
    UntoldError: 1,
    WireError: 2,
}


@contextmanager
def errors_as_exits() -> Iterator[None]:
    """Print an expected error on standard error and exit with the code of its kind."""
    try:
        yield
    except tuple(_EXIT_CODES) as error:
        typer.echo(f"{error}", err=True)
        known = next(kind for kind in type(error).__mro__ if kind in _EXIT_CODES)
        raise typer.Exit(_EXIT_CODES[known]) from error
