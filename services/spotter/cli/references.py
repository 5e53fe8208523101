"""``spotter references``: publish references to a gym's services on other machines."""

import os
from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.environment import chosen_estimator, data_folder
from spotter.cli.errors import StartError
from spotter.cli.exits import errors_as_exits
from spotter.cli.gym_redis import REDIS_VARIABLE, gym_redis
from spotter.cli.publishing import publish
from spotter.cli.up.gym import is_video
from spotter.cli.up.preparation import run_with_progress
from spotter.demo.reference_supply import supply
from spotter.exercise_store.references import ReferenceFolder
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
    """Put the references of a gym's exercises into Redis, at $SPOTTER_REDIS_URL.

    Recorded references from $SPOTTER_DATA_DIR come first; for an exercise without one, the demo's
    athlete is filmed, only once. `spotter up` does this itself.

    Exit codes: 0 all are published; 1 Redis does not answer, or a signal came first; 2 the gym's
    description is wrong, or one of its exercises is unknown.
    """
    stopping = stop_on_signals()
    folder = DataFolder(data_folder())
    with errors_as_exits():
        gym = described_gym(config, is_video)
        own = ReferenceFolder.of(folder.root)
        files, jobs = supply(gym.exercises, own, folder.demo / "made", chosen_estimator(os.environ))
        if jobs and not run_with_progress(jobs, cores(), stopping.is_set):
            raise typer.Exit(1)
        _publish(files)
    for exercise, path in files.items():
        typer.echo(f"{exercise}: {'recorded' if path.parent == own.folder else 'from the demo'}")


def _publish(files: dict[str, Path]) -> None:
    url = os.environ.get(REDIS_VARIABLE)
    if not url:
        raise StartError(f"expected the address of Redis in ${REDIS_VARIABLE}; found it unset")
    with gym_redis(url, f"${REDIS_VARIABLE}") as client:
        publish(client, files)
