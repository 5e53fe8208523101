"""Where cameras stand, in words. Left and right are the person's own."""

from spotter.movement.geometry import rounded_yaw_deg

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
    return f"{rounded_yaw_deg(camera_yaw_deg)} degrees {'left' if camera_yaw_deg > 0 else 'right'}"
