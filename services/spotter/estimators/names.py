"""The names of the estimators, and the files that each needs. No network is loaded for that."""

from pathlib import Path

from spotter.estimators.errors import ModelError, UnknownEstimatorError
from spotter.estimators.models.catalogue import (
    DETECTOR,
    LANDMARKS_FULL,
    LANDMARKS_HEAVY,
    LANDMARKS_LITE,
    ModelCache,
)

BLAZEPOSE = {
    model.estimator: model
    for model in (LANDMARKS_LITE, LANDMARKS_FULL, LANDMARKS_HEAVY)
    if model.estimator
}
"""The landmarks that each needs besides the detector."""

OPENPOSE = ("openpose-body25", "openpose-coco")

ONNX_PREFIX = "openpose-onnx:"
"""Before the path of a file that the user names."""

ESTIMATOR_NAMES = (*BLAZEPOSE, *OPENPOSE, f"{ONNX_PREFIX}FILE")
"""For people: FILE stands for the path of an ONNX network."""


def check_files(name: str, models: ModelCache) -> None:
    """Whether the files of the estimator ``name`` are there.

    Raises :class:`UnknownEstimatorError` for another name, and :class:`ModelError`, which names the
    command that brings what is missing or damaged.
    """
    if name in BLAZEPOSE:
        for model in (BLAZEPOSE[name], DETECTOR):
            models.read(model)
    elif path := onnx_path(name):
        check_onnx(path)
    else:
        from spotter.estimators.openpose.loading import check_published  # noqa: PLC0415 - it takes 90 MB

        check_published(name, models)


def check_onnx(path: Path) -> None:
    """Whether there is a file; raises :class:`ModelError` if not."""
    if not path.is_file():
        raise ModelError(f"expected an ONNX file at {path}; found none")


def onnx_path(name: str) -> Path | None:
    """The file of an ONNX network; None for OpenPose's published ones.

    Raises :class:`UnknownEstimatorError` for the name of neither.
    """
    file = name.removeprefix(ONNX_PREFIX)
    if name in OPENPOSE:
        return None
    if file in {"", name}:
        known = ", ".join(ESTIMATOR_NAMES)
        raise UnknownEstimatorError(f"expected one of the estimators {known}; found {name!r}")
    return Path(file).expanduser()
