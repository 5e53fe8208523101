"""Words for joints, and for the one that is farthest off."""

from spotter.movement.values.body.equipment import EquipmentEnd, EquipmentKind, Point
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.wording.decimals import filled_in
from spotter.movement.wording.language import Language, Noun
from spotter.movement.wording.languages.english import ENGLISH

_PLURAL = frozenset({Joint.MID_HIP, Joint.RIGHT_HIP, Joint.LEFT_HIP, Joint.NECK})
"""People say hips; the neck's keypoint lies between the shoulders, and stands for them."""


def noun(
    joint: Point,
    language: Language,
    *,
    both_sides: bool = False,
    equipment: EquipmentKind | None = None,
) -> Noun:
    """The joint, or both sides', as people speak of it; or the equipment whose end it is."""
    if isinstance(joint, EquipmentEnd):
        nouns = language.equipment[equipment or EquipmentKind.OTHER]
        own = nouns.left if joint is EquipmentEnd.LEFT else nouns.right
        return nouns.whole if both_sides else own
    return (language.pairs if both_sides or joint in _PLURAL else language.joints)[joint]


def joint_words(
    joint: Point,
    language: Language = ENGLISH,
    *,
    both_sides: bool = False,
    equipment: EquipmentKind | None = None,
) -> str:
    """The joint, or both sides'; or the equipment whose end it is.

    >>> joint_words(Joint.LEFT_KNEE), joint_words(Joint.LEFT_KNEE, both_sides=True)
    ('left knee', 'knees')
    """
    return noun(joint, language, both_sides=both_sides, equipment=equipment).name


def equipment_words(equipment: EquipmentKind, language: Language = ENGLISH) -> str:
    """What people call the equipment.

    >>> equipment_words(EquipmentKind.BARBELL)
    'bar'
    """
    return language.equipment[equipment].whole.name


def farthest(
    joint: Point,
    phase: float,
    language: Language = ENGLISH,
    *,
    equipment: EquipmentKind | None = None,
) -> str:
    """A sentence on the joint or the end of equipment that is farthest off, and when.

    ``phase`` is 0 to 1.
    """
    name = joint_words(joint, language, equipment=equipment)
    return filled_in(language.rep.farthest, language, joint=name, percent=100 * phase)


def farthest_numbers(joint: Joint, size_tl: float, language: Language = ENGLISH) -> str:
    """How far that joint is off, in torso lengths."""
    name = joint_words(joint, language)
    return filled_in(language.rep.farthest_numbers, language, joint=name, size_tl=size_tl)
