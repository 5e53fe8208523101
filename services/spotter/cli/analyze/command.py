"""``spotter analyze``: compare an attempt with a reference, without any service."""

import json
import os
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.analyze.method import Method, as_somebody_else, prepared
from spotter.cli.analyze.recognition import check_recorded, recognised_reference
from spotter.cli.errors import InputError
from spotter.cli.exercise.keeping import recorded_references
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.terminal.progress import status_of
from spotter.cli.terminal.reading import JsonAspect, JsonRate, PoseName, reader
from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR
from spotter.exercise_store.reference_source import NamedReference, find_reference
from spotter.exercise_store.references import ReferenceFolder, checked_exercise
from spotter.local_stack.data_folder import DataFolder
from spotter.movement.values import MovementError
from spotter.movement.values.text import uncapitalised
from spotter.movement.wording.verdict_words import in_a_line
from spotter.recordings.analysis import analyse, verdicts_of
from spotter.recordings.recording import Recording
from spotter.recordings.whole_file import write_atomically
from spotter.reports.analysis.drawn_moments import drawn_moments
from spotter.reports.analysis.report import render_report
from spotter.reports.experiment import Experiment, as_json
from spotter.teaching.equipment_words import equipment_words

_NEARLY_SURE = 0.995


def analyze(  # noqa: PLR0913, PLR0917 - one argument per option
    attempt: Annotated[Path, typer.Argument(help="A video, or a folder of OpenPose JSON.")],
    reference: Annotated[
        str | None,
        typer.Option(
            "--reference",
            "-r",
            help="The movement done well: a video, a folder of OpenPose JSON, a .reference file, "
            "or a recorded exercise. Default: recognise the exercise among the recorded ones.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The report to write. Default: next to the attempt; with --json, none.",
        ),
    ] = None,
    method: Annotated[
        Method,
        typer.Option(help="Spotter's own measure, or the blog's: median DTW in pixels, limit 30."),
    ] = Method.SPOTTER,
    person: Annotated[
        str | None,
        typer.Option(
            help="Who does the attempt, as named by `spotter record --person`. Anybody else is "
            "judged as a stranger. Default: whoever recorded the reference."
        ),
    ] = None,
    exercise: Annotated[str | None, typer.Option(help="The name of the movement.")] = None,
    pose: PoseName = DEFAULT_ESTIMATOR,
    json_rate_hz: JsonRate = None,
    json_aspect: JsonAspect = None,
    as_one_object: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of words.")
    ] = False,
) -> None:
    """Compare an attempt with a reference: reps, verdicts with hints, and a report with plots.

    Of several people in the attempt, it follows the one who does the exercise. It needs no running
    service. The report is one HTML file that you can send and print.

    For example:

    spotter analyze --reference good.mp4 attempt.mp4

    spotter analyze --reference squat monday.mp4 --output monday.html

    spotter analyze attempt.mp4

    spotter analyze --reference squat --person ben ben-monday.mp4

    spotter analyze --reference good_keypoints/ attempt_keypoints/ --fps 25 --json
    """
    with errors_as_exits():
        called = checked_exercise(exercise) if exercise else None
        read = reader(pose, json_rate_hz, json_aspect)
        with _references(reference) as references:
            if reference is None:
                check_recorded(references)  # first, because reading the attempt may take minutes
                recording = read(attempt)
                named = recognised_reference(recording, called, references)
            else:
                named = find_reference(reference, called, references, read)
                recording = read(attempt)
        experiment = _experiment(named, recording, method, person)
        written = None
        if output or not as_one_object:
            written = _write_report(experiment, output)
    if as_one_object:
        typer.echo(json.dumps(as_json(experiment), indent=2, allow_nan=False))
    else:
        typer.echo(_in_words(experiment))
    if written:
        typer.echo(f"Report: {written}", err=as_one_object)


def _references(named: str | None) -> AbstractContextManager[ReferenceFolder]:
    """Those that are recorded; where a file is named, no catalog is asked for them."""
    data = DataFolder(data_folder())
    if named and Path(named).exists():
        return nullcontext(ReferenceFolder.of(data.root))
    return recorded_references(data)


def _experiment(
    named: NamedReference, attempt: Recording, method: Method, person: str | None
) -> Experiment:
    exercise = named.exercise
    with status_of("Comparing"):
        try:
            attempt = attempt.of_who_does(exercise)
            scorer, compare = prepared(method, exercise, person)
            reps = tuple(analyse(exercise, attempt.poses, scorer, compare))
            stranger = as_somebody_else(exercise, person) if method is Method.SPOTTER else None
            others = () if stranger is None else verdicts_of(reps, stranger)
        except MovementError as error:
            raise InputError(f"{named.name} and {attempt.path}: {error}") from error
    return Experiment(method.value, named, attempt, reps, others)


def _write_report(experiment: Experiment, output: Path | None) -> Path:
    path = output or _default_path(experiment.attempt)
    with status_of("Writing the report"):
        page = render_report(experiment, *drawn_moments(experiment))
    try:
        write_atomically(path, page.encode())
    except OSError as error:
        raise InputError(f"{path}: cannot write the report here: {error.strerror}") from error
    return path


def _default_path(attempt: Recording) -> Path:
    """Next to the attempt, or in the current folder if that folder is read-only."""
    beside = attempt.path.resolve().parent
    return (beside if os.access(beside, os.W_OK) else Path()) / f"{attempt.name}.report.html"


def _in_words(experiment: Experiment) -> str:
    lines = [
        f"{experiment.title(rep)}: {uncapitalised(in_a_line(rep.verdict))}"
        for rep in experiment.reps
    ]
    if found := experiment.reference.recognition:
        lines.insert(0, f"Recognised: {found.exercise} ({_sure(found.confidence)})")
    if held := experiment.reference.exercise.equipment:
        lines.append(f"The exercise is taught with equipment: {equipment_words(held)}")
    return "\n".join([*lines, experiment.summary(), *experiment.by_others()])


def _sure(confidence: float) -> str:
    """A confidence in words, never 100 %."""
    return f"{confidence:.0%} sure" if confidence < _NEARLY_SURE else "over 99% sure"
