"""Mistakes that other apps' users have reported, and those that the rules could make together."""

from datetime import timedelta

import pytest

from spotter.training.adaptation import (
    Attempt,
    Change,
    Condition,
    DoneSet,
    FaultCount,
    Gym,
    Prescription,
    Progression,
    Proposal,
    Rule,
    propose,
)
from spotter.training.imports import SetKind
from unit.training.adaptation.histories import EIGHT_TO_TWELVE, GYM, MONDAY, attempt


def proposed(*attempts: Attempt, condition: Condition | None = None) -> Proposal:
    return propose(attempts, condition or Condition(), GYM)


def test_the_bottom_of_the_range_is_no_reason_for_more_load() -> None:
    proposal = proposed(attempt([8, 8, 8]))
    assert proposal.change is Change.KEEP
    assert proposal.new == EIGHT_TO_TWELVE


def test_the_top_of_the_range_in_every_set_raises_the_load_by_one_step() -> None:
    proposal = proposed(attempt([12, 12, 12]))
    assert (proposal.rule, proposal.change) == (Rule.DOUBLE, Change.RAISE)
    assert proposal.new == Prescription(3, 8, 12, 62.5)


def test_one_set_below_the_top_or_missing_keeps_the_load() -> None:
    assert proposed(attempt([12, 12, 11])).new == EIGHT_TO_TWELVE
    assert proposed(attempt([12, 12])).new == EIGHT_TO_TWELVE


def test_a_lighter_load_than_prescribed_is_no_success() -> None:
    proposal = proposed(attempt([12, 12, 12], load_kg=57.5))
    assert proposal.change is Change.KEEP
    assert "0 of 3 sets were done at the planned load" in proposal.because


def test_a_heavier_load_than_prescribed_rises_by_one_step_only() -> None:
    assert proposed(attempt([12, 12, 12], load_kg=80)).new.load_kg == 62.5


@pytest.mark.parametrize("kind", [SetKind.WARMUP, SetKind.DROPSET])
def test_warm_ups_and_drop_sets_count_neither_for_nor_against(kind: SetKind) -> None:
    work = (DoneSet(12, load_kg=60.0),)
    other = DoneSet(12, load_kg=60.0, kind=kind)
    assert proposed(Attempt(MONDAY, EIGHT_TO_TWELVE, (*work * 2, other))).change is Change.KEEP
    weak = DoneSet(3, load_kg=20.0, kind=kind)
    assert proposed(Attempt(MONDAY, EIGHT_TO_TWELVE, (weak, *work * 3))).change is Change.RAISE


def test_faulty_reps_do_not_count_but_as_many_as_false_alarms_explain() -> None:
    def with_faulty(faulty: int) -> Proposal:
        return proposed(
            Attempt(MONDAY, EIGHT_TO_TWELVE, (DoneSet(12, faulty_reps=faulty, load_kg=60.0),) * 3)
        )

    assert with_faulty(1).change is Change.RAISE
    assert with_faulty(2).change is Change.KEEP


def test_two_failures_in_a_row_take_off_a_tenth_and_one_does_not() -> None:
    miss = attempt([8, 7, 6])
    assert proposed(miss).change is Change.KEEP
    proposal = proposed(miss, miss)
    assert (proposal.rule, proposal.change) == (Rule.DELOAD, Change.LOWER)
    assert proposal.new.load_kg == 55.0
    assert proposed(miss, attempt([8, 8, 8]), miss).change is Change.KEEP


def test_a_best_set_short_of_the_least_reps_takes_off_what_was_too_much_at_once() -> None:
    proposal = proposed(attempt([4, 3, 2]))
    assert (proposal.rule, proposal.change) == (Rule.TOO_HEAVY, Change.LOWER)
    assert proposal.new.load_kg == 52.5
    assert proposed(attempt([7, 3, 2])).new.load_kg == 57.5
    assert proposed(attempt([8, 3, 2])).change is Change.KEEP


def test_who_always_takes_less_than_prescribed_is_not_prescribed_the_same_for_ever() -> None:
    lighter = attempt([10, 10, 10], load_kg=55.0)
    assert proposed(lighter, lighter).new.load_kg == 55.0


def test_after_a_deload_failures_at_the_load_before_do_not_count() -> None:
    miss = attempt([8, 7, 6])
    less = Prescription(3, 8, 12, 55.0)
    assert proposed(miss, miss, attempt([8, 8, 7], less)).new == less


