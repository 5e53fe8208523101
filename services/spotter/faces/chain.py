"""From a picture to numbers: find the faces, turn the largest upright, describe it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.models.catalogue import ModelCache
from spotter.faces.alignment import aligned
from spotter.faces.deciding.comparing import Sight, what_sizes_show
from spotter.faces.deciding.values import Rules
from spotter.faces.detector import FaceDetector
from spotter.faces.embedding import FaceEmbedding
from spotter.faces.models import DETECTOR, network_path


@dataclass(frozen=True, slots=True, eq=False)
class DescribedFace:
    """A face as (128,) float32, and the side of its box."""

    numbers: NDArray[np.float32]
    side_px: float


class FaceChain:
    """Describes the one face in a picture."""

    def __init__(self, detector: FaceDetector, embedding: FaceEmbedding, rules: Rules) -> None:
        self._detector = detector
        self._embedding = embedding
        self._rules = rules

    @classmethod
    def of(cls, cache: ModelCache, rules: Rules) -> "FaceChain":
        """With the networks in the cache.

        Raises :class:`FacesError` and :class:`ModelError` if one is missing or damaged.
        """
        embedding = FaceEmbedding(network_path(cache))
        return cls(FaceDetector(cache.read(DETECTOR)), embedding, rules)

    def look(self, bgr: NDArray[np.uint8]) -> DescribedFace | Sight:
        """The face in an (H, W, 3) uint8 picture, or why it is not described."""
        faces = self._detector.find(bgr)
        ruled_out = what_sizes_show([face.side_px for face in faces], self._rules)
        if ruled_out:
            return ruled_out
        numbers = self._embedding.of(aligned(bgr, faces[0].points_px))
        return DescribedFace(numbers, faces[0].side_px)
