import tracemalloc
from collections.abc import Iterator
from datetime import UTC
from itertools import chain, islice

import pytest

from spotter.training.errors import TrainingError
from spotter.training.imports import NotRead, PerformedWorkout, gather, read_workouts
from spotter.training.load import LoadUnit
from unit.training.exports import STRONG_COMMAS
from unit.training.reading import read

ROW = "2024-11-08 18:30:00,Push,1h,Bench,1,80,5,0,0,,,"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([], "found an empty file"),
        (["", "  "], "found an empty file"),
        (["Date,Exercise,Category,Weight (kgs),Reps"], "found 'date, exercise, category, weight,"),
        (["%PDF-1.7", "\x00\x01"], "found '%pdf-1.7'"),
        (['"never closed'], "found line 1: expected cells of CSV; found '\"never closed'"),
    ],
)
def test_a_file_of_neither_app_says_what_was_expected(lines: list[str], found: str) -> None:
    with pytest.raises(TrainingError) as refused:
        read(*lines)
    assert "of Strong (date, exercise name, set order, reps) or of Hevy (start_time" in str(
        refused.value
    )
    assert found in str(refused.value)


def test_columns_come_in_any_order() -> None:
    workouts, not_read = read(
        "sep=,", "", "Reps,Weight,Set Order,Exercise Name,Date", "5,80,1,Squat,2024-11-08"
    )
    assert (workouts[0].title, workouts[0].set_count, not_read) == ("Untitled workout", 1, [])


def test_blank_rows_are_nothing() -> None:
    assert read(STRONG_COMMAS, "", ROW, ",,,,,,,,,,,", "  ")[1] == []


def test_a_quote_that_never_closes_costs_its_own_line_only() -> None:
    broken = '2024-11-08 18:30:00,Push,1h,"Bench,1,80,5,0,0,,,'
    for line_count in (3, 300):
        workouts, not_read = read(STRONG_COMMAS, ROW, broken, *[ROW] * line_count)
        assert sum(workout.set_count for workout in workouts) == 1 + line_count
        assert [one.line for one in not_read] == [3]
        assert "expected cells of CSV; found '2024-11-08 18:30:00,Push" in str(not_read[0])


def test_a_workout_without_any_end_is_listed_from_its_thousandth_set_on() -> None:
    workouts, not_read = read(STRONG_COMMAS, *[ROW] * 1002)
    assert [workout.set_count for workout in workouts] == [1000]
    assert [str(one) for one in not_read] == [
        f"line {line}: expected at most 1000 sets in a workout; found one more"
        for line in (1002, 1003)
    ]


def test_a_long_file_is_read_as_it_comes() -> None:
    given = 0

    def lines() -> Iterator[str]:
        nonlocal given
        for line in chain([STRONG_COMMAS], many_rows()):
            given += 1
            yield line

    found = read_workouts(lines(), UTC, LoadUnit.KG)
    assert [type(one) for one in islice(found, 2)] == [NotRead, PerformedWorkout]
    assert given == 1 + 5 + 1  # the first row of the next workout tells that this one is over


def test_memory_does_not_grow_with_the_file() -> None:
    peaks = []
    for row_count in (6_000, 18_000):
        tracemalloc.start()
        found = read_workouts(
            chain([STRONG_COMMAS], islice(many_rows(), row_count)), UTC, LoadUnit.KG
        )
        imported = gather(found)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert imported.workout_count == row_count / 5
        assert imported.not_read_count == row_count / 5
    assert peaks[1] < 1.2 * peaks[0]


def many_rows() -> Iterator[str]:
    """Workouts without end, each of four sets and a line that is not understood, all different."""
    number = 0
    while True:
        day = f"{1970 + number // 336 % 100}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        for order in range(1, 5):
            yield f"{day} 18:30:00,Workout {number},1h,Bench,{order},80,{order},0,0,,,"
        yield f"{day} 18:30:00,Workout {number},1h,Bench,X,80,5,0,0,,,"
        number += 1


def test_nothing_is_both_read_and_listed() -> None:
    found = list(read_workouts([STRONG_COMMAS, ROW, "x" + ROW], UTC, LoadUnit.KG))
    assert [type(one) for one in found] == [NotRead, PerformedWorkout]
