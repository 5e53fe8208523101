"""Words for joints, and for the one that is farthest off."""

from spotter.movement.values.skeleton import Joint
from spotter.movement.wording.decimals import filled_in
from spotter.movement.wording.language import Language, Noun
from spotter.movement.wording.languages.english import ENGLISH

_PLURAL = frozenset({Joint.MID_HIP, Joint.RIGHT_HIP, Joint.LEFT_HIP, Joint.NECK})
"""People say hips; the neck's keypoint lies between the shoulders, and stands for them."""


def noun(joint: Joint, language: Language, *, both_sides: bool = False) -> Noun:
    """The joint, or both sides', as people speak of it."""
    return (language.pairs if both_sides or joint in _PLURAL else language.joints)[joint]


def joint_words(joint: Joint, language: Language = ENGLISH, *, both_sides: bool = False) -> str:
    """The joint, or both sides'.

    >>> joint_words(Joint.LEFT_KNEE), joint_words(Joint.LEFT_KNEE, both_sides=True)
    ('left knee', 'knees')
    """
    return noun(joint, language, both_sides=both_sides).name


def farthest(joint: Joint, phase: float, language: Language = ENGLISH) -> str:
    """A sentence on the joint that is farthest off, and when; ``phase`` is 0 to 1."""
    name = joint_words(joint, language)
    return filled_in(language.rep.farthest, language, joint=name, percent=100 * phase)


def farthest_numbers(joint: Joint, size_tl: float, language: Language = ENGLISH) -> str:
    """How far that joint is off, in torso lengths."""
    name = joint_words(joint, language)
    return filled_in(language.rep.farthest_numbers, language, joint=name, size_tl=size_tl)
