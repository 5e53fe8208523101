"""Reads recordings for a command, with progress on standard error."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

from spotter.cli.terminal.environment import POSE_VARIABLE
from spotter.cli.terminal.progress import progress_bars
from spotter.estimators.registry import ESTIMATOR_NAMES
from spotter.pose_files.openpose_json.picture_ratios import picture_px_of
from spotter.recordings.recording import OnProgress, Read, Recording, read_recording

JsonRate = Annotated[
    float | None,
    typer.Option(
        "--fps",
        min=1,
        max=1000,
        help="Frames per second of a folder of OpenPose JSON. Default: the times that `spotter "
        "pose` wrote into it, else 30",
    ),
]

JsonAspect = Annotated[
    str | None,
    typer.Option(
        "--aspect",
        metavar="16:9",
        help="The picture's width to its height, for a folder of OpenPose JSON whose coordinates "
        "are ratios of the picture. Default: 16:9, with a warning",
    ),
]

PoseName = Annotated[
    str,
    typer.Option(
        "--pose",
        metavar="NAME",
        envvar=POSE_VARIABLE,
        help=f"The pose estimator for videos: {', '.join(ESTIMATOR_NAMES)}. `spotter models` lists "
        "the networks. OpenPose's may not be used commercially.",
    ),
]


def reader(estimator: str, json_rate_hz: float | None, json_aspect: str | None = None) -> Read:
    """:func:`read_recording` with progress on standard error, and what was assumed.

    Raises :class:`PoseFileError` for what is no aspect.
    """
    picture_px = None if json_aspect is None else picture_px_of(json_aspect)

    def read(path: Path) -> Recording:
        with progress_of(f"Poses in {path.name}") as on_progress:
            recording = read_recording(
                path,
                on_progress=on_progress,
                json_rate_hz=json_rate_hz,
                json_picture_px=picture_px,
                estimator=estimator,
            )
        show_notices(path, recording.notices)
        return recording

    return read


def show_notices(path: Path, notices: Iterable[str]) -> None:
    """Say on standard error what was assumed of a video, or left out of it."""
    for notice in notices:
        typer.echo(f"{path.name}: {notice}", err=True)


@contextmanager
def progress_of(description: str) -> Iterator[OnProgress]:
    """A progress bar; yields the function that moves it."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with progress_bars(*columns) as bar:
        task = bar.add_task(description, total=None)
        yield lambda done_s, total_s: bar.update(task, completed=done_s, total=total_s)
