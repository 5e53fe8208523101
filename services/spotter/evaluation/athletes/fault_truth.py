"""Decides whether a named fault is the seeded one."""

import numpy as np

from spotter.movement.geometry import viewpoint
from spotter.movement.geometry.body.normalisation import Coordinates, normalise
from spotter.movement.values import Direction, Fault, Joint, PoseSeries
from spotter.simulation.motion.faults import FaultKind

_KNEES = frozenset({Joint.LEFT_KNEE, Joint.RIGHT_KNEE})
_TRUNK = frozenset({Joint.NECK, Joint.NOSE, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER})
_LEAST_PATH_RATIO = 1 / 3
"""A joint shows how deep the rep is if its own path is at least this part of the longest."""


def is_seeded_fault(fault: Fault, kind: FaultKind, good_rep: PoseSeries) -> bool:
    """Whether a trainer would name ``fault`` for a rep with the seeded ``kind``.

    Knees in: a knee, inward. Leaning forward: neck, head or a shoulder, forward. A shallow or half
    rep: a joint that moves far in ``good_rep``, which has no noise, falls short of its path. One
    side lagging: the same for a joint of the left side, which is the one that lags.
    """
    match kind:
        case FaultKind.KNEES_IN:
            return fault.joint in _KNEES and fault.direction is Direction.INWARD
        case FaultKind.LEANING_FORWARD:
            return fault.joint in _TRUNK and fault.direction is Direction.FORWARD
        case FaultKind.ONE_SIDE_LAGGING:
            is_left = fault.joint.name.startswith("LEFT") and not fault.both_sides
            return is_left and _falls_short(fault, good_rep)
        case _:
            return _falls_short(fault, good_rep)


def _falls_short(fault: Fault, good_rep: PoseSeries) -> bool:
    trajectory = normalise(good_rep)
    displacements = trajectory - trajectory[:1]
    # Compare heights with heights alone: a lunge's foot moves far, but forward.
    is_height = fault.direction in {Direction.HIGHER, Direction.LOWER}
    longest_tl = float(np.nanmax(np.abs(displacements[..., 1] if is_height else displacements)))
    along = displacements[:, fault.joint] @ _direction(fault, trajectory)
    displacement_tl = float(along[np.nanargmax(np.abs(along))])
    return displacement_tl < -_LEAST_PATH_RATIO * longest_tl


def _direction(fault: Fault, trajectory: Coordinates) -> Coordinates:
    """(2,) the direction of the fault in the picture, x to the right and y up."""
    seen_from = viewpoint(trajectory)
    if fault.direction in {Direction.HIGHER, Direction.LOWER}:
        return np.array([0.0, 1.0 if fault.direction is Direction.HIGHER else -1.0])
    if fault.direction in {Direction.FORWARD, Direction.BACKWARD}:
        ahead = fault.direction is Direction.FORWARD
        return np.array([1.0 if ahead is seen_from.faces_right else -1.0, 0.0])
    if fault.direction in {Direction.LEFT, Direction.RIGHT}:
        to_left = fault.direction is Direction.LEFT
        return np.array([1.0 if to_left is (seen_from.width_tl > 0) else -1.0, 0.0])
    out = np.sign(np.nanmedian(trajectory[:, fault.joint, 0] - trajectory[:, Joint.MID_HIP, 0]))
    return np.array([out if fault.direction is Direction.OUTWARD else -out, 0.0])
