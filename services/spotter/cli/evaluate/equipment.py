"""``spotter evaluate equipment``: how well taught equipment is followed."""

import time
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.errors import InputError
from spotter.cli.evaluate.options import AsJson, Jobs, Seed, processes_for, tell
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.terminal.progress import counted
from spotter.evaluation.equipment.clip import read_clip
from spotter.evaluation.equipment.halves import measure_halves, speed_ratio
from spotter.evaluation.equipment.overlay import drawn
from spotter.evaluation.equipment.regained import measure_regained
from spotter.evaluation.equipment.rendered.filming import tools_named
from spotter.evaluation.equipment.rendered.rendered import measure_rendered
from spotter.evaluation.equipment.rendered.tables import print_rendered, rendered_json
from spotter.evaluation.equipment.tables import ByPose, equipment_json, print_equipment
from spotter.evaluation.equipment.wrists import holder_in, wrist_path
from spotter.evaluation.version import version
from spotter.pictures.jpeg import encode_jpeg
from spotter.simulation.tools.tool import Tool

EQUIPMENT_EXAMPLES = """Examples:

spotter evaluate equipment curl.mp4 --centres centres.json

spotter evaluate equipment curl.mp4 --centres centres.json --pose blazepose-full

spotter evaluate equipment squat.mp4 --centres centres.json --every 1 --overlay pictures/

spotter evaluate equipment --rendered

spotter evaluate equipment --rendered --tool dumbbells --yaw 35"""

_YAWS_DEG = (0.0, 35.0, 90.0)


def equipment(  # noqa: PLR0913, PLR0917 - one argument per option
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE.mp4", help="A video of one rep or more.")
    ] = None,
    centres: Annotated[
        Path | None, typer.Option(help="Where the plate or bar end is in some pictures, as JSON.")
    ] = None,
    every: Annotated[int, typer.Option(min=1, max=30, help="Look at every Nth picture.")] = 2,
    overlay: Annotated[
        Path | None, typer.Option(help="A folder for pictures with marks and followed places.")
    ] = None,
    pose: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Find it from the forearm that this estimator sees, and compare its wrist.",
        ),
    ] = None,
    rendered: Annotated[
        bool, typer.Option("--rendered", help="Try all tools on rendered athletes instead.")
    ] = False,
    tools: Annotated[
        list[str],
        typer.Option(
            "--tool", metavar="NAME", help=f"Rendered: {', '.join(Tool)}. Default: all of them"
        ),
    ] = [],  # noqa: B006 - Typer wants a list
    yaws_deg: Annotated[
        list[float],
        typer.Option("--yaw", metavar="DEG", help="Rendered: where the camera stands."),
    ] = [*_YAWS_DEG],  # noqa: B006 - the same
    seed: Seed = 0,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> None:
    """Measure how well a plate, dumbbell or bar end is followed that was taught by boxes.

    It is taught on one half of the video and tried on the other, and the other way round; with
    --rendered, taught by one rendered athlete and tried by another, in other light.
    """
    if rendered:
        _on_rendered(tools, yaws_deg, seed, jobs, as_json=as_json)
    else:
        _on_video(file, centres, every, overlay, pose, as_json=as_json)


def _on_rendered(
    tools: list[str], yaws_deg: list[float], seed: int, jobs: int | None, *, as_json: bool
) -> None:
    with errors_as_exits():
        chosen = tools_named(tools)
        trials = measure_rendered(chosen, yaws_deg, seed, processes_for(jobs), counted)
        settings = {
            "spotter": version(),
            "tools": [tool.value for tool in chosen],
            "yaws_deg": yaws_deg,
            "seed": seed,
        }
    tell(
        rendered_json(trials, settings),
        partial(print_rendered, trials),
        as_json=as_json,
        page=None,
    )


def _on_video(  # noqa: PLR0913 - the options
    file: Path | None,
    centres: Path | None,
    every: int,
    overlay: Path | None,
    pose: str | None,
    *,
    as_json: bool,
) -> None:
    with errors_as_exits():
        if file is None or centres is None:
            raise InputError("expected a video and --centres, or --rendered")
        clip = read_clip(file, centres)
        trials = measure_halves(clip, every, time.thread_time)
        if overlay:
            overlay.mkdir(parents=True, exist_ok=True)
            for index, picture in drawn(clip, trials):
                (overlay / f"{index:05d}.jpg").write_bytes(encode_jpeg(picture))
        marks = clip.marks.places
        bodies = holder_in(file, pose, marks) if pose else None
        compared = (
            ByPose(
                speed_ratio(wrist_path(bodies, marks), marks), measure_regained(clip, bodies, every)
            )
            if bodies
            else None
        )
        settings = {"spotter": version(), "file": str(file), "every": every, "pose": pose}
    tell(
        equipment_json(trials, compared, settings),
        partial(print_equipment, trials, compared),
        as_json=as_json,
        page=None,
    )
