"""``spotter calibrate``: a trainer sets when a rep of an exercise counts as faulty."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.calibrate.options import Options
from spotter.cli.calibrate.result import Calibrated
from spotter.cli.calibrate.trying import try_on_gym
from spotter.cli.calibrate.words import history_words
from spotter.cli.errors import InputError
from spotter.cli.exercise.keeping import KeptExercises, judges_by, kept_exercises
from spotter.cli.running_gym.redis import running_gym
from spotter.cli.running_gym.reps import gym_reps
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.terminal.progress import status_of
from spotter.cli.terminal.reading import JsonAspect, JsonRate, PoseName, reader
from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR
from spotter.exercise_store.teaching.feedback import FindRep
from spotter.exercise_store.teaching.trial import Trial, try_change
from spotter.local_stack.data_folder import DataFolder
from spotter.movement.assessment import compare_calibrations
from spotter.recordings.recording import Read
from spotter.teaching.carrying_words import EXAMPLE as CARRYING_EXAMPLE
from spotter.teaching.cue_words import EXAMPLE

_REPS = "FILE|FILE:2,4|REP_ID"


def calibrate(  # noqa: PLR0913, PLR0917 - one argument per option
    exercise: Annotated[str, typer.Argument(help="An exercise from `spotter record`.")],
    false_alarms: Annotated[
        str | None,
        typer.Option(help="The share of good reps that may be called faulty, as 5%."),
    ] = None,
    fine: Annotated[
        list[str] | None,
        typer.Option(metavar=_REPS, help="These reps were fine. Can be given several times."),
    ] = None,
    wrong: Annotated[
        list[str] | None,
        typer.Option(metavar=_REPS, help="These reps were wrong. Can be given several times."),
    ] = None,
    person: Annotated[str, typer.Option(help="Who did the reps that were fine.")] = "",
    cue: Annotated[
        list[str] | None,
        typer.Option(metavar="WORDS", help=f'Your words for a fault, as in "{EXAMPLE}".'),
    ] = None,
    remove_cue: Annotated[
        list[str] | None, typer.Option(metavar="WORDS", help="Remove the cue with these words.")
    ] = None,
    carried_by: Annotated[
        str | None,
        typer.Option(
            metavar="PARTS", help=f"What must be seen to judge a rep, as {CARRYING_EXAMPLE}."
        ),
    ] = None,
    revert: Annotated[
        str | None, typer.Option(metavar="DIGEST", help="Go back to an earlier version.")
    ] = None,
    over: Annotated[
        Path | None, typer.Option(help="A recording: show which of its verdicts would change.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--try",
            metavar="SINCE",
            help="Show which verdicts on the gym's reps since then would change, as 7d.",
        ),
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Make the change, also in a running gym.")
    ] = False,
    history: Annotated[bool, typer.Option("--history", help="List all versions.")] = False,
    pose: PoseName = DEFAULT_ESTIMATOR,
    json_rate_hz: JsonRate = None,
    json_aspect: JsonAspect = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of words.")
    ] = False,
) -> None:
    """Show when a rep of an exercise counts as faulty, and change that.

    Without options it shows what Spotter knows and how sure it is. A change is only shown, with the
    expected false alarms and misses, until --apply makes it; the previous version is kept.
    The running gym is the one at $SPOTTER_REDIS_URL, else the one that `spotter up` runs here. A
    rep's id is the end of its address on the page.

    For example:

    spotter calibrate squat

    spotter calibrate squat --false-alarms 2%

    spotter calibrate squat --fine monday.mp4:3 --person anna --apply

    spotter calibrate squat --wrong rack-1_2_1700000000000000 --apply

    spotter calibrate squat --cue "Knees out: knee inward 30-70%" --over monday.mp4

    spotter calibrate squat --false-alarms 2% --try 7d

    spotter calibrate squat --history

    spotter calibrate squat --revert 3fa2b1c4d5e6 --apply

    A cue is your words, a joint (the side does not matter) and where it should not be: higher,
    lower, forward, backward, outward, inward, left or right; then, optionally, the part of the rep.

    Exit codes: 0 shown or done; 1 Redis does not answer, or somebody else changed the exercise
    meanwhile; 2 the command line, a file or a rep that it names is wrong.
    """
    options = Options(
        false_alarms,
        fine or (),
        wrong or (),
        person,
        cue or (),
        remove_cue or (),
        carried_by,
        revert,
    )
    with errors_as_exits():
        data = DataFolder(data_folder())
        if history and (apply or over or since or options != Options()):
            raise InputError("expected --history alone, since it only lists; found other options")
        with kept_exercises(data) as versions:
            name = versions.checked(exercise)
            if history:
                said = _history(versions, name, as_json=as_json)
            else:
                with running_gym(data) as gym, gym_reps(data, gym) as find:
                    read = reader(pose, json_rate_hz, json_aspect)
                    done = _calibrate(name, options, versions, find, read, over)
                    if since:
                        tried = try_on_gym(data, gym, done.change.exercise, since)
                        done = replace(done, tried=tried)
                if apply:
                    done = _applied(done, versions, judges=judges_by(data))
                said = (
                    json.dumps(done.as_json(), indent=2, allow_nan=False)
                    if as_json
                    else done.in_words()
                )
    typer.echo(said)


def _calibrate(  # noqa: PLR0913, PLR0917 - the command line, and what it applies to
    name: str,
    options: Options,
    versions: KeptExercises,
    find: FindRep | None,
    read: Read,
    over: Path | None,
) -> Calibrated:
    before = versions.live(name)
    change = options.of(before, versions, read, find)
    recording = read(over) if over else None
    trial: Trial | None = None
    with status_of("Judging the known reps"):
        calibrations = compare_calibrations(before, change.exercise)
        if recording:
            trial = try_change(recording, before, change.exercise)
    return Calibrated(before, change, calibrations, trial)


def _applied(found: Calibrated, versions: KeptExercises, *, judges: bool) -> Calibrated:
    """The change, stored; a running gym that ``judges`` by it does so from now on."""
    change, stored = found.change, None
    if change.what:
        stored = versions.store(found.before, change.exercise, change.what)
    return replace(found, stored=stored, is_live=judges)


def _history(versions: KeptExercises, name: str, *, as_json: bool) -> str:
    versions.live(name)  # an unknown exercise is an error
    listed = versions.history(name)
    if as_json:
        said = {"exercise": name, "versions": [asdict(version) for version in listed]}
        return json.dumps(said, indent=2, allow_nan=False)
    return history_words(name, listed)
