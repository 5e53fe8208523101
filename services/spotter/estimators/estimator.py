"""What every pose estimator can do."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.poses import Keypoints


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One decoded frame.

    ``source_id`` names the camera, so that an estimator can follow people from picture to picture;
    ``captured_us`` is the capture time in microseconds since the Unix epoch; ``bgr`` is (H, W, 3)
    uint8.
    """

    source_id: str
    captured_us: int
    bgr: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """One person found in a picture.

    ``keypoints`` is (25, 3) float32 in BODY_25 order: x and y in pixels of the picture, confidence
    0 to 1; a missing joint is NaN, NaN, 0.
    """

    keypoints: Keypoints


Estimation = Callable[[], list[tuple[Person, ...]]]
"""Finishes an estimate that has begun: the people in each picture, in the order of the pictures."""


Device = Literal["auto", "cpu", "cuda"]
"""Where networks run; ``auto``: on a GPU if the estimator can use one, else on the processor."""


class Estimator(Protocol):
    """Finds people and their joints.

    An estimator belongs to one thread; what :meth:`begin` returns may be called by another, once,
    in the order in which the estimates began. So one batch's maps are read while the network is
    busy with the next.
    """

    finds_everybody: bool
    """Whether all people of a picture are found, or one at most."""

    is_jittery: bool
    """Whether its keypoints tremble from picture to picture, and are the better for smoothing."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The name under which the registry makes it."""

    @property
    @abstractmethod
    def device(self) -> str:
        """What it runs on, in words: ``CPU, 2 threads`` or the name of a GPU."""

    @abstractmethod
    def begin(self, pictures: Sequence[Picture]) -> Estimation:
        """Start to look for people; what is returned waits for them.

        Pictures of one source come in the order of their capture; sources may be mixed.
        """

    @abstractmethod
    def forget(self, source_id: str) -> None:
        """Drop what is remembered of a source; the next picture is looked at afresh."""

    def estimate(self, pictures: Sequence[Picture]) -> list[tuple[Person, ...]]:
        """The people in each picture, in the order of the pictures."""
        return self.begin(pictures)()
