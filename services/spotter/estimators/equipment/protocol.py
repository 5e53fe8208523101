"""The protocol of all detectors of equipment."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

FILE_PREFIX = "onnx:"
"""The prefix of the path in the name of a detector that is a user's own file."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where something is in a picture: its edges, in pixels from the upper left corner."""

    left_px: float
    top_px: float
    right_px: float
    bottom_px: float


@dataclass(frozen=True, slots=True)
class Seen:
    """Something in a picture: the name of its class, and how sure the network is, 0 to 1.

    ``box`` is None from a network that only says what the whole picture shows.
    """

    name: str
    confidence: float
    box: Box | None = None


class EquipmentDetector(Protocol):
    """Says what equipment a picture shows. A detector belongs to one thread."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The name by which the registry makes it."""

    @property
    @abstractmethod
    def device(self) -> str:
        """What it runs on, in words: ``CPU, 2 threads`` or the name of a GPU."""

    @property
    @abstractmethod
    def classes(self) -> tuple[str, ...]:
        """The names that it can give."""

    @abstractmethod
    def detect(self, bgr: NDArray[np.uint8]) -> tuple[Seen, ...]:
        """What an (H, W, 3) uint8 picture shows, in no order; unsure things, too."""
