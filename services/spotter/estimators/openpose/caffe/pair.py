"""Reads a published network's two Caffe files: one has the layers, the other the weights."""

from collections.abc import Callable
from pathlib import Path

from spotter.estimators.errors import ModelError
from spotter.estimators.openpose.caffe.caffemodel import MAX_CAFFEMODEL_BYTES, read_caffemodel
from spotter.estimators.openpose.caffe.prototxt import MAX_PROTOTXT_BYTES, read_structure
from spotter.estimators.openpose.published.files import PUBLISHED
from spotter.estimators.openpose.published.mirror import OnBytes, fetch
from spotter.estimators.openpose.published.weights import Weights


def fetch_pair(
    name: str, mirror: str, folder: Path, on_bytes_of: Callable[[str], OnBytes]
) -> tuple[Path, Path]:
    """Fetch the prototxt and the caffemodel of the network ``name`` into ``folder``.

    ``mirror`` is the address of a copy of OpenPose's ``models`` folder; ``on_bytes_of`` returns the
    progress callback for a file's path in it. Raises :class:`ModelError` if a file cannot be
    fetched.
    """
    published = PUBLISHED[name]
    limits = {
        published.prototxt: MAX_PROTOTXT_BYTES,
        published.caffemodel: MAX_CAFFEMODEL_BYTES,
    }
    for path, max_bytes in limits.items():
        fetch(
            f"{mirror.rstrip('/')}/{path}",
            folder / Path(path).name,
            max_bytes=max_bytes,
            on_bytes=on_bytes_of(path),
        )
    prototxt, caffemodel = (folder / Path(path).name for path in limits)
    return prototxt, caffemodel


def read_pair(prototxt: Path, caffemodel: Path, name: str | None) -> Weights:
    """The weights in a pair of files; ``name`` is the expected network, None: either.

    Raises :class:`ModelError` for files of another network or of none.
    """
    structure = read_structure(prototxt)
    if name and structure.name != name:
        raise ModelError(f"expected the prototxt of {name} in {prototxt}; found {structure.name}'s")
    return read_caffemodel(caffemodel, structure)
