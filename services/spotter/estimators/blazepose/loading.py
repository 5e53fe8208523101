"""Makes BlazePose from the models in the cache."""

from spotter.estimators.blazepose.blazepose import BlazePose
from spotter.estimators.blazepose.detector import Detector
from spotter.estimators.blazepose.landmarks import Landmarker
from spotter.estimators.errors import EstimatorError
from spotter.estimators.family import Options
from spotter.estimators.models.catalogue import DETECTOR, Model, ModelCache


def load_blazepose(name: str, models: ModelCache, landmarks: Model, options: Options) -> BlazePose:
    """The estimator ``name``, which finds joints with the model ``landmarks``.

    Raises :class:`EstimatorError` for an unsupported device or input size, and
    :class:`ModelError` if a model is missing or damaged.
    """
    _check(name, options)
    threads = options.threads
    landmarker = Landmarker(models.read(landmarks), threads)
    detector = Detector(models.read(DETECTOR), threads)
    return BlazePose(name, detector, landmarker, threads=threads)


def _check(name: str, options: Options) -> None:
    if options.device == "cuda":
        raise EstimatorError(f"{name} runs on the CPU; expected the device auto or cpu, found cuda")
    if options.input_size_px is not None:
        found = "{}x{}".format(*options.input_size_px)
        raise EstimatorError(f"{name} has its own input size; expected none, found {found}")
