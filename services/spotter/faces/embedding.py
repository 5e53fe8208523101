"""Describes a face by numbers whose distances tell people apart."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.openpose.onnx.session import open_session
from spotter.faces.errors import FacesError
from spotter.faces.models import IMPORT_COMMAND

_INPUT = "faces"


class FaceEmbedding:
    """The network at ``path``, as ``spotter faces import`` wrote it.

    Raises :class:`FacesError` if there is none, and :class:`ModelError` if it cannot be run.
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        if not path.is_file():
            raise FacesError(f"expected the network of faces at {path}; run `{IMPORT_COMMAND}`")
        self._session = open_session(path, threads, "cpu")

    def of(self, rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
        """(128,) float32 of an aligned (150, 150, 3) uint8 face.

        Euclidean distances between those of one person are mostly below 0.5.
        """
        (numbers,) = self._session.run(None, {_INPUT: rgb[None]})
        return np.asarray(numbers[0], dtype=np.float32)
