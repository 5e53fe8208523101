"""Where cameras stand, in words. Left and right are the person's own."""

from spotter.movement.geometry import Yaw

_STEP_DEG = 5
"""A yaw is not known more exactly."""
_PLAIN = {0: "the front", 90: "the left side", -90: "the right side", 180: "behind", -180: "behind"}
_PLAIN_WITHIN_DEG = 7.5


def standpoint(camera_yaw_deg: float) -> str:
    """Where around the person a camera stands, to follow "from".

    >>> standpoint(33.4), standpoint(-92.0), standpoint(3.0)
    ('35 degrees left', 'the right side', 'the front')
    """
    for yaw_deg, words in _PLAIN.items():
        if abs(camera_yaw_deg - yaw_deg) <= _PLAIN_WITHIN_DEG:
            return words
    return f"{_rounded(camera_yaw_deg)} degrees {'left' if camera_yaw_deg > 0 else 'right'}"


def further_round(yaw: Yaw) -> str:
    """How much further round the person a camera stands than another.

    >>> from spotter.movement.values import Facing
    >>> further_round(Yaw(41.0, Facing.SAME, 0.99, 2.0))
    '40 degrees further round to the left'
    >>> further_round(Yaw(41.0, Facing.MIRRORED, 0.99, 2.0))
    '40 degrees further round to the right'
    """
    to_the_left = (yaw.yaw_deg > 0) != yaw.facing.swaps_sides
    side = "left" if to_the_left else "right"
    return f"{_rounded(yaw.yaw_deg)} degrees further round to the {side}"


def _rounded(angle_deg: float) -> int:
    return _STEP_DEG * round(abs(angle_deg) / _STEP_DEG)
