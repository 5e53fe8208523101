"""``spotter references``: put references into the catalog of a gym on other machines."""

import os
from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.errors import StartError
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.terminal.environment import chosen_estimator, data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.up.exercise_supply import ExerciseSupply, run_with_progress
from spotter.cli.up.gym import is_video
from spotter.exercise_store.references import ReferenceFolder
from spotter.local_stack.catalog import ADDRESS_VARIABLE
from spotter.local_stack.cores import cores
from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.gym import described_gym
from spotter.runtime.lifecycle import stop_on_signals

references_app = typer.Typer(help="The references by which reps are judged.", no_args_is_help=True)


@references_app.callback()
def _references() -> None:
    """Make Typer treat the app as a group although it has one command."""


@references_app.command("publish", epilog="Example: spotter references publish --config gym.yaml")
def publish_references(
    config: Annotated[
        Path,
        typer.Option(envvar="SPOTTER_GYM", show_envvar=False, help="YAML file of the gym."),
    ],
) -> None:
    """Put the references of a gym's exercises into the catalog, at $SPOTTER_CATALOG_ADDRESS.

    What is recorded in $SPOTTER_DATA_DIR is taken over with its versions, once; for an exercise
    that nobody has recorded, the demo's athlete is filmed, only once. `spotter up` does this
    itself.

    Exit codes: 0 all are there; 1 the catalog does not answer, or a signal came first; 2 the gym's
    description is wrong, or one of its exercises is unknown.
    """
    stopping = stop_on_signals()
    folder = DataFolder(data_folder())
    with errors_as_exits():
        gym = described_gym(config, is_video)
        if not os.environ.get(ADDRESS_VARIABLE):
            raise StartError(f"expected the catalog's address in ${ADDRESS_VARIABLE}; found none")
        with catalog(folder) as channel:
            supply = ExerciseSupply(
                channel,
                ReferenceFolder.of(folder.root),
                folder.demo / "made",
                chosen_estimator(os.environ),
            )
            if said := supply.take_over():
                typer.echo(said, err=True)
            provided = supply.provide(
                gym.exercises, (), lambda jobs: run_with_progress(jobs, cores(), stopping.is_set)
            )
        if provided is None:
            raise typer.Exit(1)
    for exercise, is_demo in provided.items():
        typer.echo(f"{exercise}: {'from the demo' if is_demo else 'recorded'}")
