"""``spotter exercise``: the gym's exercises, their versions, and the file to exchange them."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from spotter.catalog_client.exercise_library import ExerciseLibrary
from spotter.cli.errors import InputError
from spotter.cli.exercise.taking_over import take_over
from spotter.cli.exercise.words import (
    exercise_table,
    imported_lines,
    info_json,
    show_words,
    version_table,
)
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.exercise_store.references import SUFFIX, ReferenceFolder
from spotter.exercise_store.versions import Versions, digest_named
from spotter.local_stack.catalog import running_catalog
from spotter.local_stack.data_folder import DataFolder
from spotter.recordings.whole_file import write_atomically
from spotter.wire.catalog.exercises import Comparison, ExerciseInfo

exercise_app = typer.Typer(
    help="The gym's exercises: list and show them, go back, rename, archive, exchange them.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(help="The exercise's name, as `spotter exercise list` says.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]


@contextmanager
def _library() -> Iterator[ExerciseLibrary]:
    data = DataFolder(data_folder())
    runs = running_catalog(data, os.environ) is not None
    with errors_as_exits(), catalog(data) as channel:
        library = ExerciseLibrary(channel)
        if not runs and (said := take_over(library, Versions(ReferenceFolder.of(data.root)))):
            typer.echo(said, err=True)
        yield library


@exercise_app.command(
    "list", epilog="Examples:\n\nspotter exercise list\n\nspotter exercise list --archived"
)
def list_exercises(
    archived: Annotated[
        bool, typer.Option("--archived", help="Those that are archived, instead of those in use.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the exercises with their live versions.

    Exit codes: 0 listed; 1 the catalog does not answer.
    """
    with _library() as library:
        found = library.listed(archived=archived)
    if as_json:
        _print_json([info_json(one) for one in found])
    else:
        Console().print(exercise_table(found))


@exercise_app.command("show", epilog="Example: spotter exercise show squat")
def show(name: Name, as_json: AsJson = False) -> None:
    """Show an exercise: its id, its live version, what it consists of.

    Exit codes: 0 shown; 1 the catalog does not answer; 2 there is no such exercise.
    """
    with _library() as library:
        info = library.named(name).info
    if as_json:
        _print_json(info_json(info))
    else:
        typer.echo(show_words(info))


@exercise_app.command("versions", epilog="Example: spotter exercise versions squat")
def versions(name: Name, as_json: AsJson = False) -> None:
    """List from when on which version was used, by whose word and why; the latest first.

    Exit codes: 0 listed; 1 the catalog does not answer; 2 there is no such exercise.
    """
    with _library() as library:
        uses = list(library.activations(library.named(name).info.exercise_id))
    if as_json:
        _print_json([asdict(one) for one in uses])
    else:
        Console().print(version_table(name, uses))


@exercise_app.command("back", epilog="Example: spotter exercise back squat 36cf0d89")
def back(
    name: Name,
    digest: Annotated[str, typer.Argument(help="The first digits of the version's digest.")],
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    as_json: AsJson = False,
) -> None:
    """Go back to an earlier version.

    Exit codes: 0 done; 1 the catalog does not answer, or somebody else changed the exercise
    meanwhile; 2 there is no such exercise or version.
    """
    with _library() as library:
        info = library.named(name).info
        known = {one.digest for one in library.activations(info.exercise_id)}
        found = digest_named(name, digest, known)
        info = library.go_back(info, found, reason or f"back to version {found[:12]}")
    _say(info, f"{name} is at version {found[:12]} again", as_json=as_json)


@exercise_app.command("rename", epilog="Example: spotter exercise rename squat back-squat")
def rename(
    name: Name,
    new_name: Annotated[str, typer.Argument(help="Its new name.")],
    as_json: AsJson = False,
) -> None:
    """Give an exercise another name. Stations that train it by its old name must be told.

    Exit codes: 0 done; 1 the catalog does not answer, or the name is taken; 2 there is no such
    exercise, or the name is none.
    """
    with _library() as library:
        info = library.rename(library.named(name).info, new_name)
    _say(info, f"{name} is called {info.name} now", as_json=as_json)


@exercise_app.command("archive", epilog="Example: spotter exercise archive squat")
def archive(name: Name, as_json: AsJson = False) -> None:
    """Take an exercise out of use. Reps refer to it, so it is kept: `restore` takes it back.

    Exit codes: 0 done; 1 the catalog does not answer; 2 there is no such exercise.
    """
    with _library() as library:
        info = library.archive(library.named(name).info)
    _say(
        info, f"{name} is archived; spotter exercise restore {name} takes it back", as_json=as_json
    )


@exercise_app.command("restore", epilog="Example: spotter exercise restore squat")
def restore(name: Name, as_json: AsJson = False) -> None:
    """Take an archived exercise back into use: of several of that name, the latest archived.

    Exit codes: 0 done; 1 the catalog does not answer, or the name is taken; 2 none of that name is
    archived.
    """
    with _library() as library:
        of_that_name = [one for one in library.listed(archived=True) if one.name == name]
        if not of_that_name:
            raise InputError(f"expected an archived exercise; found none called {name!r}")
        info = library.restore(max(of_that_name, key=lambda one: one.archived_us))
    _say(info, f"{name} is in use again", as_json=as_json)


@exercise_app.command(
    "export",
    epilog="Examples:\n\nspotter exercise export squat.reference squat\n\n"
    "spotter exercise export all.zip",
)
def export(
    file: Annotated[Path, typer.Argument(help=f"A {SUFFIX} file for one exercise, else a zip.")],
    names: Annotated[
        list[str] | None, typer.Argument(help="The exercises; none: all that are in use.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write exercises into one file, which `spotter exercise import` reads in another gym.

    Exit codes: 0 written; 1 the catalog does not answer, or the file cannot be written; 2 there is
    no such exercise.
    """
    with _library() as library:
        infos = [library.named(name).info for name in names or ()]
        data = library.export_file(infos, plain=file.suffix == SUFFIX)
        write_atomically(file, data)
    if as_json:
        _print_json({"file": str(file), "bytes": len(data)})
    else:
        typer.echo(f"{file}: {len(data)} bytes")


@exercise_app.command(
    "import",
    epilog="Examples:\n\nspotter exercise import squat.reference\n\n"
    "spotter exercise import all.zip --apply",
)
def import_exercises(
    file: Annotated[Path, typer.Argument(help="What `spotter exercise export` wrote.")],
    apply: Annotated[bool, typer.Option("--apply", help="Store them.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what of a file is new, the same or different; with --apply, store it, all or nothing.

    An exercise that is different gets the version in the file; `spotter exercise back` undoes it.

    Exit codes: 0 shown or done; 1 the catalog does not answer; 2 the file is none, cut short or
    altered.
    """
    with _library() as library:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise InputError(f"{file}: expected a file; found: {error.strerror}") from error
        found = (
            library.import_file(data, f"imported from {file.name}")
            if apply
            else library.preview(data)
        )
    if as_json:
        said = [{**asdict(one), "comparison": one.comparison.value} for one in found]
        _print_json({"applied": apply, "exercises": said})
        return
    typer.echo("\n".join(imported_lines(found)))
    if not apply and any(one.comparison is not Comparison.SAME for one in found):
        typer.echo("Nothing is stored yet: --apply does that.")


def _say(info: ExerciseInfo, words: str, *, as_json: bool) -> None:
    if as_json:
        _print_json(info_json(info))
    else:
        typer.echo(words)


def _print_json(said: Any) -> None:  # noqa: ANN401 - whatever JSON has
    typer.echo(json.dumps(said, indent=2, ensure_ascii=False, allow_nan=False))
