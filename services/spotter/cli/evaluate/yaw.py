"""``spotter evaluate yaw``: whether poses tell where around the person the camera stands."""

import os
from typing import Annotated

import typer

from spotter.cli.evaluate.options import AsJson, ExerciseNames, Seed, tell
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.terminal.progress import counted
from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR
from spotter.estimators.registry import ESTIMATOR_NAMES, make_estimator
from spotter.evaluation.version import version
from spotter.evaluation.yaw.tables import print_yaws, yaws_json
from spotter.evaluation.yaw.yaw import measure_yaws, sets_of
from spotter.recordings.estimator_loading import model_cache
from spotter.simulation.motion.catalogue import EXERCISES

_ATHLETES = (0, 1, 2, 3)
_YAWS_DEG = (0.0, 10.0, 20.0, 30.0, 45.0)

YAW_EXAMPLES = """Examples:

spotter evaluate yaw

spotter evaluate yaw --exercise squat --athlete 4 --athlete 5 --yaw 15 --yaw 40 --json"""


def yaw(  # noqa: PLR0913, PLR0917 - one argument per option
    estimator: Annotated[
        str,
        typer.Option(
            "--pose", metavar="NAME", help=f"The estimator: {', '.join(ESTIMATOR_NAMES)}."
        ),
    ] = DEFAULT_ESTIMATOR,
    exercises: ExerciseNames = [*EXERCISES],  # noqa: B006 - Typer wants a list
    athletes: Annotated[
        list[int],
        typer.Option("--athlete", min=0, metavar="NUMBER", help="An athlete; two or more."),
    ] = [*_ATHLETES],  # noqa: B006 - the same
    yaws_deg: Annotated[
        list[float],
        typer.Option(
            "--yaw",
            metavar="DEG",
            help="Where a camera stands: 0 in front, 90 at the athlete's left, 180 behind.",
        ),
    ] = [*_YAWS_DEG],  # noqa: B006 - the same
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """Measure the yaw between sets of different rendered athletes, as their poses tell it."""
    with errors_as_exits():
        made = make_estimator(estimator, model_cache(), os.cpu_count() or 1)
        report = measure_yaws(made, sets_of(exercises, athletes, yaws_deg), seed, counted)
    settings = {
        "spotter": version(),
        "estimator": estimator,
        "exercises": exercises,
        "athletes": athletes,
        "yaws_deg": yaws_deg,
        "seed": seed,
    }
    tell(
        yaws_json(report, settings),
        lambda console: print_yaws(report, console),
        as_json=as_json,
        page=None,
    )
