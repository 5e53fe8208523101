"""Words for why a rep is unscorable."""

from spotter.movement.values.judged.reason import Reason
from spotter.movement.wording.decimals import filled_in
from spotter.movement.wording.joint_words import equipment_words
from spotter.movement.wording.language import Language
from spotter.movement.wording.languages.english import ENGLISH


def reason_words(reason: Reason, language: Language = ENGLISH) -> str:
    """The reason, to follow "cannot be judged: ".

    >>> from spotter.movement.values.judged.reason import ReasonCode
    >>> reason_words(Reason(ReasonCode.GAP, 1.13))
    'too few frames: 1.1 s of the rep were not seen'
    """
    return filled_in(
        language.reasons[reason.code],
        language,
        found=reason.found,
        needed=reason.needed,
        equipment=equipment_words(reason.equipment, language) if reason.equipment else "",
        joints=", ".join(language.joints[joint].name for joint in reason.joints),
    )
