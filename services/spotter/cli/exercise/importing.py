"""``spotter exercise import``."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from spotter.catalog_client.exercises.descriptions import Descriptions
from spotter.cli.errors import InputError
from spotter.cli.exercise.described import SUFFIX, brought_json, brought_lines
from spotter.cli.exercise.gym_exercises import gym_exercises
from spotter.cli.exercise.words import compared_json, imported_lines
from spotter.cli.people.output import AsJson, print_json
from spotter.wire.catalog.exercises.descriptions import ImportedDescription
from spotter.wire.catalog.exercises.exercises import Comparison, ImportedExercise


def import_exercises(
    file: Annotated[
        Path,
        typer.Argument(help="What `spotter exercise export` wrote, or free-exercise-db's .json."),
    ],
    apply: Annotated[bool, typer.Option("--apply", help="Store them.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what of a file is new, the same or different; with --apply, store it, all or nothing.

    An exercise that is different gets the version in the file; `spotter exercise back` undoes it.

    A .json file of free-exercise-db describes exercises: what is not understood of it is named and
    left out, and exercises that are not here yet can be planned before they are taught.

    Exit codes: 0 shown or done; 1 the catalog does not answer; 2 the file is none, cut short or
    altered.
    """
    with gym_exercises() as (library, descriptions):
        try:
            data = file.read_bytes()
        except OSError as error:
            raise InputError(f"{file}: expected a file; found: {error.strerror}") from error
        if file.suffix.lower() == SUFFIX:
            _import_descriptions(descriptions, data, apply=apply, as_json=as_json)
            return
        found = (
            library.import_file(data, f"imported from {file.name}")
            if apply
            else library.preview(data)
        )
    if as_json:
        print_json({"applied": apply, "exercises": compared_json(found)})
        return
    typer.echo("\n".join(imported_lines(found)))
    _say_unless_applied(found, apply=apply)


def _import_descriptions(
    descriptions: Descriptions, data: bytes, *, apply: bool, as_json: bool
) -> None:
    brought = descriptions.import_file(data) if apply else descriptions.preview(data)
    if as_json:
        print_json({"applied": apply, **brought_json(brought)})
        return
    typer.echo("\n".join(brought_lines(brought)))
    _say_unless_applied(brought.exercises, apply=apply)


def _say_unless_applied(
    found: Iterable[ImportedExercise | ImportedDescription], *, apply: bool
) -> None:
    if not apply and any(one.comparison is not Comparison.SAME for one in found):
        typer.echo("Nothing is stored yet: --apply does that.")
