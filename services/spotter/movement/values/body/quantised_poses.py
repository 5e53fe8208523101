"""Poses in whole steps, fine beside what a pose network can tell, so that few bytes keep them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.hands import HandsEach
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.errors import MovementError

PER_PX = 10
"""Steps of a position: 0.1 pixels. A person of 120 pixels, the smallest who is judged, has 1200."""
PER_METRE = 1000
"""Steps of a position in metres: millimetres."""
PER_CONFIDENCE = 255
"""Steps of a confidence, from 0 to 1."""
MOST_STEPS = 2**20
"""A position is at most so many steps from 0, three times the largest picture or a kilometre, where
float32 still tells all steps apart. One that is farther off is missing."""


@dataclass(frozen=True, slots=True, eq=False)
class JointSteps:
    """The positions of joints, or of other points, over time, in whole steps.

    ``known`` is (T, J) bool, False for a missing joint; ``steps`` is (T, J, D) int32, of no
    meaning where a joint is missing.

    Raises :class:`MovementError` for a position beyond ``MOST_STEPS``.
    """

    known: NDArray[np.bool_]
    steps: NDArray[np.int32]

    def __post_init__(self) -> None:
        if np.any((self.steps > MOST_STEPS) | (self.steps < -MOST_STEPS)):
            raise MovementError(
                f"positions are at most {MOST_STEPS} steps from 0; "
                f"found {self.steps.min()} to {self.steps.max()}"
            )

    @classmethod
    def of(cls, positions: NDArray[np.float32], per_unit: int) -> "JointSteps":
        """The nearest steps to ``positions`` (T, J, D), of which a unit has ``per_unit``.

        A joint is missing if one of its coordinates is.
        """
        steps = np.rint(positions.astype(np.float64) * per_unit)
        known = np.all(np.abs(steps) <= MOST_STEPS, axis=-1)
        return cls(known, np.where(known[..., None], steps, 0).astype(np.int32))

    def positions(self, per_unit: int) -> NDArray[np.float32]:
        """(T, J, D) float32 in units; NaN where a joint is missing."""
        return np.where(self.known[..., None], self.steps / per_unit, np.nan).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class PictureSteps:
    """Points in the picture and how sure they are, in whole steps.

    ``places`` has D = 2 and ``PER_PX`` steps in a pixel; ``confidence`` is (T, J) uint8,
    ``PER_CONFIDENCE`` for 1.
    """

    places: JointSteps
    confidence: NDArray[np.uint8]

    @classmethod
    def of(cls, keypoints: NDArray[np.float32]) -> "PictureSteps":
        """The nearest steps to (T, J, 3) keypoints; a confidence beyond 0 or 1 becomes 0 or 1."""
        confidence = np.clip(keypoints[..., 2].astype(np.float64), 0, 1)
        return cls(
            JointSteps.of(keypoints[..., :2], PER_PX),
            np.rint(confidence * PER_CONFIDENCE).astype(np.uint8),
        )

    @property
    def keypoints(self) -> NDArray[np.float32]:
        """(T, J, 3) float32 keypoints; a missing one is NaN, NaN, 0."""
        confidence = np.where(self.places.known, self.confidence / PER_CONFIDENCE, 0)
        xy = self.places.positions(PER_PX)
        return np.concatenate([xy, confidence[..., None].astype(np.float32)], axis=-1)


@dataclass(frozen=True, slots=True, eq=False)
class QuantisedPoses:
    """A pose series in whole steps.

    ``captured_us`` is (T,) int64, as in :class:`PoseSeries`; ``picture`` are the joints, ``world``
    has D = 3 and ``PER_METRE`` steps in a metre, None without depth; ``equipment`` are the ends of
    equipment, None where none was followed; ``hands`` are as in :class:`PoseSeries`.
    """

    captured_us: NDArray[np.int64]
    picture: PictureSteps
    world: JointSteps | None = None
    equipment: PictureSteps | None = None
    hands: HandsEach | None = None

    @classmethod
    def of(cls, poses: PoseSeries) -> "QuantisedPoses":
        """The nearest steps to ``poses``."""
        return cls(
            poses.captured_us,
            PictureSteps.of(poses.keypoints),
            None if poses.world_m is None else JointSteps.of(poses.world_m, PER_METRE),
            None if poses.equipment is None else PictureSteps.of(poses.equipment),
            poses.hands,
        )

    @property
    def poses(self) -> PoseSeries:
        """The pose series of these steps; its quantised poses are these again.

        Raises :class:`MovementError` for times that do not increase.
        """
        world_m = None if self.world is None else self.world.positions(PER_METRE)
        equipment = None if self.equipment is None else self.equipment.keypoints
        return PoseSeries(self.captured_us, self.picture.keypoints, world_m, equipment, self.hands)


def quantised(poses: PoseSeries) -> PoseSeries:
    """The pose series nearest to ``poses`` that can be kept in few bytes without further loss.

    Positions are multiples of 0.1 pixels and of 1 mm, confidences of 1/255, each as the nearest
    float32; times are exact. A joint is missing (NaN, NaN, 0; NaN, NaN, NaN in metres) where one
    of its coordinates is missing, infinite or beyond any picture. Quantising twice changes nothing.

    >>> keypoints = np.full((1, 25, 3), (320.04, 201.06, 0.5), dtype=np.float32)
    >>> keypoints[0, 0] = (np.inf, 7, 1)
    >>> quantised(PoseSeries(np.array([0]), keypoints)).keypoints[0, :2]
    array([[        nan,         nan,   0.       ],
           [320.       , 201.1      ,   0.5019608]], dtype=float32)
    """
    return QuantisedPoses.of(poses).poses
