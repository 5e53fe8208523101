"""Words a fault as an action: what to do, then how far the rep is off, and when."""

import re

from spotter.movement.values.judged.verdict import Fault
from spotter.movement.values.text import capital
from spotter.movement.wording.decimals import filled_in
from spotter.movement.wording.joint_words import joint_words, noun
from spotter.movement.wording.language import Language, Saying
from spotter.movement.wording.languages.english import ENGLISH
from spotter.movement.wording.sizes import size_words

_NUMBER = re.compile(r"\[(.*?)\|(.*?)\]")


def hint(fault: Fault, language: Language = ENGLISH) -> str:
    """One sentence: the trainer's cue, or what to do; then how far the rep is off, and when.

    >>> from spotter.movement.values import Direction, FaultCode, Joint, Moment
    >>> fault = Fault(
    ...     Joint.MID_HIP,
    ...     phase=0.5,
    ...     direction=Direction.HIGHER,
    ...     size_tl=0.18,
    ...     frame_index=40,
    ...     code=FaultCode.SITS_TOO_HIGH,
    ...     moment=Moment.BOTTOM,
    ... )
    >>> hint(fault)
    "Sit deeper: your hips stop a hand's breadth above the reference at the bottom."
    """
    saying = _saying(fault, language)
    names_joint = not fault.cue and "{joint}" in saying.action
    way = saying.detail if fault.short_of is None else language.not_reached
    detail = filled(way, fault, language, with_pronoun=names_joint)
    return f"{action(fault, language)}: {detail}."


def action(fault: Fault, language: Language = ENGLISH) -> str:
    """The hint's beginning: the trainer's cue, or what to do, such as "Sit deeper"."""
    return capital(fault.cue or filled(_saying(fault, language).action, fault, language))


def praise(fault: Fault, language: Language = ENGLISH) -> str:
    """The praise once a fault is fixed, such as "Deep enough now." or "Knees stay out now."."""
    return capital(filled(_saying(fault, language).praise, fault, language))


def numbers(fault: Fault, language: Language = ENGLISH) -> str:
    """What stands behind a hint, such as "left knee 0.25 torso lengths further in, 52 % ..."."""
    return filled_in(
        language.numbers,
        language,
        joint=_joint(fault, language),
        size_tl=fault.size_tl,
        direction=language.directions[fault.direction],
        percent=100 * fault.phase,
    )


def caption(fault: Fault, language: Language = ENGLISH) -> str:
    """What a picture of the fault shows, such as "left knee about 12 cm further in"."""
    return language.caption.format(
        joint=_joint(fault, language),
        size=size_words(fault.size_tl, language),
        direction=language.directions[fault.direction],
    )


def filled(
    template: str,
    fault: Fault,
    language: Language,
    *,
    with_pronoun: bool = False,
    exercise: str = "",
) -> str:
    """The template of a :class:`Saying`, with all that stands for the fault."""
    joint = noun(fault.joint, language, both_sides=fault.both_sides, equipment=fault.equipment)
    landmark = None if fault.short_of is None else noun(fault.short_of, language, both_sides=True)
    left, right = language.sides
    words = _NUMBER.sub(lambda found: found[1 + joint.is_plural], template).format(
        joint=joint.name,
        subject=joint.pronoun if with_pronoun else joint.yours,
        side=left if fault.joint.name.startswith("LEFT") else right,
        size=size_words(fault.size_tl, language),
        standard=language.standards[fault.from_own_reps],
        degrees=round(fault.tilt_deg or 0),
        landmark=landmark.yours if landmark else "",
        when=language.moments[fault.moment] if fault.moment else "",
        exercise=exercise,
    )
    return words.rstrip()


def _saying(fault: Fault, language: Language) -> Saying:
    return language.sayings[fault.code][fault.direction]


def _joint(fault: Fault, language: Language) -> str:
    return joint_words(
        fault.joint, language, both_sides=fault.both_sides, equipment=fault.equipment
    )
