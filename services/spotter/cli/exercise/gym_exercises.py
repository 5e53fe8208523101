"""What the commands for exercises answer from."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from spotter.catalog_client.errors import UnknownError
from spotter.catalog_client.exercises.descriptions import Descriptions
from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.cli.exercise.taking_over import take_over
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.exercise_store.references import ReferenceFolder
from spotter.exercise_store.versions import Versions
from spotter.local_stack.catalog import running_catalog
from spotter.local_stack.data_folder import DataFolder
from spotter.wire.catalog.exercises.descriptions import DescribedExercise
from spotter.wire.catalog.exercises.exercises import NOT_TAUGHT, ExerciseInfo


@contextmanager
def gym_exercises() -> Iterator[tuple[ExerciseLibrary, Descriptions]]:
    """The exercises of this machine's gym, and what is written about them; errors exit.

    Where no gym runs, those that are files are taken over into the catalog first.
    """
    data = DataFolder(data_folder())
    runs = running_catalog(data, os.environ) is not None
    with errors_as_exits(), catalog(data) as channel:
        library = ExerciseLibrary(channel)
        if not runs and (said := take_over(library, Versions(ReferenceFolder.of(data.root)))):
            typer.echo(said, err=True)
        yield library, Descriptions(channel)


def in_use(library: ExerciseLibrary, descriptions: Descriptions, name: str) -> ExerciseInfo:
    """The exercise of that name, be it taught or described only; ``created_us`` of the latter is 0.

    Raises :class:`UnknownError`.
    """
    try:
        return library.named(name).info
    except UnknownError as error:
        one = described(descriptions, name)
        if one is None:
            raise error from None
        return ExerciseInfo(one.exercise_id, one.name, 0, 0, NOT_TAUGHT)


def described(descriptions: Descriptions, name: str) -> DescribedExercise | None:
    """What is written about the exercise of that name; None if nothing is."""
    try:
        return descriptions.named(name)
    except UnknownError:
        return None
