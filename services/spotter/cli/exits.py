"""Errors as messages and exit codes: 2 for bad input, 1 for what else stands in the way."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from spotter.cli.errors import InputError, StartError
from spotter.demo.errors import DemoError
from spotter.estimators.errors import EstimatorError, UnknownEstimatorError
from spotter.evaluation.errors import EvaluationCrashError, EvaluationError
from spotter.exercise_store.errors import ConflictError, ExerciseStoreError
from spotter.local_stack.errors import LocalStackError
from spotter.movement.values.errors import MovementError
from spotter.pictures.errors import PictureError
from spotter.pose_files.errors import PoseFileError
from spotter.recordings.errors import RecordingError
from spotter.simulation.errors import SimulationError

_IN_THE_WAY = (
    ConflictError,
    DemoError,
    EvaluationCrashError,
    LocalStackError,
    OSError,
    StartError,
)
_BAD_INPUT = (
    EvaluationError,
    ExerciseStoreError,
    InputError,
    MovementError,
    PictureError,
    PoseFileError,
    RecordingError,
    SimulationError,
    UnknownEstimatorError,
)


@contextmanager
def errors_as_exits() -> Iterator[None]:
    """Print an expected error on standard error and leave with its exit code."""
    try:
        yield
    except (*_IN_THE_WAY, *_BAD_INPUT, EstimatorError) as error:
        typer.echo(f"{error}", err=True)
        is_input = isinstance(error, _BAD_INPUT) and not isinstance(error, _IN_THE_WAY)
        raise typer.Exit(2 if is_input else 1) from error
