"""``spotter workout import``: brings along what Strong and Hevy export."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeElapsedColumn

from spotter.cli.people.finding import Who, member
from spotter.cli.people.output import AsJson, print_json, print_table
from spotter.cli.terminal.progress import progress_bars
from spotter.cli.workout.choosing import asked, check_in_file, chosen_names, named
from spotter.cli.workout.finding import Gym, gym
from spotter.cli.workout.output import plain
from spotter.movement.values.text import counted
from spotter.training.load import LoadUnit
from spotter.wire.catalog.training.workout_imports import ImportedWorkouts, ImportOrder

_PIECE_BYTES = 256 * 1024
_MOST_SHOWN = 20
_BAR = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())


def import_workouts(  # noqa: PLR0913, PLR0917 - what an import can be told
    who: Who,
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="The CSV file of the app.")
    ],
    unit: Annotated[
        LoadUnit | None, typer.Option(help="The unit of weights, if the file does not say it.")
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option(
            "--name",
            metavar="NAME=EXERCISE",
            help="What a name of the file means; nothing after = leaves it out.",
        ),
    ] = None,
    plan_from: Annotated[
        str,
        typer.Option(
            metavar="DAY|never",
            help="Plan the workouts of the file's last four weeks again, each on its weekday, in "
            "the week that begins with this day.",
        ),
    ] = "tomorrow",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Store nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; leave out the rest.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import the workouts that a member brings along as a CSV file of Strong or Hevy.

    It first says which names of the file are exercises of yours, and which are not; in a terminal
    it asks for those, elsewhere it leaves them out. Importing a file again doubles nothing.
    """
    asks = sys.stdin.isatty() and not (yes or as_json)
    with gym() as one_gym:
        one = member(one_gym.members, who, with_left=True)
        first_day = None if plan_from == "never" else one_gym.day(plan_from)
        chosen = chosen_names(names or [])
        order = ImportOrder(one.member_id, True, unit, named(chosen))
        found = _bring(one_gym, order, file, "reading")
        check_in_file(chosen, found)
        if not as_json:
            _tell_found(found, chosen)
        if dry_run:
            if as_json:
                print_json(_plain(found))
            return
        meant = {match.name: match.exercise for match in found.matched} | chosen
        if asks:
            meant |= asked([each for each in found.unmatched if each.name not in chosen])
        order = replace(order, is_dry_run=False, names=named(meant), plan_from=first_day)
        stored = _bring(one_gym, order, file, "storing")
    if as_json:
        print_json(_plain(stored))
    else:
        _tell_stored(one.name, stored, first_day)


def _bring(one_gym: Gym, order: ImportOrder, file: Path, what: str) -> ImportedWorkouts:
    with _pieces(file, f"{what} {file.name}") as pieces:
        return one_gym.workouts.bring(order, pieces)


@contextmanager
def _pieces(file: Path, what: str) -> Iterator[Iterator[bytes]]:
    """The file in pieces, with a bar of how far it has got."""
    with file.open("rb") as opened, progress_bars(*_BAR) as bars:
        task = bars.add_task(what, total=file.stat().st_size)

        def pieces() -> Iterator[bytes]:
            while piece := opened.read(_PIECE_BYTES):
                yield piece
                bars.advance(task, len(piece))

        yield pieces()


def _tell_found(found: ImportedWorkouts, chosen: dict[str, str]) -> None:
    workouts, lines = counted(found.workout_count, "workout"), found.not_read_count
    typer.echo(f"The file has {workouts}.")
    rows = [(one.name, one.exercise, f"{one.sets}", one.likeness) for one in found.matched]
    print_table(("In the file", "Your exercise", "Sets", "Why"), rows, "No name is known here.")
    others = [one for one in found.unmatched if chosen.get(one.name) != ""]
    if others:
        unknown = [(one.name, f"{one.sets}", ", ".join(one.suggestions)) for one in others]
        print_table(("Not known here", "Sets", "Most like"), unknown, "")
    for line in found.not_read[:_MOST_SHOWN]:
        typer.echo(f"{line}", err=True)
    if lines > _MOST_SHOWN:
        typer.echo(f"and {lines - _MOST_SHOWN} more that were not understood", err=True)


def _tell_stored(name: str, stored: ImportedWorkouts, first_day: date | None) -> None:
    workouts = counted(stored.stored_count, "workout")
    typer.echo(f"{name} has {workouts} of the file, {stored.new_count} of them new.")
    if first_day is None:
        return
    for one in stored.planned:
        if one.placement:
            typer.echo(
                f"  planned on {one.placement.day:%A} {one.placement.day}: {one.workout.title}"
            )


def _plain(found: ImportedWorkouts) -> dict[str, object]:
    return {**asdict(found), "planned": [plain(one) for one in found.planned]}
