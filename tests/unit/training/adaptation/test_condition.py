from datetime import timedelta

import pytest

from spotter.training.adaptation import (
    Change,
    Condition,
    DayLoad,
    DoneSet,
    Proposal,
    Readiness,
    Rule,
    propose,
)
from spotter.training.adaptation.values import Attempt
from spotter.training.errors import TrainingError
from unit.training.adaptation.histories import EIGHT_TO_TWELVE, GYM, MONDAY, attempt

SUCCESS = attempt([12, 12, 12])


def answers(today: int, usual: tuple[int, ...]) -> Condition:
    """Answers whose sums are ``usual`` on the days before, and ``today``."""
    sums = (*usual, today)
    return Condition(
        tuple(
            Readiness(MONDAY - timedelta(days=len(usual) - index), 4, 4, 4, index_sum - 12)
            for index, index_sum in enumerate(sums)
        )
    )


@pytest.mark.parametrize(("today", "rule"), [(17, Rule.DOUBLE), (18, Rule.READINESS)])
def test_worse_than_usual_by_a_deviation_stops_the_increase(today: int, rule: Rule) -> None:
    # The mean is 16, the standard deviation of the sample 1.58.
    assert propose([SUCCESS], answers(today, (14, 15, 16, 17, 18)), GYM).rule is rule


def test_four_earlier_answers_do_not_say_what_is_usual() -> None:
    assert propose([SUCCESS], answers(19, (16, 16, 16, 16)), GYM).rule is Rule.DOUBLE


def week(back: int, effort: float) -> list[DayLoad]:
    """Sessions of an hour on each of the seven days."""
    last = MONDAY - timedelta(days=7 * back)
    return [DayLoad(last - timedelta(days=day), effort, 60 + day) for day in range(7)]


def test_a_monotonous_week_harder_than_the_three_before_stops_the_increase() -> None:
    before = [one for back in (1, 2, 3) for one in week(back, 4)]
    hard = propose([SUCCESS], Condition(loads=(*before, *week(0, 5))), GYM)
    assert (hard.rule, hard.change) == (Rule.TRAINING_LOAD, Change.KEEP)
    assert propose([SUCCESS], Condition(loads=(*before, *week(0, 4))), GYM).rule is Rule.DOUBLE
    rested = [one for one in week(0, 9) if one.day.toordinal() % 2]
    assert propose([SUCCESS], Condition(loads=(*before, *rested)), GYM).rule is Rule.DOUBLE


def test_a_set_that_slows_down_a_lot_stops_the_increase() -> None:
    def slowing(ratio: float) -> Rule:
        sets = (DoneSet(12, load_kg=60.0, speed_loss_ratio=ratio),) * 3
        return propose([Attempt(MONDAY, EIGHT_TO_TWELVE, sets)], Condition(), GYM).rule

    assert (slowing(0.4), slowing(0.41)) == (Rule.DOUBLE, Rule.SPEED_LOSS)


def test_where_a_trainer_planned_the_loss_at_which_sets_end_that_loss_stops_the_increase() -> None:
    def slowing(ratio: float, most: float | None) -> Proposal:
        sets = (DoneSet(12, load_kg=60.0, speed_loss_ratio=ratio),) * 3
        attempt = Attempt(MONDAY, EIGHT_TO_TWELVE, sets, most_speed_loss_ratio=most)
        return propose([attempt], Condition(), GYM)

    assert slowing(0.25, None).rule is Rule.DOUBLE
    assert slowing(0.2, 0.2).rule is Rule.DOUBLE
    found = slowing(0.25, 0.2)
    assert found.rule is Rule.SPEED_LOSS
    assert "25% slower than its fastest, more than 20%" in found.because


def test_answers_out_of_range_are_refused() -> None:
    with pytest.raises(TrainingError, match="expected 1 to 7 of sleep; found 8"):
        Readiness(MONDAY, 8, 1, 1, 1)
    with pytest.raises(TrainingError, match="expected 0 to 10 of effort; found 11"):
        DayLoad(MONDAY, 11, 60)
