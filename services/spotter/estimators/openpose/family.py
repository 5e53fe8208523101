"""The OpenPose families: the published networks, and compatible networks in ONNX files."""

from spotter.estimators.estimator import Estimator
from spotter.estimators.family import Family, Options
from spotter.estimators.models.catalogue import ModelCache
from spotter.estimators.openpose.onnx.user_file import (
    ONNX_PREFIX,
    check_file,
    file_of,
    names_file,
)
from spotter.estimators.openpose.published.structure import body_25, coco

_STRUCTURES = {"openpose-body25": body_25, "openpose-coco": coco}


def _check_published(name: str, models: ModelCache) -> None:
    from spotter.estimators.openpose.published.weights import read_weights  # noqa: PLC0415 - see Family

    read_weights(models, _STRUCTURES[name]())


def _load_published(name: str, models: ModelCache, options: Options) -> Estimator:
    from spotter.estimators.openpose.loading import load_published  # noqa: PLC0415 - see Family

    return load_published(name, _STRUCTURES[name](), models, options)


def _load_onnx(name: str, _models: ModelCache, options: Options) -> Estimator:
    from spotter.estimators.openpose.loading import load_onnx  # noqa: PLC0415 - see Family

    return load_onnx(name, file_of(name), options)


PUBLISHED = Family(
    names=tuple(_STRUCTURES),
    has=_STRUCTURES.__contains__,
    check_files=_check_published,
    load=_load_published,
)

ONNX = Family(
    names=(f"{ONNX_PREFIX}FILE",),
    has=names_file,
    check_files=lambda name, _models: check_file(file_of(name)),
    load=_load_onnx,
)
"""FILE stands for the path of a network."""
