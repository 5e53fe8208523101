"""Detects barbells and dumbbells with EfficientNet-Lite0, which says what a picture shows."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from spotter.estimators.equipment.efficientnet.models import IMPORT_COMMAND, NAME
from spotter.estimators.equipment.efficientnet.structure import CLASS_PLACES, SIDE_PX
from spotter.estimators.equipment.protocol import Seen
from spotter.estimators.errors import ModelError
from spotter.estimators.openpose.onnx.session import device_of, open_session

_INPUT = "pictures"


class EfficientNetDetector:
    """The network at ``path``, as ``spotter equipment import`` wrote it.

    Raises :class:`ModelError` if there is none or it cannot be run.
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        if not path.is_file():
            raise ModelError(f"expected the network {NAME} at {path}; run `{IMPORT_COMMAND}`")
        self._session = open_session(path, threads, "cpu")
        self.name = NAME
        self.device = device_of(self._session, threads)
        self.classes = tuple(CLASS_PLACES)

    def detect(self, bgr: NDArray[np.uint8]) -> tuple[Seen, ...]:
        """How likely the whole (H, W, 3) uint8 picture shows each class, without boxes."""
        way = cv2.INTER_AREA if min(bgr.shape[:2]) > SIDE_PX else cv2.INTER_LINEAR
        small = cv2.resize(bgr, (SIDE_PX, SIDE_PX), interpolation=way)
        rgb = np.ascontiguousarray(small[None, ..., ::-1])
        (likely,) = self._session.run(None, {_INPUT: rgb})
        return tuple(
            Seen(name, float(one)) for name, one in zip(self.classes, likely[0], strict=True)
        )
