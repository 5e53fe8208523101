"""``spotter evaluate``: how good Spotter is, measured on labelled recordings."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.evaluate.alerts import ALERTS_EXAMPLES, alerts
from spotter.cli.evaluate.equipment import EQUIPMENT_EXAMPLES, equipment
from spotter.cli.evaluate.faces import FACES_EXAMPLES, faces
from spotter.cli.evaluate.held import HELD_EXAMPLES, held
from spotter.cli.evaluate.options import (
    AsJson,
    FalseAlarms,
    Jobs,
    MethodName,
    MethodOption,
    PagePath,
    Seed,
    processes_for,
    tell,
    write_page,
)
from spotter.cli.evaluate.patterns import PATTERNS_EXAMPLES, patterns
from spotter.cli.evaluate.pose import POSE_EXAMPLES, pose
from spotter.cli.evaluate.recognition import RECOGNITION_EXAMPLES, recognition
from spotter.cli.evaluate.training import TRAINING_EXAMPLES, training
from spotter.cli.evaluate.yaw import YAW_EXAMPLES, yaw
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.terminal.progress import COUNTED_COLUMNS, counted, progress_bars
from spotter.evaluation.athletes.athletes import measure_athletes
from spotter.evaluation.athletes.tables import athletes_json, athletes_settings, print_athletes
from spotter.evaluation.count.counting import evaluate_counts
from spotter.evaluation.count.gym_clips import read_clips
from spotter.evaluation.count.tables import count_json, count_settings, print_counts
from spotter.evaluation.form.as_json import form_json
from spotter.evaluation.form.filming import View
from spotter.evaluation.form.first_reps import FirstReps
from spotter.evaluation.form.form import FormQuestion, measure_form, settings_of
from spotter.evaluation.form.judging import Method
from spotter.evaluation.form.protocol import ReferenceChoice
from spotter.evaluation.form.tables import print_form
from spotter.evaluation.form.ui_prmd import Filming
from spotter.reports.evaluation.athletes_page import athletes_page
from spotter.reports.evaluation.count_page import count_page
from spotter.reports.evaluation.form_page import form_page
from spotter.reports.evaluation.page import render
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.teaching.false_alarm_ratio import ratio_from

evaluate_app = typer.Typer(
    help="Measure how well Spotter sees, counts and judges, on data with known ground truth.\n\n"
    "docs/evaluating.md describes the file formats and how each figure is measured.",
    no_args_is_help=True,
)

_FORM_EXAMPLES = """Examples:

spotter evaluate form ui-prmd.npz --references own:3 --view side

spotter evaluate form ui-prmd.npz --references one:3 --first-reps good --yaw 30

spotter evaluate form ui-prmd.npz --references others:3 --false-alarms 2% --page others.html

spotter evaluate form bicep.npz frontraise.npz --method blog --json"""

_COUNT_EXAMPLES = """Examples:

spotter evaluate count keypoints_coco18.npz --truth index.json

spotter evaluate count keypoints_coco18.npz --truth index.json --references one --json"""

_ATHLETES_EXAMPLES = """Examples:

spotter evaluate athletes

