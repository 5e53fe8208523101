"""Held, empty hands or not known, from one look after another."""

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.equipment.hands.held import HeldState, Patience, after_score, told_by
from spotter.equipment.hands.held_limits import Limits
from spotter.movement.values import Hands

LIMITS = Limits(held_from=0.3, empty_to=0.1, false_ratio=0.05)
HELD, BETWEEN, EMPTY, UNSEEN = 0.8, 0.2, 0.02, float("nan")
SCORES = st.lists(st.sampled_from([HELD, BETWEEN, EMPTY, UNSEEN]), max_size=40)


def after(*scores: float, state: HeldState | None = None) -> HeldState:
    return reduce(lambda now, one: after_score(now, one, LIMITS), scores, state or HeldState())


@pytest.mark.parametrize(
    ("score", "told"),
    [
        (0.31, Hands.HELD),
        (0.3, Hands.UNKNOWN),
        (0.11, Hands.UNKNOWN),
        (0.1, Hands.UNKNOWN),
        (0.09, Hands.EMPTY),
        (UNSEEN, Hands.UNKNOWN),
    ],
)
def test_what_one_look_says(score: float, told: Hands) -> None:
    assert told_by(score, LIMITS) is told


def test_nothing_is_known_before_three_looks_agree() -> None:
    assert after(HELD, HELD).known is Hands.UNKNOWN
    assert after(HELD, HELD, HELD).known is Hands.HELD
    assert after(EMPTY, EMPTY, EMPTY).known is Hands.EMPTY


def test_one_look_that_disagrees_changes_nothing() -> None:
    held = after(HELD, HELD, HELD)
    assert after(EMPTY, EMPTY, HELD, EMPTY, EMPTY, state=held).known is Hands.HELD
    assert after(EMPTY, EMPTY, EMPTY, state=held).known is Hands.EMPTY


def test_a_look_that_says_nothing_starts_the_count_again() -> None:
    assert after(HELD, HELD, BETWEEN, HELD, HELD).known is Hands.UNKNOWN


def test_what_is_known_is_forgotten_after_eight_looks_that_say_nothing() -> None:
    held = after(HELD, HELD, HELD)
    assert after(*[UNSEEN] * 7, state=held).known is Hands.HELD
    assert after(*[UNSEEN, BETWEEN] * 4, state=held).known is Hands.UNKNOWN


@given(SCORES)
def test_what_is_known_is_what_the_last_looks_agreed_on(scores: list[float]) -> None:
    """The slow way: look for the latest run of looks that was long enough to be believed."""
    patience, known = Patience(), Hands.UNKNOWN
    told = [told_by(score, LIMITS) for score in scores]
    for end in range(1, len(told) + 1):
        run = 1
        while run < end and told[end - run - 1] is told[end - 1]:
            run += 1
        is_nothing = told[end - 1] is Hands.UNKNOWN
        if run >= (patience.forgotten_after if is_nothing else patience.believed_after):
            known = told[end - 1]
    assert after(*scores).known is known
