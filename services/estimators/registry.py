"""Estimators by name."""

from estimators.blazepose import BlazePose
from estimators.detector import Detector
from estimators.errors import UnknownEstimatorError
from estimators.estimator import Estimator
from estimators.landmarks import Landmarker
from estimators.models import DETECTOR, LANDMARKS_FULL, ModelCache

_BLAZEPOSE = {"blazepose-full": LANDMARKS_FULL}

ESTIMATOR_NAMES = tuple(_BLAZEPOSE)


def make_estimator(name: str, models: ModelCache, threads: int) -> Estimator:
    """Load the networks of the estimator ``name``; each of them runs on ``threads`` threads.

    Raises :class:`UnknownEstimatorError` for another name, :class:`ModelError` if a model is
    missing or damaged.
    """
    if name not in _BLAZEPOSE:
        known = ", ".join(ESTIMATOR_NAMES)
        raise UnknownEstimatorError(f"expected one of the estimators {known}; found {name!r}")
    detector = Detector(models.read(DETECTOR), threads)
    landmarker = Landmarker(models.read(_BLAZEPOSE[name]), threads)
    return BlazePose(name, detector, landmarker, threads=threads)
