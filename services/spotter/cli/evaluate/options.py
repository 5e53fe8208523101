"""Options and output that the commands of ``spotter evaluate`` share."""

import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from spotter.cli.errors import InputError
from spotter.local_stack.cores import cores
from spotter.recordings.whole_file import write_atomically

_WIDTH_IN_FILES = 120

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")]
PagePath = Annotated[
    Path | None,
    typer.Option("--page", help="Write a page with curves and drawings of the worst mistakes."),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        max=256,
        help="Processes. Default: one per core. Has no effect on the figures.",
    ),
]
Seed = Annotated[int, typer.Option(min=0, help="The same seed gives the same figures.")]
ExerciseNames = Annotated[
    list[str],
    typer.Option("--exercise", metavar="NAME", help="An exercise. Can be given several times."),
]
FalseAlarms = Annotated[
    str,
    typer.Option(help="The share of good reps that may be called faulty, as 5% or 0.05."),
]


class MethodName(StrEnum):
    """How a rep is scored."""

    SPOTTER = "spotter"
    BLOG = "blog"


MethodOption = Annotated[
    MethodName,
    typer.Option("--method", help="Spotter's own, or the blog's: median DTW in pixels, limit 30."),
]


def processes_for(jobs: int | None) -> int:
    """The number asked for, else one per core."""
    return jobs or cores()


def result_console() -> Console:
    """Standard output; if it is not a terminal, as wide as the tables need."""
    console = Console()
    return console if console.is_terminal else Console(width=_WIDTH_IN_FILES)


def tell(
    said: dict[str, Any], show: Callable[[Console], None], *, as_json: bool, page: Path | None
) -> None:
    """Print the result, as one JSON object or as ``show`` does, and the path of its page."""
    if as_json:
        typer.echo(json.dumps(said, indent=2, allow_nan=False))
    else:
        show(result_console())
    if page:
        typer.echo(f"Page: {page}", err=as_json)


def write_page(path: Path, page: str) -> None:
    """Write a page; raises :class:`InputError` when it cannot be written there."""
    try:
        write_atomically(path, page.encode())
    except OSError as error:
        raise InputError(f"{path}: cannot write the page here: {error.strerror}") from error
