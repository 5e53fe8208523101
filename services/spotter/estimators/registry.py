"""The estimators that there are, by their names."""

from spotter.estimators.blazepose.family import BLAZEPOSE
from spotter.estimators.errors import UnknownEstimatorError
from spotter.estimators.estimator import Device, Estimator
from spotter.estimators.family import Family, Options
from spotter.estimators.models.catalogue import ModelCache
from spotter.estimators.openpose.family import ONNX, PUBLISHED

FAMILIES = (BLAZEPOSE, PUBLISHED, ONNX)

ESTIMATOR_NAMES = tuple(name for family in FAMILIES for name in family.names)
"""For people: FILE stands for the path of an ONNX network."""


def check_files(name: str, models: ModelCache) -> None:
    """Look for the files of the estimator ``name``; no network is loaded.

    Raises :class:`UnknownEstimatorError` for another name, and :class:`ModelError`, which names the
    command that brings what is missing or damaged.
    """
    _family_of(name).check_files(name, models)


def make_estimator(  # noqa: PLR0913 - what there is to choose
    name: str,
    models: ModelCache,
    threads: int,
    *,
    input_size_px: tuple[int, int] | None = None,
    device: Device = "auto",
    prepared_batch: int = 0,
) -> Estimator:
    """Load the networks of the estimator ``name``; each of them runs on ``threads`` threads.

    ``input_size_px`` is the width and height that OpenPose's networks see; None: the usual. The
    FILE of an ONNX network is relative to the working folder; ``~`` is the user's own. On a GPU
    OpenPose's networks are slow at the first batch of a size; who will go on to give them batches
    of up to ``prepared_batch`` pictures has them prepared for smaller ones when a larger one comes.

    Raises :class:`UnknownEstimatorError` for another name, :class:`ModelError` if a model is
    missing or damaged, and :class:`EstimatorError` if the estimator cannot run as it is told to.
    """
    options = Options(threads, input_size_px, device, prepared_batch)
    return _family_of(name).load(name, models, options)


def _family_of(name: str) -> Family:
    for family in FAMILIES:
        if family.has(name):
            return family
    known = ", ".join(ESTIMATOR_NAMES)
    raise UnknownEstimatorError(f"expected one of the estimators {known}; found {name!r}")
