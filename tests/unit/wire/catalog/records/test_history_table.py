"""A history as a table."""

import csv
import io
from dataclasses import asdict
from datetime import date

from pyarrow import parquet

from spotter.movement.values import FaultCode, Joint
from spotter.notifier.views.v1.records.history_parquet import parquet_of
from spotter.wire.catalog.records.history import (
    ExerciseReps,
    FaultReps,
    History,
    HistoryBucket,
    MeanMeasures,
)
from spotter.wire.catalog.records.history_table import csv_of, history_rows

MEANS = MeanMeasures(range_ratio=0.9, out_s=1.5, back_s=1.0, rep_s=2.75, reps=4)
FAULTS = (FaultReps(FaultCode.KNEES_IN, Joint.LEFT_KNEE, 2),)


def table(name: str, *buckets: HistoryBucket) -> list[dict[str, str]]:
    rows = history_rows(ExerciseReps("0197", name, 5), History(buckets, ()))
    return list(csv.DictReader(io.StringIO(csv_of(rows))))


def test_each_week_is_a_row_and_what_was_not_measured_is_empty() -> None:
    first, second = table(
        "squat",
        HistoryBucket(date(2026, 3, 2), 3, 2, 1, MEANS, FAULTS),
        HistoryBucket(date(2026, 3, 9), 0, 0, 2),
    )
    assert first == {
        "exercise_id": "0197",
        "exercise": "squat",
        "first_day": "2026-03-02",
        "good": "3",
        "faulty": "2",
        "unscorable": "1",
        "measured": "4",
        "range_ratio": "0.9",
        "out_s": "1.5",
        "back_s": "1.0",
        "rep_s": "2.75",
        "faults": "KNEES_IN LEFT_KNEE 2",
    }
    assert (second["measured"], second["range_ratio"], second["faults"]) == ("0", "", "")


def test_parquet_holds_the_same_rows_with_their_types() -> None:
    buckets = (
        HistoryBucket(date(2026, 3, 2), 3, 2, 1, MEANS, FAULTS),
        HistoryBucket(date(2026, 3, 9), 0, 0, 2),
    )
    rows = list(history_rows(ExerciseReps("0197", "squat", 5), History(buckets, ())))
    read = parquet.read_table(io.BytesIO(parquet_of(rows)))

    assert read.to_pylist() == [asdict(row) for row in rows]
    assert [str(kind) for kind in read.schema.types[1:5]] == [
        "string",
        "date32[day]",
        "int64",
        "int64",
    ]
    assert parquet.read_table(io.BytesIO(parquet_of([]))).schema == read.schema


def test_a_table_without_rows_still_names_its_columns() -> None:
    assert csv_of([]).splitlines()[0].startswith("exercise_id,exercise,first_day,")


def test_no_name_of_an_exercise_becomes_a_formula_of_a_spreadsheet() -> None:
    bucket = HistoryBucket(date(2026, 3, 2), 1, 0, 0)

    assert [table(name, bucket)[0]["exercise"] for name in ("=1+1", "a,b", "-x")] == [
        "'=1+1",
        "a,b",
        "'-x",
    ]
