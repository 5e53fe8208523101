"""Tells from a reference which joints carry its exercise: what moves far and alike in all reps.

A body that moves is moved by the limbs that stand or hang on something; arms that go with it
without a hold are for balance. A body that stays is trained by the limb that moves.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body.normalisation import Coordinates
from spotter.movement.values import JOINT_COUNT, Joint

_TRUNK = (Joint.MID_HIP, Joint.NECK)
_ARMS = (
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
)
_LEGS = ((Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE), (Joint.LEFT_KNEE, Joint.LEFT_ANKLE))
_LIMB_RATIO = 0.25
"""A limb that carries moves, as seen from the trunk, this far compared with the one farthest."""
_BALANCE_RATIO = 1.5
"""Arms are for balance if they move by less, as seen from the trunk, than this many times it ..."""
_HOLD_RATIO = 0.25
"""... unless the hands stay where they are: they move by less than this compared with the trunk."""
_ALIKE_RATIO = 4.0
"""A limb moves alike if it goes this many times as far as its way varies from rep to rep."""
_JOINT_RATIO, _END_RATIO = 0.12, 0.4
"""Joints that stay where they are may be hidden: compared with the one that goes farthest, and at
the end of a limb, with the trunk. Networks let feet on the floor and hands on a bar slide."""


def carrying_joints(mean: Coordinates, reps: Sequence[Coordinates]) -> NDArray[np.bool_]:
    """(25,) whether each joint carries the exercise.

    ``mean`` is the reference's (60, 25, 2) trajectory, ``reps`` are its reps, aligned with it; NaN
    for joints and phases that they do not show.
    """
    travel_tl = _extent_tl(mean)
    trunk_tl = max(travel_tl[list(_TRUNK)])
    limbs = [*((Joint.NECK, arm) for arm in _ARMS), *((Joint.MID_HIP, leg) for leg in _LEGS)]
    reach_tl = [_reach_tl(mean, root, limb) for root, limb in limbs]
    carries = np.zeros(JOINT_COUNT, dtype=np.bool_)
    carries[list(_TRUNK)] = True
    for (root, limb), limb_tl in zip(limbs, reach_tl, strict=True):
        holds = travel_tl[limb[-1]] < _HOLD_RATIO * trunk_tl
        is_for_balance = limb in _ARMS and not holds and limb_tl < _BALANCE_RATIO * trunk_tl
        is_alike = limb_tl > _ALIKE_RATIO * _spread_tl(mean, reps, root, limb)
        carries[list(limb)] = (
            limb_tl >= _LIMB_RATIO * max(reach_tl) and is_alike and not is_for_balance
        )
        carries[limb[-1]] &= travel_tl[limb[-1]] >= _END_RATIO * trunk_tl
    goes_far: NDArray[np.bool_] = travel_tl >= _JOINT_RATIO * travel_tl[carries].max()
    return carries & goes_far


def _extent_tl(ways: Coordinates) -> NDArray[np.float64]:
    """(J,) how far (T, J, 2) go, 0 for those that are not known."""
    extent_tl: NDArray[np.float64] = np.nan_to_num(np.ptp(ways, axis=0)).max(axis=-1)
    return extent_tl


def _reach_tl(mean: Coordinates, root: Joint, limb: Sequence[Joint]) -> float:
    """How far the joint of the limb goes that goes farthest, as seen from its root."""
    return float(_extent_tl(mean[:, limb] - mean[:, [root]]).max())


def _spread_tl(
    mean: Coordinates, reps: Sequence[Coordinates], root: Joint, limb: Sequence[Joint]
) -> float:
    """How much the limb's way varies from rep to rep: root mean square, wherever it begins."""
    off = np.nan_to_num(np.stack([_from(rep - mean, root, limb) for rep in reps]))
    off -= off.mean(axis=1, keepdims=True)
    return float(np.sqrt((off**2).sum(axis=-1).mean(axis=(0, 1)).max()))


def _from(ways: Coordinates, root: Joint, limb: Sequence[Joint]) -> Coordinates:
    return ways[:, list(limb)] - ways[:, [root]]
