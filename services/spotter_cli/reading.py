"""Recordings read for a command, with progress on standard error."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from spotter_cli.pose_source import Recording, read_recording

JsonRate = Annotated[
    float,
    typer.Option("--fps", min=1, max=1000, help="Frames per second of folders of OpenPose JSON."),
]


def read_with_progress(path: Path, json_rate_hz: float) -> Recording:
    """:func:`read_recording` with a bar, where standard error is a terminal."""
    console = Console(stderr=True)  # standard output is for the result
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(f"Poses in {path.name}", total=None)
        return read_recording(
            path,
            json_rate_hz=json_rate_hz,
            on_progress=lambda done_s, total_s: bar.update(task, completed=done_s, total=total_s),
        )
