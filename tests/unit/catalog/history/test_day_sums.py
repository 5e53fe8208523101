"""What is summed up of reps."""

from dataclasses import replace
from datetime import date
from math import inf, nan

import pytest

from spotter.catalog.history.day_sums import DayKey, DaySum, day_sums, fault_sums
from spotter.movement.values import Measures, Outcome, Reason, ReasonCode, Tempo, Verdict
from support.records.ledger_in_test import FAULTY, GOOD, KNEES_IN, MEASURES

KEY = DayKey(1, date(2026, 3, 29), 2, 3)


def test_reps_are_counted_by_their_outcome_and_measured_where_they_can_be() -> None:
    unscorable = Verdict.unscorable(Reason(ReasonCode.CUT_OFF))
    assert day_sums([(KEY, one) for one in (GOOD, FAULTY, unscorable)]) == {
        KEY: DaySum(
            1, 1, 1, measured=2, range_ratio_sum=1.8, out_s_sum=2, back_s_sum=1.6, rep_s_sum=4
        )
    }


@pytest.mark.parametrize(
    "measures",
    [
        Measures(),
        replace(MEASURES, tempo=None),
        replace(MEASURES, motion_range=None),
        replace(MEASURES, tempo=Tempo(nan, 0, 1, 0)),
        replace(MEASURES, tempo=Tempo(inf, 0, 1, 0)),
    ],
)
def test_what_was_not_measured_spoils_no_sum(measures: Measures) -> None:
    (found,) = day_sums([(KEY, replace(GOOD, measures=measures))]).values()
    assert found == DaySum(good=1)


def test_a_fault_counts_once_a_rep() -> None:
    twice = replace(FAULTY, faults=(KNEES_IN, replace(KNEES_IN, phase=0.9)))
    (reps,) = fault_sums([(KEY, twice), (KEY, FAULTY)]).values()
    assert reps == 2
    assert fault_sums([(KEY, replace(GOOD, outcome=Outcome.GOOD))]) == {}
