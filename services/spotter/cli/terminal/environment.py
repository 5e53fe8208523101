"""The commands' defaults from the environment."""

import os
from collections.abc import Mapping
from pathlib import Path

from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR

DATA_VARIABLE = "SPOTTER_DATA_DIR"
POSE_VARIABLE = "SPOTTER_POSE"


def data_folder() -> Path:
    """``$SPOTTER_DATA_DIR``, else ``.spotter`` in the current folder; it may not exist yet."""
    chosen = os.environ.get(DATA_VARIABLE)
    return Path(chosen).expanduser() if chosen else Path(".spotter")


def chosen_estimator(environment: Mapping[str, str]) -> str:
    """The name in ``$SPOTTER_POSE``, which the pose workers read too; else the default."""
    return environment.get(POSE_VARIABLE) or DEFAULT_ESTIMATOR
