"""``spotter workout plan`` and ``template``."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.errors import InputError
from spotter.cli.people.finding import gym_class, member
from spotter.cli.people.output import AsJson, print_json
from spotter.cli.workout.finding import Gym, Unit, gym
from spotter.cli.workout.output import names_of, plain, print_workout, print_workouts
from spotter.training.load import LoadUnit
from spotter.training.workout import Workout
from spotter.training.workout_form import workout_of
from spotter.training.workout_text import item_of
from spotter.wire.catalog.training.workouts import Placement, StoredWorkout

_UNTITLED = "Workout"
_LINE = (
    "As 'EXERCISE SETSxREPS' or 'EXERCISE SETSxSECONDSs', each followed, where wished, by a load "
    "(60kg, 135lb), a rest (rest 90s) and a tempo (tempo 3-1-1-0: out, turn, back and rest in "
    "seconds)."
)

Lines = Annotated[list[str] | None, typer.Argument(metavar="[LINE]...", help=_LINE)]
File = Annotated[
    Path | None,
    typer.Option(
        "--file",
        metavar="FILE",
        help='A workout as JSON instead of lines: {"title": "Legs", "items": [{"exercise": '
        '"squat", "sets": 3, "reps": 8, "load": "60 kg", "rest_s": 90, "tempo": "3-1-1-0"}]}. '
        "-: standard input.",
    ),
]


def plan(  # noqa: PLR0913, PLR0917 - a plan says who, when and what
    who: Annotated[str, typer.Argument(metavar="MEMBER|CLASS")],
    day: Annotated[str, typer.Argument(metavar="DAY")],
    lines: Lines = None,
    title: Annotated[str, typer.Option(help="What it is called.")] = "",
    file: File = None,
    template_title: Annotated[
        str, typer.Option("--template", metavar="TITLE", help="Plan what a template says.")
    ] = "",
    is_class: Annotated[
        bool, typer.Option("--class", help="For all of a class, from a template.")
    ] = False,
    unit: Unit = LoadUnit.KG,
    as_json: AsJson = False,
) -> None:
    """Plan a workout for a member on a day, or what a template says for a member or a class.

    A template is planned once: who has it on that day already keeps what they have.
    """
    with gym() as one_gym:
        if template_title:
            if lines or file or title:
                raise InputError("expected a template, or lines, or a file; found several")
            planned, new_count = _from_template(
                one_gym, template_title, who, day, is_class=is_class
            )
        else:
            if is_class:
                raise InputError("a class's workout is planned from a template: --template TITLE")
            workout = _workout(title, lines or [], file)
            placement = Placement(member(one_gym.members, who).member_id, one_gym.day(day))
            planned, new_count = [one_gym.workouts.store(workout, placement)], 1
        names = names_of(one_gym, planned)
    if as_json:
        print_json({"workouts": [plain(one) for one in planned], "new_count": new_count})
    elif len(planned) == 1:
        print_workout(planned[0], unit)
    else:
        print_workouts(planned, names, unit)


def template(
    title: Annotated[str, typer.Argument(help="What it is called.")],
    lines: Lines = None,
    file: File = None,
    instead: Annotated[
        bool, typer.Option("--instead", help="Replace the template of that title.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Store a template, from which plans are made."""
    with gym() as one_gym:
        workout = _workout(title, lines or [], file)
        known = one_gym.template(title)
        if known is not None and not instead:
            raise InputError(
                f"there is a template {known.workout.title!r} already; --instead replaces it"
            )
        stored = one_gym.workouts.store(workout, None, known.workout_id if known else "")
    if as_json:
        print_json(plain(stored))
    else:
        print_workout(stored, LoadUnit.KG)


def _from_template(
    one_gym: Gym, title: str, who: str, day: str, *, is_class: bool
) -> tuple[list[StoredWorkout], int]:
    template_id, on_day = one_gym.required_template(title).workout_id, one_gym.day(day)
    if is_class:
        class_id = gym_class(one_gym.classes, who).class_id
        return one_gym.workouts.plan(template_id, on_day, class_id=class_id)
    member_id = member(one_gym.members, who).member_id
    return one_gym.workouts.plan(template_id, on_day, [member_id])


def _workout(title: str, lines: list[str], file: Path | None) -> Workout:
    if file is None:
        return Workout(title or _UNTITLED, tuple(map(item_of, lines)))
    if lines:
        raise InputError("expected lines, or a file; found both")
    workout = workout_of(_json(file))
    return replace(workout, title=title) if title else workout


def _json(file: Path) -> object:
    text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
    try:
        return json.loads(text)
    except ValueError as error:
        raise InputError(f"expected JSON in {file}: {error}") from error
