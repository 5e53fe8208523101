"""Sizes in the words of a trainer.

An adult's torso, from neck to mid-hip, is about half a metre long: 498 and 516 mm in women and men
(de Leva, 1996; see :mod:`spotter.movement.geometry.body.body_size`). A hand is about 9 cm broad:
79 and 89 mm over the knuckles (Gordon et al., "2012 Anthropometric Survey of U.S. Army Personnel",
2014), a little more with the thumb.
"""

from spotter.movement.wording.language import Language

TORSO_CM = 50.0
_HAND_CM = (8.0, 10.5)
_COARSE_CM, _STEP_CM = 20, 5


def size_words(size_tl: float, language: Language) -> str:
    """A size in torso lengths as a hand's breadth or in centimetres, which are 1, 2, ... 20, 25.

    >>> from spotter.movement.wording.languages.english import ENGLISH
    >>> [size_words(size_tl, ENGLISH) for size_tl in (0.001, 0.1, 0.18, 0.24, 0.66)]
    ['about 1 cm', 'about 5 cm', "a hand's breadth", 'about 12 cm', 'about 35 cm']
    """
    cm = size_tl * TORSO_CM
    if _HAND_CM[0] <= cm < _HAND_CM[1]:
        return language.hands_breadth
    step = _STEP_CM if cm > _COARSE_CM else 1
    return language.size.format(cm=max(1, step * round(cm / step)))
