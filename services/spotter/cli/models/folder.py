"""Where the command line keeps models."""

import os
from pathlib import Path
from typing import Annotated

import typer

from spotter.estimators.models.catalogue import ModelCache

FOLDER_VARIABLE = "SPOTTER_MODELS_DIR"

Folder = Annotated[
    Path | None,
    typer.Option(
        help=f"Where the models are kept. Default: ${FOLDER_VARIABLE}, else the user's cache folder"
    ),
]


def model_cache(folder: Path | None = None) -> ModelCache:
    """The cache in ``folder``, else where the variable says, else in the user's cache folder."""
    chosen = folder or os.environ.get(FOLDER_VARIABLE)
    return ModelCache(Path(chosen).expanduser()) if chosen else ModelCache.default()
