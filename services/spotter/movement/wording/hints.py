"""Words a fault as an action: what to do, then how far the rep is off, and when."""

import re
from collections.abc import Iterable

from spotter.movement.values.cue import Cue, cue_for
from spotter.movement.values.skeleton import Joint
from spotter.movement.values.verdict import Fault
from spotter.movement.wording.language import Language, Saying
from spotter.movement.wording.languages.english import ENGLISH
from spotter.movement.wording.sizes import size_words

_PLURAL = frozenset({Joint.MID_HIP, Joint.RIGHT_HIP, Joint.LEFT_HIP, Joint.NECK})
"""People say hips; the neck's keypoint lies between the shoulders, and stands for them."""
_NUMBER = re.compile(r"\[(.*?)\|(.*?)\]")


def hint(
    fault: Fault,
    cues: Iterable[Cue] = (),
    language: Language = ENGLISH,
    *,
    by_own_reps: bool = False,
) -> str:
    """One sentence: the trainer's cue, or what to do; then how far the rep is off, and when.

    It is off from the reference, or from the person's own first reps.

    >>> from spotter.movement.values import Direction, FaultCode, Moment
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
    saying, cue = _saying(fault, language), cue_for(fault, cues)
    action = cue.words.strip() if cue else _filled(saying.action, fault, language)
    names_joint = cue is None and "{joint}" in saying.action
    standard = language.standards[by_own_reps]
    detail = _filled(saying.detail, fault, language, standard, with_pronoun=names_joint)
    return f"{_capital(action)}: {detail}."


def praise(fault: Fault, language: Language = ENGLISH) -> str:
    """The praise once a fault is fixed, such as "Deep enough now." or "Knees stay out now."."""
    return _capital(_filled(_saying(fault, language).praise, fault, language))


def numbers(fault: Fault, language: Language = ENGLISH) -> str:
    """What stands behind a hint, such as "left knee 0.25 torso lengths further in, 52 % ..."."""
    return language.numbers.format(
        joint=_joint(fault, language),
        size_tl=fault.size_tl,
        direction=language.directions[fault.direction],
        percent=100 * fault.phase,
    )


def _saying(fault: Fault, language: Language) -> Saying:
    return language.sayings[fault.code][fault.direction]


def _filled(
    template: str,
    fault: Fault,
    language: Language,
    standard: str = "",
    *,
    with_pronoun: bool = False,
) -> str:
    are_several, joint = _are_several(fault), _joint(fault, language)
    subject = language.pronouns[are_several] if with_pronoun else language.yours
    left, right = language.sides
    words = _NUMBER.sub(lambda found: found[1 + are_several], template).format(
        joint=joint,
        subject=subject.format(joint=joint),
        side=left if fault.joint.name.startswith("LEFT") else right,
        size=size_words(fault.size_tl, language),
        standard=standard,
        when=language.moments[fault.moment] if fault.moment else "",
    )
    return words.rstrip()


def _are_several(fault: Fault) -> bool:
    return fault.both_sides or fault.joint in _PLURAL


def _joint(fault: Fault, language: Language) -> str:
    return (language.pairs if _are_several(fault) else language.joints)[fault.joint]


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
