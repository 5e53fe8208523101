"""``spotter evaluate held``: how well equipment in hands is told from empty hands."""

import time
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.evaluate.options import AsJson, Seed, tell
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.terminal.progress import counted
from spotter.estimators.equipment.efficientnet.models import NAME
from spotter.estimators.equipment.held_look import HeldLook
from spotter.estimators.equipment.registry import DETECTOR_NAMES, make_detector
from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR
from spotter.evaluation.errors import EvaluationError
from spotter.evaluation.held.figures import HeldFigures
from spotter.evaluation.held.looks import LabelledVideo, Looks, clip_looks
from spotter.evaluation.held.rendered import RenderedTake, sets, take_looks, takes
from spotter.evaluation.held.tables import held_json, print_held
from spotter.evaluation.version import version
from spotter.recordings.estimator_loading import model_cache
from spotter.teaching.false_alarm_ratio import ratio_from

HELD_EXAMPLES = """Examples:

spotter evaluate held --rendered

spotter evaluate held --held curl.mp4 --held squat.mp4 --empty jacks.mp4 --empty push-ups.mp4

spotter evaluate held --detector onnx:plates.onnx --held squat.mp4 --empty jacks.mp4"""


def held(  # noqa: PLR0913, PLR0917 - one argument per option
    held: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE.mp4", help="Equipment is held all the time. Several times."),
    ] = None,
    empty: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE.mp4", help="Hands are empty all the time. Several times."),
    ] = None,
    rendered: Annotated[
        bool, typer.Option("--rendered", help="Also look at rendered athletes; takes minutes.")
    ] = False,
    detector: Annotated[
        str, typer.Option(metavar="NAME", help=f"One of {', '.join(DETECTOR_NAMES)}.")
    ] = NAME,
    pose: Annotated[
        str, typer.Option(metavar="NAME", help="The estimator that finds hands in the videos.")
    ] = DEFAULT_ESTIMATOR,
    every_s: Annotated[
        float, typer.Option(min=0.01, max=10, help="Seconds from look to look in the videos.")
    ] = 0.1,
    false_alarms: Annotated[
        str, typer.Option(help="The share of looks that may err, as 5% or 0.05.")
    ] = "5%",
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """Measure how well equipment in hands is told from empty hands, without any recording of it.

    Limits for each video are fitted on the others, those for rendered athletes on all videos.
    """
    with errors_as_exits():
        if not (rendered or (held and empty)):
            raise EvaluationError("expected --rendered, or videos by --held and by --empty")
        look = HeldLook(make_detector(detector, model_cache()))
        clips = [
            clip_looks(LabelledVideo(file, is_held=is_held), pose, look, every_s, time.thread_time)
            for files, is_held in ((held, True), (empty, False))
            for file in files or ()
        ]
        figures = HeldFigures(
            clips,
            _rendered("takes", takes(), look, seed) if rendered else (),
            _rendered("sets", sets(), look, seed) if rendered else (),
            ratio_from(false_alarms),
        )
        settings = {
            "spotter": version(),
            "held": [str(file) for file in held or ()],
            "empty": [str(file) for file in empty or ()],
            "rendered": rendered,
            "detector": detector,
            "pose": pose,
            "every_s": every_s,
            "seed": seed,
        }
    tell(held_json(figures, settings), partial(print_held, figures), as_json=as_json, page=None)


def _rendered(what: str, chosen: list[RenderedTake], look: HeldLook, seed: int) -> list[Looks]:
    with counted(f"Looking at rendered {what}", len(chosen)) as step:
        looks = []
        for take in chosen:
            looks.append(take_looks(take, seed, look, time.thread_time))
            step()
    return looks
