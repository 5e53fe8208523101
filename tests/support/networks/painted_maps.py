"""Maps painted from known people, as the networks of the OpenPose family are trained to give them.

Cao et al., "OpenPose: Realtime Multi-Person 2D Pose Estimation using Part Affinity Fields", 2019,
section 3: a Gaussian for each joint, the maximum where several people's overlap, and along each
limb the unit vector from its start to its end, averaged where limbs overlap.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.openpose.body_model import COCO, BodyModel, Limb
from spotter.movement.values.body.skeleton import COCO_18, MIRROR, Joint

SIGMA_CELLS = 7 / 8
"""The published training's 7 px at a stride of 8."""
LIMB_CELLS = 1.0
"""How far a limb reaches to its sides, and beyond its ends."""

People = Sequence[NDArray[np.float64]]
"""Each (K, 2): x and y in cells, NaN where a joint is missing."""
Floats = NDArray[np.float32]

_STANDING = {
    Joint.NOSE: (0, -0.88),
    Joint.NECK: (0, -0.72),
    Joint.RIGHT_SHOULDER: (-0.13, -0.72),
    Joint.RIGHT_ELBOW: (-0.2, -0.56),
    Joint.RIGHT_WRIST: (-0.26, -0.42),
    Joint.MID_HIP: (0, -0.42),
    Joint.RIGHT_HIP: (-0.08, -0.42),
    Joint.RIGHT_KNEE: (-0.1, -0.22),
    Joint.RIGHT_ANKLE: (-0.12, -0.02),
    Joint.RIGHT_EYE: (-0.03, -0.92),
    Joint.RIGHT_EAR: (-0.07, -0.89),
    Joint.RIGHT_BIG_TOE: (-0.17, 0.05),
    Joint.RIGHT_SMALL_TOE: (-0.22, 0.02),
    Joint.RIGHT_HEEL: (-0.07, 0.02),
}
"""A person of height 1 who faces the camera, with the feet at 0, 0; x to the right, y down."""


def joints(model: BodyModel) -> tuple[Joint, ...]:
    """The joint of each of the model's heat maps except the last."""
    return COCO_18 if model is COCO else tuple(Joint)


def mirror(model: BodyModel) -> list[int]:
    """For each of the model's joints, that of the other side."""
    order = joints(model)
    return [order.index(Joint(MIRROR[joint])) for joint in order]


def standing(
    model: BodyModel, x: float, y: float, height: float, missing: Sequence[Joint] = ()
) -> NDArray[np.float64]:
    """(K, 2) a person of this height in cells with the feet at ``x``, ``y``."""
    person = np.array([_place(joint) for joint in joints(model)]) * height + (x, y)
    person[[place for place, joint in enumerate(joints(model)) if joint in missing]] = np.nan
    return person


def _place(joint: Joint) -> tuple[float, float]:
    if joint in _STANDING:
        return _STANDING[joint]
    x, y = _STANDING[Joint(MIRROR[joint])]
    return -x, y


def inside(person: NDArray[np.float64], width: int, height: int) -> NDArray[np.float64]:
    """The person without the joints outside the maps."""
    is_inside = np.all((person >= 0) & (person <= (width - 1, height - 1)), axis=-1)
    return np.where(is_inside[:, None], person, np.nan)


def paint(
    people: People, model: BodyModel, width: int, height: int, peak: float = 1.0
) -> tuple[Floats, Floats]:
    """The heat maps (K + 1, h, w) and affinity maps (2 L, h, w) of ``people``.

    ``peak`` is the height of a joint's Gaussian and the length of a limb's vectors.
    """
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    heat = np.zeros((model.heat_count, height, width))
    affinity = np.zeros((model.affinity_count, height, width))
    for person in people:
        for place, (at_x, at_y) in enumerate(person):
            bell = np.exp(-((x - at_x) ** 2 + (y - at_y) ** 2) / (2 * SIGMA_CELLS**2))
            heat[place] = np.fmax(heat[place], bell)
    heat[-1] = 1 - heat[:-1].max(axis=0)
    for limb in model.limbs:
        drawn = [_vectors(person, limb, x, y) for person in people]
        overlapping = sum((np.any(vectors != 0, axis=0) for vectors in drawn), np.zeros(x.shape))
        affinity[[limb.x_map, limb.y_map]] = sum(drawn) / np.maximum(overlapping, 1)
    return (peak * heat).astype(np.float32), (peak * affinity).astype(np.float32)


def mirrored(heat: Floats, affinity: Floats, model: BodyModel) -> tuple[Floats, Floats]:
    """The maps of the same people mirrored, with left and right swapped."""
    other_side = mirror(model)
    pairs = {(limb.start, limb.end): (limb.x_map, limb.y_map) for limb in model.limbs}
    heat_there = heat[[*other_side, -1], :, ::-1]
    affinity_there = np.empty_like(affinity)
    for limb in model.limbs:
        x_map, y_map = pairs[other_side[limb.start], other_side[limb.end]]
        affinity_there[limb.x_map] = -affinity[x_map, :, ::-1]
        affinity_there[limb.y_map] = affinity[y_map, :, ::-1]
    return heat_there, affinity_there


def _vectors(
    person: NDArray[np.float64], limb: Limb, x: NDArray[np.int_], y: NDArray[np.int_]
) -> NDArray[np.float64]:
    """(2, h, w) the limb's direction in the cells that it covers; zero if a joint is missing."""
    start, way = person[limb.start], person[limb.end] - person[limb.start]
    length = float(np.hypot(*way))
    if not length > 0:
        return np.zeros((2, *x.shape))
    unit = way / length
    along = (x - start[0]) * unit[0] + (y - start[1]) * unit[1]
    aside = np.abs((x - start[0]) * unit[1] - (y - start[1]) * unit[0])
    covered = (along >= -LIMB_CELLS) & (along <= length + LIMB_CELLS) & (aside <= LIMB_CELLS)
    vectors: NDArray[np.float64] = covered * unit[:, None, None]
    return vectors
