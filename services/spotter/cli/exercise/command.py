"""``spotter exercise``: the gym's exercises, their versions, and the file to exchange them."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from spotter.cli.errors import InputError
from spotter.cli.exercise.described import described_json, described_table, description_lines
from spotter.cli.exercise.gym_exercises import described, gym_exercises, in_use
from spotter.cli.exercise.importing import import_exercises
from spotter.cli.exercise.taught_with import equipment_json, taught_equipment
from spotter.cli.exercise.words import exercise_table, info_json, show_words, version_table
from spotter.cli.people.output import AsJson, print_json
from spotter.exercise_store.references import SUFFIX
from spotter.exercise_store.versions import digest_named
from spotter.recordings.whole_file import write_atomically
from spotter.wire.catalog.exercises.descriptions import DescribedExercise
from spotter.wire.catalog.exercises.exercises import ExerciseInfo

exercise_app = typer.Typer(
    help="The gym's exercises: list and show them, go back, rename, archive, exchange them.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(help="The exercise's name, as `spotter exercise list` says.")]


@exercise_app.command(
    "list",
    epilog="Examples:\n\nspotter exercise list\n\nspotter exercise list --archived\n\n"
    "spotter exercise list --untaught chest cable",
)
def list_exercises(
    words: Annotated[
        list[str] | None,
        typer.Argument(help="With --untaught: words in the name, the equipment or the muscles."),
    ] = None,
    untaught: Annotated[
        bool, typer.Option("--untaught", help="Those that are described and not taught yet.")
    ] = False,
    archived: Annotated[
        bool, typer.Option("--archived", help="Those that are archived, instead of those in use.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the exercises with their live versions.

    Exit codes: 0 listed; 1 the catalog does not answer.
    """
    if words and not untaught:
        raise typer.BadParameter("words are searched with --untaught only")
    if untaught and archived:
        raise typer.BadParameter("--archived lists those that are not taught, too: it stands alone")
    with gym_exercises() as (library, descriptions):
        if untaught:
            listed = descriptions.listed(" ".join(words or ()), only_untaught=True)
            _print_described(list(listed), as_json=as_json)
            return
        found = library.listed(archived=archived)
    if as_json:
        print_json([info_json(one) for one in found])
    else:
        Console().print(exercise_table(found))


@exercise_app.command("show", epilog="Example: spotter exercise show squat")
def show(name: Name, as_json: AsJson = False) -> None:
    """Show an exercise: its id, its live version, its parts and equipment, what is written of it.

    Exit codes: 0 shown; 1 the catalog does not answer; 2 there is no such exercise.
    """
    with gym_exercises() as (library, descriptions):
        info, said = in_use(library, descriptions, name), described(descriptions, name)
        held = taught_equipment(library, info)
    if as_json:
        equipment = {"equipment": equipment_json(held)} if held else {}
        written = {"described": described_json(said)} if said else {}
        print_json(info_json(info) | equipment | written)
        return
    typer.echo(show_words(info, held) if info.is_taught else f"{name}, not taught yet")
    if said:
        typer.echo("\n".join(description_lines(said)))


@exercise_app.command("versions", epilog="Example: spotter exercise versions squat")
def versions(name: Name, as_json: AsJson = False) -> None:
    """List from when on which version was used, by whose word and why; the latest first.

    Exit codes: 0 listed; 1 the catalog does not answer; 2 there is no such exercise.
    """
    with gym_exercises() as (library, _):
        uses = list(library.activations(library.named(name).info.exercise_id))
    if as_json:
        print_json([asdict(one) for one in uses])
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
    with gym_exercises() as (library, _):
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
    with gym_exercises() as (library, descriptions):
        info = library.rename(in_use(library, descriptions, name), new_name)
    _say(info, f"{name} is called {info.name} now", as_json=as_json)


@exercise_app.command("archive", epilog="Example: spotter exercise archive squat")
def archive(name: Name, as_json: AsJson = False) -> None:
    """Take an exercise out of use. Reps refer to it, so it is kept: `restore` takes it back.

    Exit codes: 0 done; 1 the catalog does not answer; 2 there is no such exercise.
    """
    with gym_exercises() as (library, descriptions):
        info = library.archive(in_use(library, descriptions, name))
    _say(
        info, f"{name} is archived; spotter exercise restore {name} takes it back", as_json=as_json
    )


@exercise_app.command("restore", epilog="Example: spotter exercise restore squat")
def restore(name: Name, as_json: AsJson = False) -> None:
    """Take an archived exercise back into use: of several of that name, the latest archived.

    Exit codes: 0 done; 1 the catalog does not answer, or the name is taken; 2 none of that name is
    archived.
    """
    with gym_exercises() as (library, _):
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
    with gym_exercises() as (library, _):
        infos = [library.named(name).info for name in names or ()]
        data = library.export_file(infos, plain=file.suffix == SUFFIX)
        write_atomically(file, data)
    if as_json:
        print_json({"file": str(file), "bytes": len(data)})
    else:
        typer.echo(f"{file}: {len(data)} bytes")


exercise_app.command(
    "import",
    epilog="Examples:\n\nspotter exercise import squat.reference\n\n"
    "spotter exercise import all.zip --apply\n\nspotter exercise import exercises.json --apply",
)(import_exercises)


def _say(info: ExerciseInfo, words: str, *, as_json: bool) -> None:
    if as_json:
        print_json(info_json(info))
    else:
        typer.echo(words)


def _print_described(found: list[DescribedExercise], *, as_json: bool) -> None:
    if as_json:
        print_json([described_json(one) for one in found])
    else:
        Console().print(described_table(found))
