"""What is said of a rep."""

from dataclasses import replace

import pytest

from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.reason import Reason, ReasonCode
from spotter.movement.values.judged.verdict import Direction, FaultCode, Outcome, Verdict
from spotter.movement.wording.verdict_words import (
    hints,
    in_a_line,
    notes,
    praises,
    sentences,
    why_unscorable,
)
from support.movements.made_up_faults import SITS_TOO_HIGH

SHORT = replace(SITS_TOO_HIGH, code=FaultCode.STOPS_SHORT)
OUT = replace(
    SITS_TOO_HIGH, joint=Joint.LEFT_KNEE, direction=Direction.INWARD, code=FaultCode.KNEES_IN
)
UPRIGHT = replace(SITS_TOO_HIGH, direction=Direction.FORWARD, code=FaultCode.LEANS_FORWARD)
HINT = "Sit deeper: your hips stop about 15 cm above the reference at the bottom."

GOOD = Verdict(Outcome.GOOD, 0.7, 1.0, fixed=(SITS_TOO_HIGH,))
FAULTY = Verdict(Outcome.FAULTY, 1.3, 1.0, faults=(SITS_TOO_HIGH,))
UNSEEN = Verdict.unscorable(Reason(ReasonCode.START_UNSEEN))
WHY = "out of frame or hidden: the hips are not seen at the start"


def test_the_outcome_decides_what_is_said() -> None:
    said = [(hints(one), praises(one), why_unscorable(one)) for one in (GOOD, FAULTY, UNSEEN)]
    assert said == [((), ("Deep enough now.",), ""), ((HINT,), (), ""), ((), (), WHY)]


def test_at_most_two_praises_are_said_each_once() -> None:
    several = replace(GOOD, fixed=(SITS_TOO_HIGH, SHORT, OUT, UPRIGHT))
    assert praises(several) == ("Deep enough now.", "Left knee stays out now.")


@pytest.mark.parametrize(
    ("verdict", "line"),
    [
        (GOOD, "Good. Deep enough now."),
        (replace(GOOD, fixed=()), "Good"),
        (FAULTY, HINT),
        (replace(FAULTY, faults=()), "Not like the reference"),
        (UNSEEN, f"Cannot be judged: {WHY}"),
        (replace(UNSEEN, reason=None), "Cannot be judged"),
    ],
)
def test_a_verdict_fits_in_a_line(verdict: Verdict, line: str) -> None:
    assert in_a_line(verdict) == line


def test_what_was_stored_in_words_is_told_in_these() -> None:
    assert sentences(replace(FAULTY, told=("Knees out.",))) == ("Knees out.",)
    assert in_a_line(replace(UNSEEN, told=("two people",))) == "Cannot be judged: two people"


def test_the_score_and_by_what_it_was_judged_are_noted() -> None:
    assert notes(GOOD) == (
        "Score 0.70, within the limit of 1.00.",
        "Judged by the recorded reference.",
    )
    assert notes(replace(FAULTY, baseline_id="0a" * 8)) == (
        "Score 1.30, above the limit of 1.00.",
        "Judged by this person's own first reps.",
    )
    assert notes(UNSEEN) == ("No score: an unscorable rep never counts against the member.",)
