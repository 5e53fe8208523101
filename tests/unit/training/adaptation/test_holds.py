"""Sets by time rise by seconds, as those of reps do by load."""

from datetime import timedelta

import pytest

from spotter.training.adaptation import (
    Attempt,
    Change,
    Condition,
    DoneSet,
    Prescription,
    Proposal,
    Rule,
    propose,
    sentence,
)
from spotter.training.adaptation.attempting import attempt_of, main_item
from spotter.training.errors import TrainingError
from spotter.training.following.values import FollowedSet
from spotter.training.workout import Item
from unit.training.adaptation.histories import GYM, MONDAY

PLANKS = Prescription(2, 1, 1, seconds=30)
PLANNED = Item("plank", 2, seconds=30)


def held(*seconds: float, prescribed: Prescription = PLANKS, weeks: int = 0) -> Attempt:
    day = MONDAY + timedelta(days=7 * weeks)
    return Attempt(day, prescribed, tuple(DoneSet(1, held_s=one) for one in seconds))


def followed(number: int, *, unbroken_s: float = 0.0, is_by_hand: bool = False) -> FollowedSet:
    return FollowedSet(
        0, number, "plank", seconds_planned=30, unbroken_s=unbroken_s, is_by_hand=is_by_hand
    )


def proposed(*attempts: Attempt, hurts: bool = False) -> Proposal:
    return propose(attempts, Condition(hurts=hurts), GYM)


def test_every_set_held_to_its_end_makes_the_next_ones_longer() -> None:
    found = proposed(held(30, 31))
    assert (found.rule, found.new) == (Rule.LONGER_HOLDS, Prescription(2, 1, 1, seconds=35))
    assert sentence(found, "plank") == (
        "plank: 2 sets of 35 s instead of 30 s: every set lasted 30 s without a break."
    )


@pytest.mark.parametrize(("before_s", "after_s"), [(20, 25), (55, 60), (60, 70), (90, 100)])
def test_a_step_is_five_seconds_and_ten_from_a_minute_on(before_s: float, after_s: float) -> None:
    asked = Prescription(1, 1, 1, seconds=before_s)
    assert proposed(held(before_s, prescribed=asked)).new.seconds == after_s


def test_a_position_that_broke_or_a_set_that_lacks_keeps_the_time() -> None:
    broke = proposed(held(30, 18.5))
    assert (broke.change, broke.new) == (Change.KEEP, PLANKS)
    assert broke.because == (
        "without a break the sets lasted 30 and 18.5 s; more follows when every one lasts 30"
    )
    assert proposed(held(30)).because == "1 of 2 sets were done"


def test_two_failures_in_a_row_ask_for_a_tenth_less_than_was_held_and_one_does_not() -> None:
    found = proposed(held(20, 12), held(22, 15, weeks=1))
    assert (found.rule, found.new.seconds) == (Rule.DELOAD, 15)
    almost = held(29, 28)
    assert proposed(almost, almost).new.seconds == 25
    assert "without a break the sets lasted 22 and 15 s, 30 being the least" in found.because
    longer = Prescription(2, 1, 1, seconds=35)
    assert proposed(held(20, 12), held(22, 15, prescribed=longer)).change is Change.KEEP


def test_no_time_falls_below_a_step_and_pain_stops_the_increase() -> None:
    short = Prescription(1, 1, 1, seconds=5)
    failed = held(2, prescribed=short)
    assert proposed(failed, failed).new.seconds == 5
    assert proposed(held(30, 30), hurts=True).rule is Rule.PAIN


def test_what_was_noted_lasted_unless_it_was_seen_to_break() -> None:
    done = [Item("plank", 2, seconds=30)]
    noted = attempt_of(MONDAY, PLANNED, done, [])
    assert noted == held(30, 30)
    broken = [followed(1, unbroken_s=30), followed(2, unbroken_s=12)]
    assert attempt_of(MONDAY, PLANNED, done, [], broken) == held(30, 12)
    by_hand = [followed(1, is_by_hand=True), followed(2, unbroken_s=30)]
    assert attempt_of(MONDAY, PLANNED, done, [], by_hand) == noted
    assert attempt_of(MONDAY, PLANNED, done, [], broken[1:]) == noted
    assert attempt_of(MONDAY, PLANNED, [Item("plank", 2, reps=3)], []) is None


def test_sets_by_time_adapt_where_none_of_the_exercise_counts_reps() -> None:
    longer = Item("plank", 1, seconds=60)
    assert main_item([PLANNED, longer], "plank") is longer
    assert main_item([longer, Item("plank", 1, reps=2)], "plank") == Item("plank", 1, reps=2)


def test_a_set_by_time_has_one_rep() -> None:
    with pytest.raises(TrainingError, match="expected 1 rep of a set by time; found 12"):
        Prescription(2, 8, 12, seconds=30)
