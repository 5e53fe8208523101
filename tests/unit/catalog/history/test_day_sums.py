"""Which day a rep belongs to, and what is summed up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from math import inf, nan
from zoneinfo import ZoneInfo

import pytest

from spotter.catalog.history.day_sums import DayKey, DaySum, day_of_rep, day_sums, fault_sums
from spotter.movement.values import Measures, Outcome, Reason, ReasonCode, Tempo, Verdict
from support.records.ledger_in_test import FAULTY, GOOD, KNEES_IN, MEASURES

BERLIN = ZoneInfo("Europe/Berlin")
KEY = DayKey(1, date(2026, 3, 29), 2, 3)


def us(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("started", "day"),
    [
        ("2026-03-28T22:59:59", date(2026, 3, 28)),  # winter: an hour ahead of UTC
        ("2026-03-28T23:00:00", date(2026, 3, 29)),
        ("2026-03-29T21:59:59", date(2026, 3, 29)),  # the clocks went forward: two hours
        ("2026-03-29T22:00:00", date(2026, 3, 30)),
        ("2026-10-24T22:00:00", date(2026, 10, 25)),
        ("2026-10-25T22:59:59", date(2026, 10, 25)),  # a day of 25 hours
        ("2026-10-25T23:00:00", date(2026, 10, 26)),
    ],
)
def test_a_day_begins_at_the_gyms_midnight_in_summer_and_in_winter(started: str, day: date) -> None:
    assert day_of_rep(us(started), BERLIN) == day


def test_the_last_microsecond_of_a_day_is_that_days() -> None:
    assert day_of_rep(us("2026-01-01T23:00:00") - 1, BERLIN) == date(2026, 1, 1)


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
