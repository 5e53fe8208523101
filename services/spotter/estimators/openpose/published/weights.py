"""Stores OpenPose's weights in the model cache, as safetensors."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from spotter.estimators.errors import ModelError
from spotter.estimators.models.catalogue import ModelCache, ModelState
from spotter.estimators.openpose.published.parameters import Parameters, check_parameters
from spotter.estimators.openpose.published.structure import Structure, body_25, coco

IMPORT_COMMAND = "spotter models import openpose"

LICENCE = (
    "OpenPose's networks and their weights are licensed for academic or non-profit, non-commercial "
    "research only, and the commercial licence that its authors sell excludes physical exercise"
)
"""Shown wherever the weights are handled; every stored file contains it too."""

SHORT_LICENCE = "research only"

_MODE = 0o644  # safetensors denies others access, but services may run as another user
_STRUCTURE, _SOURCE, _CONTENT, _LICENCE = "structure", "caffemodel_sha256", "sha256", "licence"


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The trained parameters of one of OpenPose's networks, and the checksum of their file.

    ``caffemodel_sha256`` is in hexadecimal digits.

    Raises :class:`ModelError` if the parameters are not those of the structure.
    """

    structure: Structure
    parameters: Parameters
    caffemodel_sha256: str

    def __post_init__(self) -> None:
        check_parameters(self.structure, self.parameters)


def published_structures() -> tuple[Structure, Structure]:
    """The networks whose weights can be in the cache."""
    return coco(), body_25()


def weights_path(cache: ModelCache, structure: Structure) -> Path:
    """The path of a network's weights."""
    return cache.folder / f"openpose-{structure.name.replace('_', '')}.safetensors"


def store_weights(cache: ModelCache, weights: Weights) -> Path:
    """Store weights in one step, replacing existing ones; returns the path.

    Raises :class:`OSError` if the cache's folder cannot be written.
    """
    path = weights_path(cache, weights.structure)
    about = {
        _STRUCTURE: weights.structure.name,
        _SOURCE: weights.caffemodel_sha256,
        _CONTENT: _sum(weights.parameters),
        _LICENCE: LICENCE,
    }
    cache.folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".import-", dir=cache.folder) as folder:
        draft = Path(folder, path.name)
        save_file(dict(weights.parameters), draft, metadata=about)
        draft.chmod(_MODE)
        draft.replace(path)
    return path


def read_weights(cache: ModelCache, structure: Structure) -> Weights:
    """The weights that :func:`store_weights` stored, verified by checksum.

    Raises :class:`ModelError` if there are none or they are damaged; the message names the command
    that brings them.
    """
    path = weights_path(cache, structure)
    try:
        about, parameters = _load(path)
        _check_about(about, structure, parameters)
        return Weights(structure, parameters, about[_SOURCE])
    except FileNotFoundError as error:
        raise ModelError(
            f"the weights of OpenPose's network {structure.name} are not at {path}; "
            f"run `{IMPORT_COMMAND}`"
        ) from error
    except (ModelError, SafetensorError, OSError) as error:
        raise ModelError(
            f"the weights of OpenPose's network {structure.name} at {path} are damaged: {error}; "
            f"run `{IMPORT_COMMAND}`"
        ) from error


def weights_state(cache: ModelCache, structure: Structure) -> ModelState:
    """Whether the weights of a network are present and intact."""
    if not weights_path(cache, structure).exists():
        return ModelState.MISSING
    try:
        read_weights(cache, structure)
    except ModelError:
        return ModelState.DAMAGED
    return ModelState.READY


def _load(path: Path) -> tuple[dict[str, str], Parameters]:
    with safe_open(path, framework="numpy") as file:
        return file.metadata() or {}, {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - it is not a dictionary


def _check_about(about: Mapping[str, str], structure: Structure, parameters: Parameters) -> None:
    for key, expected in ((_STRUCTURE, structure.name), (_CONTENT, _sum(parameters))):
        if about.get(key) != expected:
            raise ModelError(f"expected the {key} {expected}; found {about.get(key, 'none')}")
    if _SOURCE not in about:
        raise ModelError("expected the checksum of a caffemodel; found none")


def _sum(parameters: Parameters) -> str:
    """SHA-256 of all arrays, in the order of their names."""
    digest = sha256()
    for name in sorted(parameters):
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(parameters[name]).data)
    return digest.hexdigest()
