"""The joints and limbs that the networks of the OpenPose family find, and their maps' indices.

Joints, pairs and map indices come from OpenPose's published parameters
(CMU-Perceptual-Computing-Lab/openpose, ``src/openpose/pose/poseParameters.cpp``). As there, the
affinity maps are counted from the first one; in the network's own output they come after the heat
maps.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.errors import EstimatorError
from spotter.movement.values import Keypoints, from_coco_18
from spotter.movement.values.body.poses import from_openpose

_FIRST_FOOT_JOINT = 19


@dataclass(frozen=True, slots=True)
class Limb:
    """Two joints, and the two affinity maps that hold the direction from one to the other."""

    start: int
    end: int
    x_map: int
    y_map: int


@dataclass(frozen=True, slots=True)
class BodyModel:
    """The joints that one kind of network finds, and its limbs in the order of assembly."""

    name: str
    joint_count: int
    limbs: tuple[Limb, ...]

    @property
    def heat_count(self) -> int:
        """One heat map for each joint, then one for the background."""
        return self.joint_count + 1

    @property
    def affinity_count(self) -> int:
        """Two affinity maps for each limb."""
        return 2 * len(self.limbs)

    @property
    def body_joint_count(self) -> int:
        """The number of joints without toes and heels, which come last."""
        return min(self.joint_count, _FIRST_FOOT_JOINT)

    @property
    def redundant_limbs(self) -> tuple[bool, ...]:
        """For each limb, whether earlier limbs already link its joints.

        These are the two from shoulder to ear: they help when eye and nose are hidden.
        """
        ends = [limb.end for limb in self.limbs]
        return tuple(end in ends[:place] for place, end in enumerate(ends))


def _limbs(*places: tuple[int, int, int]) -> tuple[Limb, ...]:
    return tuple(Limb(start, end, x_map, x_map + 1) for start, end, x_map in places)


COCO = BodyModel(
    "coco",
    18,
    _limbs(
        (1, 2, 12),
        (1, 5, 20),
        (2, 3, 14),
        (3, 4, 16),
        (5, 6, 22),
        (6, 7, 24),
        (1, 8, 0),
        (8, 9, 2),
        (9, 10, 4),
        (1, 11, 6),
        (11, 12, 8),
        (12, 13, 10),
        (1, 0, 28),
        (0, 14, 30),
        (14, 16, 34),
        (0, 15, 32),
        (15, 17, 36),
        (2, 16, 18),
        (5, 17, 26),
    ),
)
"""COCO-18: 19 heat maps and 38 affinity maps."""

BODY_25 = BodyModel(
    "body_25",
    25,
    _limbs(
        (1, 8, 0),
        (1, 2, 14),
        (1, 5, 22),
        (2, 3, 16),
        (3, 4, 18),
        (5, 6, 24),
        (6, 7, 26),
        (8, 9, 6),
        (9, 10, 2),
        (10, 11, 4),
        (8, 12, 8),
        (12, 13, 10),
        (13, 14, 12),
        (1, 0, 30),
        (0, 15, 32),
        (15, 17, 36),
        (0, 16, 34),
        (16, 18, 38),
        (2, 17, 20),
        (5, 18, 28),
        (14, 19, 40),
        (19, 20, 42),
        (14, 21, 44),
        (11, 22, 46),
        (22, 23, 48),
        (11, 24, 50),
    ),
)
"""BODY_25: 26 heat maps and 52 affinity maps."""


def to_body_25(keypoints: NDArray[np.floating], model: BodyModel) -> Keypoints:
    """Keypoints of ``model`` in BODY_25 order, which all of Spotter uses.

    ``keypoints`` is (..., joint_count, 3): x, y in any unit and confidence; a joint without finite
    coordinates or of confidence 0 is missing. Returns (..., 25, 3) float32 with NaN, NaN, 0 for
    missing joints.

    Raises :class:`EstimatorError` for another number of joints.
    """
    if keypoints.shape[-2:] != (model.joint_count, 3):
        expected = f"(..., {model.joint_count}, 3)"
        raise EstimatorError(
            f"expected {model.name} keypoints of {expected}; found {keypoints.shape}"
        )
    return from_coco_18(keypoints) if model is COCO else from_openpose(keypoints)