def test_a_step_of_more_than_a_tenth_takes_more_reps_first() -> None:
    light = Prescription(3, 8, 12, 10.0)
    history = [attempt([12, 12, 12], light)]
    seen: list[float | None] = []
    while seen[-1:] != [12.5]:
        new = proposed(*history).new
        history.append(attempt([new.most_reps] * 3, new))
        seen.append(new.most_reps if new.load_kg == 10 else new.load_kg)
    assert seen == [13, 14, 15, 16, 17, 18, 12.5]
    assert history[-1].prescribed == Prescription(3, 8, 12, 12.5)


def test_a_step_of_less_than_two_percent_is_taken_several_times() -> None:
    heavy = Prescription(3, 3, 5, 200.0)
    assert proposed(attempt([5, 5, 5], heavy)).new.load_kg == 205.0


def test_a_range_that_was_planned_otherwise_does_not_come_back() -> None:
    history = (
        attempt([10, 9, 8], Prescription(3, 8, 12, 60)),
        attempt([5, 5, 5], Prescription(3, 3, 5, 60), day=MONDAY + timedelta(days=7)),
    )
    assert proposed(*history).new == Prescription(3, 3, 5, 62.5)


def test_without_a_load_the_reps_rise() -> None:
    proposal = proposed(attempt([10, 10, 10], Prescription(3, 8, 10)))
    assert proposal.new == Prescription(3, 9, 11)


def test_without_a_load_or_a_range_the_reps_rise_too() -> None:
    assert proposed(attempt([8, 8, 8], Prescription(3, 8, 8))).new == Prescription(3, 9, 9)


def test_an_odd_load_stays_on_its_own_steps() -> None:
    pounds = Gym(step_kg=2.26796185)
    odd = Prescription(3, 8, 12, 61.23496995)
    raised = propose([attempt([12, 12, 12], odd)], Condition(), pounds)
    assert raised.new.load_kg == pytest.approx(63.503, abs=1e-3)


def test_a_fault_in_more_than_a_fifth_of_the_reps_stops_the_increase() -> None:
    def with_fault(reps: int) -> Proposal:
        return proposed(attempt([12, 12, 12], faults=(FaultCount("sit deeper", reps),)))

    assert with_fault(7).change is Change.RAISE
    assert (with_fault(8).rule, with_fault(8).change) == (Rule.FORM, Change.KEEP)
    assert "8 of 36 reps had the same fault (sit deeper)" in with_fault(8).because


def test_a_movement_a_tenth_shorter_stops_the_increase() -> None:
    def at_range(ratio: float) -> Attempt:
        return Attempt(MONDAY, EIGHT_TO_TWELVE, (DoneSet(12, load_kg=60.0),) * 3, (), ratio)

    assert proposed(at_range(1.0), at_range(0.91)).change is Change.RAISE
    assert proposed(at_range(1.0), at_range(0.9)).rule is Rule.FORM
    assert proposed(at_range(0.8)).change is Change.RAISE


def test_pain_stops_the_increase_and_leaves_a_decrease() -> None:
    hurts = Condition(hurts=True)
    assert proposed(attempt([12, 12, 12]), condition=hurts).rule is Rule.PAIN
    miss = attempt([7, 7, 7])
    assert proposed(miss, miss, condition=hurts).change is Change.LOWER


def test_two_for_two_asks_for_two_reps_beyond_the_top_twice() -> None:
    def by_rule(*attempts: Attempt) -> Change:
        return propose(attempts, Condition(), GYM, Progression.TWO_FOR_TWO).change

    beyond, at_top = attempt([12, 12, 14]), attempt([12, 12, 12])
    assert by_rule(beyond, beyond) is Change.RAISE
    assert by_rule(at_top, beyond) is Change.KEEP
    assert by_rule(attempt([12, 12, 14], Prescription(3, 8, 12, 57.5)), beyond) is Change.KEEP


def test_reps_in_reserve_move_the_load_either_way_by_a_step() -> None:
    five = Prescription(1, 5, 5, 100.0)

    def with_left(left: float | None) -> Prescription:
        done = Attempt(MONDAY, five, (DoneSet(5, load_kg=100.0, reps_left=left),))
        return propose([done], Condition(), GYM, Progression.RESERVE).new

    assert with_left(5).load_kg == 102.5
    assert with_left(2) == five
    assert with_left(0).load_kg == 97.5
    assert with_left(None).load_kg == 102.5  # by double progression
