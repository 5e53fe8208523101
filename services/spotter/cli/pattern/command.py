"""``spotter pattern``: finds, lists and names the typical ways in which exercises go wrong here."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.catalog_client.exercises.patterns import PatternClient
from spotter.cli.errors import InputError
from spotter.cli.pattern.words import pattern_rows, patterns_json, search_words
from spotter.cli.people.output import AsJson, print_json, print_table
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.terminal.progress import progress_bars
from spotter.local_stack.data_folder import DataFolder
from spotter.wire.catalog.exercises.patterns import GymPattern, GymPatterns, SearchState

pattern_app = typer.Typer(
    help="How exercises go wrong here: patterns of faults, found in the faulty reps of the last "
    "weeks.\n\nExit codes: 0 done; 1 the catalog does not answer; 2 there is no such exercise or "
    "pattern, or the words are none.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(help="The exercise's name, as `spotter exercise list` says.")]
_COLUMNS = (
    TextColumn("{task.description}"),
    BarColumn(),
    TaskProgressColumn(),
    TimeElapsedColumn(),
)
_LOOK_S = 0.5


@contextmanager
def _exercise(name: str) -> Iterator[tuple[CatalogChannel, str]]:
    """The catalog, and the id of the exercise of that name."""
    with errors_as_exits(), catalog(DataFolder(data_folder())) as channel:
        yield channel, ExerciseLibrary(channel).named(name).info.exercise_id


@pattern_app.command(
    epilog="Examples:\n\nspotter pattern find squat\n\nspotter pattern find squat --json"
)
def find(exercise: Name, as_json: AsJson = False) -> None:
    """Look for the patterns of an exercise now, with progress, rather than in the night."""
    with _exercise(exercise) as (channel, exercise_id):
        patterns = PatternClient(channel)
        _follow(patterns, exercise_id, patterns.find(exercise_id))
        found = patterns.of(exercise_id)
    _tell(found, as_json=as_json)


@pattern_app.command("list", epilog="Example: spotter pattern list squat")
def list_patterns(exercise: Name, as_json: AsJson = False) -> None:
    """List the patterns of an exercise, the most frequent first."""
    with _exercise(exercise) as (channel, exercise_id):
        found = PatternClient(channel).of(exercise_id)
    _tell(found, as_json=as_json)


@pattern_app.command(
    epilog='Examples:\n\nspotter pattern name squat 5a3e "knees in" --cue "push your knees out"\n\n'
    'spotter pattern name squat 5a3e ""'
)
def name(
    exercise: Name,
    pattern: Annotated[str, typer.Argument(help="The first digits of its id.")],
    words: Annotated[str, typer.Argument(metavar="NAME", help='What you call it; "" forgets it.')],
    cue: Annotated[
        str | None,
        typer.Option(help="What you say then; by default what you said so far, or the usual hint."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Name a pattern: from then on, reps that show it are told by that name and cue."""
    with _exercise(exercise) as (channel, exercise_id):
        patterns = PatternClient(channel)
        known = _with_digits(patterns.of(exercise_id), pattern)
        kept = known.pattern.cue if words.strip() else ""
        patterns.name(exercise_id, known.pattern_id, words, kept if cue is None else cue)
        found = patterns.of(exercise_id)
    _tell(found, as_json=as_json)


def _follow(patterns: PatternClient, exercise_id: str, begun: SearchState) -> None:
    """Show how looking for patterns goes until it has ended."""
    state = begun
    with progress_bars(*_COLUMNS) as bars:
        task = bars.add_task("comparing faulty reps", total=1)
        while state.progress.is_waiting or state.progress.is_running:
            bars.update(task, completed=state.progress.done_ratio)
            time.sleep(_LOOK_S)
            state = patterns.search(exercise_id)
        bars.update(task, completed=1)


def _with_digits(found: GymPatterns, digits: str) -> GymPattern:
    matches = [one for one in found.patterns if digits and one.pattern_id.startswith(digits)]
    if len(matches) != 1:
        known = ", ".join(one.pattern_id[:8] for one in found.patterns) or "none"
        raise InputError(f"expected the first digits of one of {known}; found {digits!r}")
    return matches[0]


def _tell(found: GymPatterns, *, as_json: bool) -> None:
    if as_json:
        print_json(patterns_json(found))
        return
    columns = ("Id", "Name", "Reps", "Share", "By weeks", "Largest", "Cue")
    print_table(columns, pattern_rows(found), "There are no patterns.")
    typer.echo(search_words(found.search))
