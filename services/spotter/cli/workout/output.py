"""What the commands for workouts print."""

from collections.abc import Iterable, Mapping

import typer

from spotter.cli.people.output import print_table
from spotter.cli.workout.finding import Gym
from spotter.training.load import LoadUnit
from spotter.training.workout_form import plain_workout
from spotter.training.workout_text import item_text
from spotter.wire.catalog.training.workouts import StoredWorkout, WorkoutKind


def plain(one: StoredWorkout) -> dict[str, object]:
    """The workout for JSON; ``workout`` is what ``--file`` reads."""
    told: dict[str, object] = {"workout_id": one.workout_id, "kind": one.kind.value}
    if one.placement:
        told |= {"member_id": one.placement.member_id, "day": one.placement.day}
        told |= {"class_id": one.placement.class_id or None}
    return {**told, "author": one.author, "workout": plain_workout(one.workout)}


def print_workout(one: StoredWorkout, unit: LoadUnit) -> None:
    """Print a workout and its lines."""
    where = f"{one.placement.day:%A} {one.placement.day}" if one.placement else "a template"
    did = ", done" if one.kind is WorkoutKind.PERFORMED else ""
    typer.echo(f"{one.workout.title}  {one.workout_id}")
    typer.echo(f"  {where}{did}")
    for item in one.workout.items:
        typer.echo(f"  {item_text(item, unit)}")


def print_workouts(
    found: Iterable[StoredWorkout], names: Mapping[str, str], unit: LoadUnit
) -> None:
    """Print workouts as a table; ``names`` are those of the members by their ids."""
    rows = [
        (
            f"{one.placement.day}" if one.placement else "",
            names[one.placement.member_id] if one.placement else "",
            one.workout.title,
            "\n".join(item_text(item, unit) for item in one.workout.items),
            one.kind.value,
            one.workout_id,
        )
        for one in found
    ]
    print_table(("Day", "Member", "Workout", "Exercises", "", "Id"), rows, "No workouts.")


def names_of(one_gym: Gym, found: Iterable[StoredWorkout]) -> dict[str, str]:
    """The names of the members whose workouts they are, by their ids."""
    ids = {one.placement.member_id for one in found if one.placement}
    return {one: one_gym.members.get(one).name for one in ids}
