"""A history as a table: a row for each exercise and day or week."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date

from spotter.movement.values import point_name
from spotter.wire.catalog.records.history import ExerciseReps, History, HistoryBucket

_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for the beginning of a formula."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """The reps of an exercise on a day or in a week; None where none could be measured."""

    exercise_id: str
    exercise: str
    first_day: date
    good: int
    faulty: int
    unscorable: int
    measured: int
    range_ratio: float | None
    out_s: float | None
    back_s: float | None
    rep_s: float | None
    faults: str
    """Such as ``KNEES_IN LEFT_KNEE 6; SITS_TOO_HIGH MID_HIP 2``: in how many reps each came."""


def history_rows(done: ExerciseReps, history: History) -> Iterator[HistoryRow]:
    """The rows of the one exercise that ``history`` is of."""
    return (_row(done, bucket) for bucket in history.buckets)


def csv_of(rows: Iterable[HistoryRow]) -> str:
    """The rows as CSV with a line of names (RFC 4180)."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [field.name for field in fields(HistoryRow)])
    writer.writeheader()
    for row in rows:
        writer.writerow(asdict(row) | {"exercise": _harmless(row.exercise)})
    return text.getvalue()


def _row(done: ExerciseReps, bucket: HistoryBucket) -> HistoryRow:
    means = bucket.means
    return HistoryRow(
        exercise_id=done.exercise_id,
        exercise=done.exercise,
        first_day=bucket.first_day,
        good=bucket.good,
        faulty=bucket.faulty,
        unscorable=bucket.unscorable,
        measured=means.reps if means else 0,
        range_ratio=means.range_ratio if means else None,
        out_s=means.out_s if means else None,
        back_s=means.back_s if means else None,
        rep_s=means.rep_s if means else None,
        faults="; ".join(
            f"{one.code.name} {point_name(one.joint).upper()} {one.reps}" for one in bucket.faults
        ),
    )


def _harmless(name: str) -> str:
    return f"'{name}" if name.startswith(_RISKY) else name
