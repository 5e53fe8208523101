"""Estimators by name."""

from pathlib import Path

from estimators.blazepose import BlazePose
from estimators.detector import Detector
from estimators.errors import EstimatorError, UnknownEstimatorError
from estimators.estimator import Device, Estimator
from estimators.landmarks import Landmarker
from estimators.models import (
    DETECTOR,
    LANDMARKS_FULL,
    LANDMARKS_HEAVY,
    LANDMARKS_LITE,
    Model,
    ModelCache,
)

_BLAZEPOSE = {
    "blazepose-lite": LANDMARKS_LITE,
    "blazepose-full": LANDMARKS_FULL,
    "blazepose-heavy": LANDMARKS_HEAVY,
}
_OPENPOSE = ("openpose-body25", "openpose-coco")
ONNX_PREFIX = "openpose-onnx:"
"""Before the path of a file that the user names."""

DEFAULT_ESTIMATOR = "blazepose-full"
"""What installs by itself and may be used for anything."""

ESTIMATOR_NAMES = (*_BLAZEPOSE, *_OPENPOSE, f"{ONNX_PREFIX}FILE")
"""For people: FILE stands for the path of an ONNX network."""


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
    if name in _BLAZEPOSE:
        _check_blazepose(name, input_size_px, device)
        return _blazepose(name, models, _BLAZEPOSE[name], threads)
    path = _onnx_path(name)
    # ONNX Runtime and the decoder's compiler take 90 MB, which BlazePose can do without.
    from estimators.openpose.loading import load_onnx, load_published  # noqa: PLC0415

    if path is None:
        return load_published(
            name,
            models,
            threads,
            input_size_px=input_size_px,
            device=device,
            prepared_batch=prepared_batch,
        )
    return load_onnx(name, path, threads, input_size_px=input_size_px, device=device)


def check_files(name: str, models: ModelCache) -> None:
    """Whether the files of the estimator ``name`` are there; no network is loaded.

    Raises :class:`UnknownEstimatorError` for another name, and :class:`ModelError`, which names the
    command that brings what is missing or damaged.
    """
    if name in _BLAZEPOSE:
        for model in (_BLAZEPOSE[name], DETECTOR):
            models.read(model)
        return
    path = _onnx_path(name)
    from estimators.openpose.loading import check_published  # noqa: PLC0415 - as above
    from estimators.openpose.onnx_session import check_onnx  # noqa: PLC0415 - as above

    if path is None:
        check_published(name, models)
    else:
        check_onnx(path)


def _onnx_path(name: str) -> Path | None:
    """The file of an ONNX network; None for OpenPose's published ones."""
    file = name.removeprefix(ONNX_PREFIX)
    if name in _OPENPOSE:
        return None
    if file in {"", name}:
        known = ", ".join(ESTIMATOR_NAMES)
        raise UnknownEstimatorError(f"expected one of the estimators {known}; found {name!r}")
    return Path(file).expanduser()


def _blazepose(name: str, models: ModelCache, landmarks: Model, threads: int) -> Estimator:
    landmarker = Landmarker(models.read(landmarks), threads)
    detector = Detector(models.read(DETECTOR), threads)
    return BlazePose(name, detector, landmarker, threads=threads)


def _check_blazepose(name: str, input_size_px: tuple[int, int] | None, device: Device) -> None:
    if device == "cuda":
        raise EstimatorError(f"{name} runs on the CPU; expected the device auto or cpu, found cuda")
    if input_size_px is not None:
        found = "{}x{}".format(*input_size_px)
        raise EstimatorError(f"{name} has its own input size; expected none, found {found}")
