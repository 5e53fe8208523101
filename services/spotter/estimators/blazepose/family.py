"""The BlazePose family: three landmark networks that share a detector."""

from spotter.estimators.estimator import Estimator
from spotter.estimators.family import Family, Options
from spotter.estimators.models.catalogue import (
    DETECTOR,
    LANDMARKS_FULL,
    LANDMARKS_HEAVY,
    LANDMARKS_LITE,
    ModelCache,
)

_LANDMARKS = {
    model.estimator: model
    for model in (LANDMARKS_LITE, LANDMARKS_FULL, LANDMARKS_HEAVY)
    if model.estimator
}


def _check_files(name: str, models: ModelCache) -> None:
    for model in (_LANDMARKS[name], DETECTOR):
        models.read(model)


def _load(name: str, models: ModelCache, options: Options) -> Estimator:
    from spotter.estimators.blazepose.loading import load_blazepose  # noqa: PLC0415 - see Family

    return load_blazepose(name, models, _LANDMARKS[name], options)


BLAZEPOSE = Family(
    names=tuple(_LANDMARKS), has=_LANDMARKS.__contains__, check_files=_check_files, load=_load
)
