"""Words a fault that came in many reps, of which only the kind and the joint are known."""

from spotter.movement.values.body.equipment import Point
from spotter.movement.values.judged.verdict import Fault, FaultCode
from spotter.movement.wording.hints import action
from spotter.movement.wording.joint_words import joint_words
from spotter.movement.wording.language import Language
from spotter.movement.wording.languages.english import ENGLISH


def recurring_words(code: FaultCode, joint: Point, language: Language = ENGLISH) -> str:
    """What to do about it; what kind of equipment it is about is not known.

    >>> from spotter.movement.values.body.skeleton import Joint
    >>> recurring_words(FaultCode.KNEES_IN, Joint.LEFT_KNEE)
    'Push your left knee out'
    >>> recurring_words(FaultCode.OUT_OF_PLACE, Joint.LEFT_WRIST)
    'Keep your left wrist in place'
    """
    if code in language.recurring:
        return language.recurring[code].format(joint=joint_words(joint, language))
    direction = next(iter(language.sayings[code]))
    return action(
        Fault(joint, phase=0.0, direction=direction, size_tl=0.0, frame_index=0, code=code),
        language,
    )
