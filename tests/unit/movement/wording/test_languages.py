"""Every language has words for every code."""

import re

import pytest

from spotter.movement.values.body.angle import Angle
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.reason import Reason, ReasonCode
from spotter.movement.values.judged.verdict import (
    AngleDeviation,
    Direction,
    FaultCode,
    Moment,
    Outcome,
    Verdict,
)
from spotter.movement.wording.angle_words import angle_words
from spotter.movement.wording.joint_words import farthest, farthest_numbers
from spotter.movement.wording.language import Language
from spotter.movement.wording.languages.known import LANGUAGES
from spotter.movement.wording.reason_words import reason_words
from spotter.movement.wording.verdict_words import in_a_line

WHOLE = re.compile(r"[^\[\]{}|]+")
"""Nothing of a template is left."""


@pytest.fixture(params=LANGUAGES.values(), ids=lambda language: language.tag)
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


def test_every_fault_moment_and_direction_has_words(language: Language) -> None:
    assert set(language.sayings) == set(FaultCode)
    assert set(language.moments) == set(Moment)
    assert set(language.directions) == set(Direction)


def test_every_outcome_has_words(language: Language) -> None:
    for outcome in Outcome:
        assert WHOLE.fullmatch(in_a_line(Verdict(outcome, 1.0, 1.0), language))


@pytest.mark.parametrize("code", ReasonCode)
def test_every_reason_has_words(language: Language, code: ReasonCode) -> None:
    words = reason_words(Reason(code, 0.4, 0.5, (Joint.LEFT_KNEE,)), language)
    assert WHOLE.fullmatch(words)


@pytest.mark.parametrize("angle", Angle)
@pytest.mark.parametrize("leans", [None, *Direction])
def test_every_angle_has_words_either_way(
    language: Language, angle: Angle, leans: Direction | None
) -> None:
    for deviation_deg in (-20.0, 20.0):
        found = AngleDeviation(angle, 0.5, deviation_deg, Moment.TOP, leans)
        assert WHOLE.fullmatch(angle_words(found, language))


@pytest.mark.parametrize("joint", Joint)
def test_every_joint_has_words(language: Language, joint: Joint) -> None:
    assert WHOLE.fullmatch(farthest(joint, 0.5, language))
    assert WHOLE.fullmatch(farthest_numbers(joint, 0.3, language))