spotter evaluate athletes --exercises squat,lunge --page athletes.html"""


_DEPTH_NOISE_M = 0.04


class CountReferences(StrEnum):
    """The clips that show what a rep looks like."""

    OTHERS = "others"
    ONE = "one"
    NONE = "none"


class Camera(StrEnum):
    """Whether one camera films all clips, or each clip has its own."""

    MOVED = "moved"
    FIXED = "fixed"


@evaluate_app.command(epilog=_FORM_EXAMPLES)
def form(  # noqa: PLR0913, PLR0917 - one argument per option
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE.npz...", help="Labelled reps: motion capture or keypoints."),
    ],
    references: Annotated[
        str,
        typer.Option(
            help="own:N, N own reps; one:N, N reps of one other person or set-up; others:N, N of "
            "each."
        ),
    ] = "own:1",
    first_reps: Annotated[
        FirstReps,
        typer.Option(help="The three reps that the person does first, and which judge the rest."),
    ] = FirstReps.NONE,
    camera: Annotated[
        Camera | None,
        typer.Option(help="Motion capture: move the camera for each clip, or not. Default: moved"),
    ] = None,
    view: Annotated[
        View | None, typer.Option(help="Motion capture: where the camera stands. Default: front")
    ] = None,
    yaw: Annotated[
        float,
        typer.Option(
            min=-90,
            max=90,
            help="Motion capture: how many degrees further round the judged reps' camera stands.",
        ),
    ] = 0.0,
    depth: Annotated[
        bool,
        typer.Option(help="Motion capture: the estimator sees depth, with 4 cm of noise, or none."),
    ] = True,
    false_alarms: FalseAlarms = "5%",
    method: MethodOption = MethodName.SPOTTER,
    seed: Seed = 0,
    jobs: Jobs = None,
    as_json: AsJson = False,
    page: PagePath = None,
) -> None:
    """Measure how well Spotter tells good reps from bad ones.

    FILE.npz holds motion capture of several people, which is filmed by a virtual camera (arrays
    kp3d_mm, length, movement, subject, episode, incorrect), or keypoints of clips (kp, length,
    name, good).
    """
    with errors_as_exits():
        question = FormQuestion(
            files=tuple(files),
            references=ReferenceChoice.parse(references),
            method=Method(method.value, ratio_from(false_alarms)),
            filming=Filming(
                view or View.FRONT,
                (camera or Camera.MOVED) is Camera.MOVED,
                seed,
                yaw,
                _DEPTH_NOISE_M if depth else None,
            ),
            processes=processes_for(jobs),
            first_reps=first_reps,
        )
        data, report = measure_form(question, counted)
        settings = settings_of(question, data)
        if settings["view"] is None and (camera or view):
            typer.echo("--camera and --view are ignored: the files hold keypoints", err=True)
        if page:
            write_page(page, render(form_page(report, settings, question.method)))
    tell(
        form_json(report, settings),
        lambda console: print_form(report, settings, console),
        as_json=as_json,
        page=page,
    )


@evaluate_app.command(epilog=_COUNT_EXAMPLES)
def count(  # noqa: PLR0913, PLR0917 - one argument per option
    file: Annotated[
        Path, typer.Argument(metavar="FILE.npz", help="Keypoints of clips (kp, length).")
    ],
    truth: Annotated[Path, typer.Option(help="The clips' exercises and marks, as JSON.")],
    references: Annotated[
        CountReferences,
        typer.Option(help="Learn from all other clips of the exercise, each of them, or none."),
    ] = CountReferences.OTHERS,
    jobs: Jobs = None,
    as_json: AsJson = False,
    page: PagePath = None,
) -> None:
    """Measure how well Spotter counts reps and finds the moments between them."""
    with errors_as_exits():
        clips = read_clips(file, truth)
        with progress_bars(*COUNTED_COLUMNS) as bars:
            task = bars.add_task("Counting", total=None)
            report = evaluate_counts(
                clips,
                references.value,
                processes_for(jobs),
                lambda done, of: bars.update(task, completed=done, total=of),
            )
        settings = count_settings(file, truth, references.value)
        if page:
            write_page(page, render(count_page(report, clips, settings)))
    tell(
        count_json(report, settings),
        lambda console: print_counts(report, console),
        as_json=as_json,
        page=page,
    )


@evaluate_app.command(epilog=_ATHLETES_EXAMPLES)
def athletes(  # noqa: PLR0913, PLR0917 - one argument per option
    exercises: Annotated[
        str, typer.Option(help="The exercises, separated by commas. Default: all")
    ] = ",".join(EXERCISES),
    false_alarms: FalseAlarms = "5%",
    method: MethodOption = MethodName.SPOTTER,
    seed: Seed = 0,
    jobs: Jobs = None,
    as_json: AsJson = False,
    page: PagePath = None,
) -> None:
    """Measure reps, verdicts and hints on rendered athletes, each with a seeded fault."""
    with errors_as_exits():
        judged_by = Method(method.value, ratio_from(false_alarms))
        names = tuple(name.strip() for name in exercises.split(","))
        report = measure_athletes(names, judged_by, seed, processes_for(jobs), counted)
        settings = athletes_settings(names, judged_by, seed)
        if page:
            write_page(page, render(athletes_page(report, settings, judged_by)))
    tell(
        athletes_json(report, settings),
        lambda console: print_athletes(report, console),
        as_json=as_json,
        page=page,
    )


evaluate_app.command(epilog=ALERTS_EXAMPLES)(alerts)
evaluate_app.command(epilog=PATTERNS_EXAMPLES)(patterns)
evaluate_app.command(epilog=POSE_EXAMPLES)(pose)
evaluate_app.command(epilog=RECOGNITION_EXAMPLES)(recognition)
evaluate_app.command(epilog=TRAINING_EXAMPLES)(training)
evaluate_app.command(epilog=YAW_EXAMPLES)(yaw)
evaluate_app.command(epilog=FACES_EXAMPLES)(faces)
evaluate_app.command(epilog=EQUIPMENT_EXAMPLES)(equipment)
evaluate_app.command(epilog=HELD_EXAMPLES)(held)
