"""Makes estimators by name."""

from spotter.estimators.blazepose.family import BLAZEPOSE
from spotter.estimators.errors import UnknownEstimatorError
from spotter.estimators.estimator import Device, Estimator
from spotter.estimators.family import Family, Options
from spotter.estimators.models.catalogue import ModelCache
from spotter.estimators.openpose.family import ONNX, PUBLISHED

FAMILIES = (BLAZEPOSE, PUBLISHED, ONNX)

ESTIMATOR_NAMES = tuple(name for family in FAMILIES for name in family.names)
"""The names for people; FILE stands for the path of an ONNX network."""


def check_files(name: str, models: ModelCache) -> None:
    """Check the files of the estimator ``name`` without loading a network.

    Raises :class:`UnknownEstimatorError` for an unknown name, and :class:`ModelError`, which names
    the command that brings missing or damaged files.
    """
    _family_of(name).check_files(name, models)


def make_estimator(  # noqa: PLR0913 - they are the options
    name: str,
    models: ModelCache,
    threads: int,
    *,
    input_size_px: tuple[int, int] | None = None,
    device: Device = "auto",
    prepared_batch: int = 0,
) -> Estimator:
    """Load the networks of the estimator ``name``; each of them runs on ``threads`` threads.

    ``input_size_px`` is the width and height of the input of OpenPose's networks; None: the
    default. The FILE of an ONNX network is relative to the working folder; ``~`` is the home
    folder. On a GPU the first batch of each size is slow for OpenPose's networks. With
    ``prepared_batch``, the largest number of pictures that will come at once, they prepare the
    smaller sizes after a larger batch.

    Raises :class:`UnknownEstimatorError` for an unknown name, :class:`ModelError` if a model is
    missing or damaged, and :class:`EstimatorError` if the estimator cannot run with these options.
    """
    options = Options(threads, input_size_px, device, prepared_batch)
    return _family_of(name).load(name, models, options)


def _family_of(name: str) -> Family:
    for family in FAMILIES:
        if family.has(name):
            return family
    known = ", ".join(ESTIMATOR_NAMES)
    raise UnknownEstimatorError(f"expected one of the estimators {known}; found {name!r}")
