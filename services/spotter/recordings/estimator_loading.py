"""Loads an estimator for the commands, with the pose workers' environment variables."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from spotter.estimators.errors import ModelError
from spotter.estimators.estimator import Device, Estimator
from spotter.estimators.input_size import input_size_of
from spotter.estimators.models.catalogue import ModelCache
from spotter.estimators.openpose.onnx.user_file import names_file
from spotter.estimators.registry import make_estimator
from spotter.recordings.errors import RecordingError

FOLDER_VARIABLE = "SPOTTER_MODELS_DIR"
DEVICE_VARIABLE = "SPOTTER_POSE_DEVICE"
INPUT_VARIABLE = "SPOTTER_POSE_INPUT"


def model_cache(folder: Path | None = None) -> ModelCache:
    """The cache in ``folder``, else in ``$SPOTTER_MODELS_DIR``, else in the user's cache folder."""
    return ModelCache.at(folder or os.environ.get(FOLDER_VARIABLE))


def load_estimator(
    name: str, models: ModelCache, threads: int, environment: Mapping[str, str]
) -> Estimator:
    """The estimator ``name``, with the device and the input size that ``environment`` asks for.

    Raises what :func:`make_estimator` raises, and :class:`RecordingError` for an unknown device and
    for a file of the user's that is not a network.
    """
    size_px = input_size_of(environment.get(INPUT_VARIABLE, ""))
    device = _device(environment.get(DEVICE_VARIABLE) or "auto")
    try:
        return make_estimator(name, models, threads, input_size_px=size_px, device=device)
    except ModelError as error:
        if names_file(name):
            raise RecordingError(f"{error}") from error
        raise


def _device(words: str) -> Device:
    for device in get_args(Device):
        if words == device:
            return device  # type: ignore[no-any-return] # get_args has no types
    known = ", ".join(get_args(Device))
    raise RecordingError(f"expected one of {known} in ${DEVICE_VARIABLE}; found {words!r}")
