"""What the names of exercises in a file mean, as people say."""

from collections.abc import Iterable, Sequence

import typer

from spotter.cli.errors import InputError
from spotter.training.imports import Unmatched
from spotter.wire.catalog.training.workout_imports import ImportedWorkouts


def chosen_names(texts: Sequence[str]) -> dict[str, str]:
    """The exercise for each name that was given; empty for one that is left out."""
    chosen = {}
    for text in texts:
        name, is_given, exercise = text.rpartition("=")
        if not is_given or not name.strip():
            raise InputError(f"expected --name 'NAME=EXERCISE'; found {text!r}")
        chosen[name.strip()] = exercise.strip()
    return chosen


def check_in_file(chosen: Iterable[str], found: ImportedWorkouts) -> None:
    """Raise :class:`InputError` unless the file has all of the ``chosen`` names."""
    known = {one.name for one in found.matched} | {one.name for one in found.unmatched}
    for name in set(chosen) - known:
        raise InputError(f"expected --name with a name of the file; it has no {name!r}")


def named(chosen: dict[str, str]) -> dict[str, str]:
    """Those that an exercise was chosen for."""
    return {name: exercise for name, exercise in chosen.items() if exercise}


def asked(unmatched: Sequence[Unmatched]) -> dict[str, str]:
    """What people say that the names mean."""
    if unmatched:
        typer.echo("Which of your exercises is it? Nothing leaves it out.")
    return {one.name: _answer(one).strip() for one in unmatched}


def _answer(one: Unmatched) -> str:
    likely = f" (such as {', '.join(one.suggestions)})" if one.suggestions else ""
    answer: str = typer.prompt(f"  {one.name}{likely}", default="", show_default=False)
    return answer
