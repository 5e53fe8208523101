"""Words for joints, and for the one that is farthest off."""

from spotter.movement.values.skeleton import Joint
from spotter.movement.wording.language import Language
from spotter.movement.wording.languages.english import ENGLISH

_PLURAL = frozenset({Joint.MID_HIP, Joint.RIGHT_HIP, Joint.LEFT_HIP, Joint.NECK})
"""People say hips; the neck's keypoint lies between the shoulders, and stands for them."""


def are_several(joint: Joint, *, both_sides: bool) -> bool:
    """Whether people speak of the joint, or of both sides', in the plural."""
    return both_sides or joint in _PLURAL


def joint_words(joint: Joint, language: Language = ENGLISH, *, both_sides: bool = False) -> str:
    """The joint, or both sides'.

    >>> joint_words(Joint.LEFT_KNEE), joint_words(Joint.LEFT_KNEE, both_sides=True)
    ('left knee', 'knees')
    """
    several = are_several(joint, both_sides=both_sides)
    return (language.pairs if several else language.joints)[joint]


def farthest(joint: Joint, phase: float, language: Language = ENGLISH) -> str:
    """A sentence on the joint that is farthest off, and when; ``phase`` is 0 to 1."""
    return language.rep.farthest.format(joint=joint_words(joint, language), percent=100 * phase)


def farthest_numbers(joint: Joint, size_tl: float, language: Language = ENGLISH) -> str:
    """How far that joint is off, in torso lengths."""
    return language.rep.farthest_numbers.format(joint=joint_words(joint, language), size_tl=size_tl)
