"""Why a rep is unscorable, in words."""

import pytest

from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.reason import Reason, ReasonCode
from spotter.movement.wording.reason_words import reason_words

CODE = ReasonCode


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason(CODE.TOO_FEW_FRAMES, 3, 8), "too few frames: 3, at least 8 are needed"),
        (Reason(CODE.TOO_SHORT, 0.29, 0.3), "too few frames: 0.29 s, at least 0.3 s are needed"),
        (Reason(CODE.GAP, 1.13), "too few frames: 1.1 s of the rep were not seen"),
        (
            Reason(CODE.CUT_OFF, 0.416),
            "too few frames: only 42% of the movement is there; the rest was cut off",
        ),
        (
            Reason(CODE.JOINTS_UNSEEN, joints=(Joint.LEFT_KNEE, Joint.RIGHT_WRIST)),
            "out of frame or hidden: left knee, right wrist",
        ),
        (
            Reason(CODE.OTHER_VIEW, 0.12, 0.7),
            (
                "wrong view: the camera stands elsewhere than for the reference (shoulders look "
                "0.1 torso lengths wide instead of 0.7)"
            ),
        ),
        (
            Reason(CODE.TOO_FAR_ROUND, 40),
            (
                "wrong view: the camera stands 40 degrees further round than for any recording of "
                "this exercise"
            ),
        ),
    ],
)
def test_a_reason_is_told_with_its_numbers(reason: Reason, words: str) -> None:
    assert reason_words(reason) == words
