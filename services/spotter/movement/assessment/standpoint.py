"""Whether a camera stands near enough to that of a reference."""

from spotter.movement.assessment.learned_reference import LearnedReference
from spotter.movement.geometry import Yaw, rounded_yaw_deg
from spotter.movement.values import Reason, ReasonCode

_LEAST_AGREEMENT = 0.8
"""Two people who do the same exercise agree by more; less says that no turn explains it."""
_FARTHEST_TURNED_DEG = 50.0
_FARTHEST_UNTURNED_DEG = 25.0
"""A reference without depth cannot be turned; up to here its deviations stay within what another
camera explains."""


def trusted(yaw: Yaw | None) -> Yaw | None:
    """The yaw if the bodies agree once they are turned by it, or if only the picture tells it."""
    return None if yaw is None or yaw.agreement_ratio < _LEAST_AGREEMENT else yaw


def why_too_far_round(yaw: Yaw | None, learned: LearnedReference) -> Reason | None:
    """Why a camera at ``yaw`` from the reference's is too far round to judge by it, if it is."""
    if yaw is None:
        return None
    farthest_deg = _FARTHEST_TURNED_DEG if learned.has_depth else _FARTHEST_UNTURNED_DEG
    if abs(yaw.yaw_deg) <= farthest_deg:
        return None
    return Reason(ReasonCode.TOO_FAR_ROUND, rounded_yaw_deg(yaw.yaw_deg))
