"""``spotter evaluate pose``: where estimators see the joints of rendered athletes."""

import os
from itertools import product
from typing import Annotated

import typer

from spotter.cli.evaluate.options import AsJson, ExerciseNames, PagePath, Seed, tell, write_page
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.terminal.progress import counted
from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR
from spotter.estimators.registry import ESTIMATOR_NAMES, make_estimator
from spotter.evaluation.pose.pose import LIMIT_TL, measure_poses
from spotter.evaluation.pose.scenes import Scene
from spotter.evaluation.pose.tables import poses_json, print_poses
from spotter.evaluation.version import version
from spotter.recordings.estimator_loading import model_cache
from spotter.reports.evaluation.page import render
from spotter.reports.evaluation.pose_page import poses_page
from spotter.simulation.motion.catalogue import EXERCISES

_YAWS_DEG = (0.0, 35.0, 90.0)

POSE_EXAMPLES = """Examples:

spotter evaluate pose

spotter evaluate pose --pose blazepose-lite --pose blazepose-full --exercise squat --yaw 35

spotter evaluate pose --pose openpose-onnx:network.onnx --page pose.html"""


def pose(  # noqa: PLR0913, PLR0917 - one argument per option
    estimators: Annotated[
        list[str],
        typer.Option(
            "--pose",
            metavar="NAME",
            help=f"An estimator: {', '.join(ESTIMATOR_NAMES)}. Give several to compare them.",
        ),
    ] = [DEFAULT_ESTIMATOR],  # noqa: B006 - Typer wants a list
    exercises: ExerciseNames = [*EXERCISES],  # noqa: B006 - the same
    yaws_deg: Annotated[
        list[float],
        typer.Option(
            "--yaw",
            metavar="DEG",
            help="Where the camera stands: 0 in front, 90 at the athlete's left, 180 behind.",
        ),
    ] = [*_YAWS_DEG],  # noqa: B006 - the same
    frames: Annotated[int, typer.Option(min=1, max=1000, help="Frames per exercise and view.")] = 8,
    seed: Seed = 0,
    as_json: AsJson = False,
    page: PagePath = None,
) -> None:
    """Measure where estimators see the joints of rendered athletes."""
    with errors_as_exits():
        cache, threads = model_cache(), os.cpu_count() or 1
        names = list(dict.fromkeys(estimators))
        made = [make_estimator(name, cache, threads) for name in names]
        scenes = [Scene(*place) for place in product(exercises, yaws_deg)]
        report = measure_poses(made, scenes, frames, seed, counted)
        settings = {
            "spotter": version(),
            "estimators": names,
            "exercises": exercises,
            "yaws_deg": yaws_deg,
            "frames": frames,
            "limit_in_torso_lengths": LIMIT_TL,
            "seed": seed,
        }
        if page:
            write_page(page, render(poses_page(report, settings)))
    tell(
        poses_json(report, settings),
        lambda console: print_poses(report, console),
        as_json=as_json,
        page=page,
    )
