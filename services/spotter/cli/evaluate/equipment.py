"""``spotter evaluate equipment``: how well taught equipment is followed."""

import time
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.evaluate.options import AsJson, tell
from spotter.cli.terminal.exits import errors_as_exits
from spotter.evaluation.equipment.clip import read_clip
from spotter.evaluation.equipment.halves import measure_halves, speed_ratio
from spotter.evaluation.equipment.overlay import drawn
from spotter.evaluation.equipment.tables import equipment_json, print_equipment
from spotter.evaluation.equipment.wrists import wrist_path
from spotter.evaluation.version import version
from spotter.pictures.jpeg import encode_jpeg

EQUIPMENT_EXAMPLES = """Examples:

spotter evaluate equipment curl.mp4 --centres centres.json

spotter evaluate equipment curl.mp4 --centres centres.json --pose blazepose-full

spotter evaluate equipment squat.mp4 --centres centres.json --every 1 --overlay pictures/"""


def equipment(  # noqa: PLR0913, PLR0917 - one argument per option
    file: Annotated[Path, typer.Argument(metavar="FILE.mp4", help="A video of one rep or more.")],
    centres: Annotated[
        Path, typer.Option(help="Where the plate or bar end is in some pictures, as JSON.")
    ],
    every: Annotated[int, typer.Option(min=1, max=30, help="Look at every Nth picture.")] = 2,
    overlay: Annotated[
        Path | None, typer.Option(help="A folder for pictures with marks and followed places.")
    ] = None,
    pose: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Compare with the nearer wrist as this estimator sees it."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure how well a plate, dumbbell or bar end is followed that was taught by boxes.

    It is taught on one half of the video and tried on the other, and the other way round.
    """
    with errors_as_exits():
        clip = read_clip(file, centres)
        trials = measure_halves(clip, every, time.thread_time)
        if overlay:
            overlay.mkdir(parents=True, exist_ok=True)
            for index, picture in drawn(clip, trials):
                (overlay / f"{index:05d}.jpg").write_bytes(encode_jpeg(picture))
        marks = clip.marks.places
        wrist = speed_ratio(wrist_path(file, pose, marks), marks) if pose else None
        settings = {"spotter": version(), "file": str(file), "every": every, "pose": pose}
    tell(
        equipment_json(trials, wrist, settings),
        partial(print_equipment, trials, wrist),
        as_json=as_json,
        page=None,
    )
