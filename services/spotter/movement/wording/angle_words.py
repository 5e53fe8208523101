"""Words for the joint angle that is farthest from the reference's."""

from spotter.movement.values.body.angle import Angle
from spotter.movement.values.judged.verdict import AngleDeviation
from spotter.movement.values.text import capital
from spotter.movement.wording.language import Language
from spotter.movement.wording.languages.english import ENGLISH

_ARMS = (Angle.LEFT_SHOULDER, Angle.RIGHT_SHOULDER)


def angle_words(found: AngleDeviation, language: Language = ENGLISH) -> str:
    """One sentence: which angle, by how much, which way, and when.

    >>> angle_words(AngleDeviation(Angle.LEFT_SHOULDER, 0.5, -22.4))
    'Left arm 22 degrees closer to the body than the reference.'
    """
    words = language.angles.sentence.format(
        angle=language.angles.names[found.angle],
        size_deg=abs(found.deviation_deg),
        how=_how(found, language),
        when=language.moments[found.moment] if found.moment else "",
    )
    return f"{capital(words.rstrip())}."


def _how(found: AngleDeviation, language: Language) -> str:
    if found.angle is Angle.TRUNK:
        return language.directions[found.leans] if found.leans else language.angles.elsewhere
    ways = language.angles.arms if found.angle in _ARMS else language.angles.limbs
    return ways[found.deviation_deg > 0]
