"""Estimators made by their names."""

from spotter.estimators.blazepose.blazepose import BlazePose
from spotter.estimators.blazepose.detector import Detector
from spotter.estimators.blazepose.landmarks import Landmarker
from spotter.estimators.errors import EstimatorError
from spotter.estimators.estimator import Device, Estimator
from spotter.estimators.models.catalogue import DETECTOR, Model, ModelCache
from spotter.estimators.names import BLAZEPOSE, onnx_path


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
    if name in BLAZEPOSE:
        _check_blazepose(name, input_size_px, device)
        return _blazepose(name, models, BLAZEPOSE[name], threads)
    path = onnx_path(name)
    # ONNX Runtime and the decoder's compiler take 90 MB, which BlazePose can do without.
    from spotter.estimators.openpose.loading import load_onnx, load_published  # noqa: PLC0415

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
