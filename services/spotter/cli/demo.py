"""``spotter demo``: the demo gym's videos, for people who run the services themselves."""

from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.up.exercise_supply import run_with_progress
from spotter.demo.gym import VideoJob
from spotter.demo.plan import demo_stations
from spotter.local_stack.cores import cores
from spotter.runtime.lifecycle import stop_on_signals

DEMO_RATE_HZ = 10.0
DEMO_STATIONS = 6


def demo(
    folder: Annotated[Path, typer.Argument(help="The folder for the videos; it must exist.")],
) -> None:
    """Film the demo gym: one video per station, named after it. Existing videos stay.

    `spotter up` does this itself.

    For example:

    spotter demo videos/

    Exit codes: 0 all videos are there; 1 they could not be made, or a signal came first.
    """
    stopping = stop_on_signals()
    stations = demo_stations(DEMO_STATIONS, DEMO_RATE_HZ)
    jobs = [VideoJob(folder / f"{station.station_id}.mp4", station.shot) for station in stations]
    missing = [job for job in jobs if not job.path.exists()]
    with errors_as_exits():
        if missing and not run_with_progress(missing, cores(), stopping.is_set):
            raise typer.Exit(1)
    for job in jobs:
        typer.echo(job.path)
