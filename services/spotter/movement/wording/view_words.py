"""Where cameras stand, in words. Left and right are the person's own."""

from spotter.movement.geometry import rounded_yaw_deg
from spotter.movement.wording.language import Language
from spotter.movement.wording.languages.english import ENGLISH

_PLAIN_WITHIN_DEG = 7.5


def standpoint(camera_yaw_deg: float, language: Language = ENGLISH) -> str:
    """Where around the person a camera stands, to follow "from".

    >>> standpoint(33.4), standpoint(-92.0), standpoint(3.0)
    ('35 degrees left', 'the right side', 'the front')
    """
    words, away_deg, is_right = language.standpoint, abs(camera_yaw_deg), camera_yaw_deg < 0
    plain = {0: words.front, 90: words.sides[is_right], 180: words.behind}
    for plain_deg, said in plain.items():
        if abs(away_deg - plain_deg) <= _PLAIN_WITHIN_DEG:
            return said
    return words.turned[is_right].format(yaw_deg=rounded_yaw_deg(camera_yaw_deg))
