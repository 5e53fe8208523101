"""``spotter workout list``, ``show`` and ``delete``."""

import uuid
from typing import Annotated

import typer

from spotter.catalog_client.training.workouts import WantedWorkouts
from spotter.cli.errors import InputError
from spotter.cli.people.finding import member
from spotter.cli.people.output import AsJson, print_json
from spotter.cli.workout.finding import Gym, Unit, gym
from spotter.cli.workout.output import names_of, plain, print_workout, print_workouts
from spotter.training.load import LoadUnit
from spotter.wire.catalog.training.workouts import StoredWorkout, WorkoutKind

Which = Annotated[
    str,
    typer.Argument(
        metavar="MEMBER|ID|TITLE",
        help="A member, whose workouts of DAY are meant, a workout's id, or a template's title.",
    ),
]
IsTemplate = Annotated[bool, typer.Option("--template", help="It is a template's title.")]


def list_workouts(  # noqa: PLR0913, PLR0917 - what a list is limited by
    who: Annotated[str, typer.Argument(metavar="[MEMBER]", help="Default: everybody's.")] = "",
    first_day: Annotated[
        str, typer.Option("--from", metavar="DAY", help="Default: today, all for --done.")
    ] = "",
    last_day: Annotated[str, typer.Option("--to", metavar="DAY", help="Default: all.")] = "",
    done: Annotated[bool, typer.Option("--done", help="What members did.")] = False,
    templates: Annotated[bool, typer.Option("--templates", help="Templates.")] = False,
    unit: Unit = LoadUnit.KG,
    as_json: AsJson = False,
) -> None:
    """List what is planned, what was done, or templates."""
    with gym() as one_gym:
        kind = WorkoutKind.PERFORMED if done else WorkoutKind.PLANNED
        if templates:
            wanted = WantedWorkouts(WorkoutKind.TEMPLATE)
        else:
            since = first_day or ("" if done or last_day else "today")
            wanted = WantedWorkouts(
                kind,
                member(one_gym.members, who, with_left=True).member_id if who else "",
                one_gym.day(since) if since else None,
                one_gym.day(last_day) if last_day else None,
            )
        found = list(one_gym.workouts.listed(wanted))
        names = names_of(one_gym, found)
    if as_json:
        print_json({"workouts": [plain(one) for one in found]})
    else:
        print_workouts(found, names, unit)


def show(
    which: Which,
    day: Annotated[str, typer.Argument(metavar="[DAY]")] = "today",
    is_template: IsTemplate = False,
    unit: Unit = LoadUnit.KG,
    as_json: AsJson = False,
) -> None:
    """Show a member's workouts of a day, one workout, or a template."""
    with gym() as one_gym:
        found = _meant(one_gym, which, is_template=is_template)
        if found is None:
            member_id = member(one_gym.members, which, with_left=True).member_id
            on_day = one_gym.day(day)
            wanted = WantedWorkouts(None, member_id, on_day, on_day)
            found = list(one_gym.workouts.listed(wanted))
    if as_json:
        print_json({"workouts": [plain(one) for one in found]})
        return
    for one in found:
        print_workout(one, unit)
    if not found:
        typer.echo(f"No workouts on {on_day}.")


def delete(which: Which, is_template: IsTemplate = False, as_json: AsJson = False) -> None:
    """Delete a workout by its id, or a template by its title. Plans made from it stay."""
    with gym() as one_gym:
        found = _meant(one_gym, which, is_template=is_template)
        if found is None:
            raise InputError(
                f"expected a workout's id, or a template's title with --template; found {which!r}"
            )
        for one in found:
            one_gym.workouts.delete(one.workout_id)
    if as_json:
        print_json({"deleted": [plain(one) for one in found]})
    else:
        typer.echo(f"{', '.join(one.workout.title for one in found)} is deleted.")


def _meant(one_gym: Gym, which: str, *, is_template: bool) -> list[StoredWorkout] | None:
    """The template or workout that is named; None if it is neither's title nor id."""
    if is_template:
        return [one_gym.required_template(which)]
    try:
        uuid.UUID(which)
    except ValueError:
        return None
    return [one_gym.workouts.get(which)]
