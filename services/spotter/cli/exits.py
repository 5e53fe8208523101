"""Errors as messages and exit codes: 2 for bad input, 1 for what else stands in the way."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from spotter.estimators.errors import EstimatorError, UnknownEstimatorError
from spotter.movement.values.errors import MovementError
from spotter.pictures.errors import PictureError
from spotter.recordings.errors import InputError, StartError
from spotter.simulation.errors import SimulationError


@contextmanager
def errors_as_exits() -> Iterator[None]:
    """Print an expected error on standard error and leave with its exit code."""
    try:
        yield
    except (
        InputError,
        MovementError,
        PictureError,
        SimulationError,
        UnknownEstimatorError,
    ) as error:
        typer.echo(f"{error}", err=True)
        raise typer.Exit(2) from error
    except (EstimatorError, StartError, OSError) as error:
        typer.echo(f"{error}", err=True)
        raise typer.Exit(1) from error
