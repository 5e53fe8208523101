"""Days or weeks, made from the totals of days. Pure."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from spotter.catalog.history.day_sums import DaySum
from spotter.wire.catalog.records.history import FaultReps, HistoryBucket, Interval, MeanMeasures
from spotter.wire.encoding.enums import FAULT_CODES
from spotter.wire.poses.points import numbered_point

MOST_FAULTS = 10

FaultNumbers = tuple[int, int]
"""A fault's code and joint, by their numbers on the wire."""


def first_day_of(day: date, interval: Interval) -> date:
    """The first day of the bucket that ``day`` belongs to."""
    return day if interval is Interval.DAY else day - timedelta(days=day.weekday())


def bucket(first_day: date, total: DaySum, faults: Mapping[FaultNumbers, int]) -> HistoryBucket:
    """A bucket of these sums."""
    return HistoryBucket(
        first_day,
        total.good,
        total.faulty,
        total.unscorable,
        _means(total),
        tuple(
            FaultReps(FAULT_CODES.member(code), numbered_point(joint), reps)
            for (code, joint), reps in _most_first(faults)
        ),
    )


def _means(total: DaySum) -> MeanMeasures | None:
    reps = total.measured
    if not reps:
        return None
    return MeanMeasures(
        total.range_ratio_sum / reps,
        total.out_s_sum / reps,
        total.back_s_sum / reps,
        total.rep_s_sum / reps,
        reps,
    )


def _most_first(faults: Mapping[FaultNumbers, int]) -> list[tuple[FaultNumbers, int]]:
    return Counter(dict(sorted(faults.items()))).most_common(MOST_FAULTS)
