"""Where the command line keeps models."""

from pathlib import Path
from typing import Annotated

import typer

from spotter.recordings.estimator_loading import FOLDER_VARIABLE

Folder = Annotated[
    Path | None,
    typer.Option(
        help=f"Where the models are kept. Default: ${FOLDER_VARIABLE}, else the user's cache folder"
    ),
]
