"""An estimator for the commands, on what the pose workers' variables ask for."""

from collections.abc import Mapping
from typing import get_args

from spotter.estimators.errors import ModelError
from spotter.estimators.estimator import Device, Estimator
from spotter.estimators.input_size import input_size_of
from spotter.estimators.models.catalogue import ModelCache
from spotter.estimators.names import ONNX_PREFIX
from spotter.estimators.registry import make_estimator
from spotter.recordings.errors import InputError

DEVICE_VARIABLE = "SPOTTER_POSE_DEVICE"
INPUT_VARIABLE = "SPOTTER_POSE_INPUT"


def load_estimator(
    name: str, models: ModelCache, threads: int, environment: Mapping[str, str]
) -> Estimator:
    """The estimator ``name`` on the device and of the input size that ``environment`` asks for.

    Raises what :func:`make_estimator` does, and :class:`InputError` for another
    device and for a file of the user's that is no network.
    """
    size_px = input_size_of(environment.get(INPUT_VARIABLE, ""))
    device = _device(environment.get(DEVICE_VARIABLE) or "auto")
    try:
        return make_estimator(name, models, threads, input_size_px=size_px, device=device)
    except ModelError as error:
        if name.startswith(ONNX_PREFIX):
            raise InputError(f"{error}") from error
        raise


def _device(words: str) -> Device:
    for device in get_args(Device):
        if words == device:
            return device  # type: ignore[no-any-return] # get_args has no types
    known = ", ".join(get_args(Device))
    raise InputError(f"expected one of {known} in ${DEVICE_VARIABLE}; found {words!r}")
