"""The option for the folder of the models."""

from pathlib import Path
from typing import Annotated

import typer

from spotter.recordings.estimator_loading import FOLDER_VARIABLE

Folder = Annotated[
    Path | None,
    typer.Option(
        help=f"The folder of the models. Default: ${FOLDER_VARIABLE}, else the user's cache folder"
    ),
]
