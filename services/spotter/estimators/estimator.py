"""The protocol of all pose estimators."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.poses import Keypoints, WorldMetres


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
    0 to 1; a missing joint is NaN, NaN, 0. ``world_m`` is (25, 3) float32, the same joints in
    metres; None for an estimator that sees no depth.
    """

    keypoints: Keypoints
    world_m: WorldMetres | None = None


Estimation = Callable[[], list[tuple[Person, ...]]]
"""Finishes a started estimate: returns the people in each picture, in the order of the pictures."""


Device = Literal["auto", "cpu", "cuda"]
"""Where networks run; ``auto``: on a GPU if the estimator can use one, else on the CPU."""


class Estimator(Protocol):
    """Finds people and their joints.

    An estimator belongs to one thread. Another thread may call what :meth:`begin` returns, once,
    in the order in which the estimates began. So one batch's maps are read while the network
    works on the next.
    """

    finds_everybody: bool
    """Whether it finds all people in a picture, or at most one."""

    is_jittery: bool
    """Whether its keypoints jitter from picture to picture, so that smoothing helps."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The name by which the registry makes it."""

    @property
    @abstractmethod
    def device(self) -> str:
        """What it runs on, in words: ``CPU, 2 threads`` or the name of a GPU."""

    @abstractmethod
    def begin(self, pictures: Sequence[Picture]) -> Estimation:
        """Start to estimate; the returned function waits for the result.

        Pictures of one source come in capture order; sources may be mixed.
        """

    @abstractmethod
    def forget(self, source_id: str) -> None:
        """Drop the state of a source, so that its next picture is processed from scratch."""

    def estimate(self, pictures: Sequence[Picture]) -> list[tuple[Person, ...]]:
        """The people in each picture, in the order of the pictures."""
        return self.begin(pictures)()
