import pytest

from spotter.training.errors import TrainingError
from spotter.training.imports import PerformedExercise, PerformedSet, PerformedWorkout, SetKind
from spotter.training.load import LoadUnit
from unit.training.exports import STRONG_ANDROID, STRONG_COMMAS, STRONG_NUMBERED
from unit.training.reading import BEGAN, only_sets, read

PUSH = '2024-11-08 18:30:00,"Push, heavy",1h 5m'


def test_the_form_with_commas_is_read() -> None:
    workouts, not_read = read(
        STRONG_COMMAS,
        f'{PUSH},"Bench Press (Barbell)",W,40.0,8,0,0,"","",',
        f'{PUSH},"Bench Press (Barbell)",1,80.0,5.0,0,0,"paused, ""slow""","",8',
        f'{PUSH},"Bench Press (Barbell)",Rest Timer,,,,150,,"",',
        f'{PUSH},"Bench Press (Barbell)",F,82.5,4,0,0,,"",9.5',
        f'{PUSH},"Bench Press (Barbell)",Note,,,,,felt good,"",',
        f'{PUSH},Plank,1,0,0,0,60,,"",',
        '2024-11-10 07:00:00,Run,45m,Running,1,0,0,5.5,1800,,"",',
    )
    assert not_read == []
    assert workouts[0] == PerformedWorkout(
        BEGAN,
        "Push, heavy",
        (
            PerformedExercise(
                "Bench Press (Barbell)",
                (
                    PerformedSet(SetKind.WARMUP, reps=8, load_kg=40),
                    PerformedSet(reps=5, load_kg=80, rpe=8, rest_s=150),
                    PerformedSet(SetKind.FAILURE, reps=4, load_kg=82.5, rpe=9.5),
                ),
            ),
            PerformedExercise("Plank", (PerformedSet(seconds=60),)),
        ),
        duration_s=3900,
    )
    assert workouts[1].exercises[0].sets == (PerformedSet(distance_m=5500, seconds=1800),)
    assert workouts[1].duration_s == 2700


def test_the_form_of_android_says_its_units_in_each_row() -> None:
    row = "2024-11-08 18:30:00;Pull;{};1;{};{};{};0;0;mi.;0;;;62m"
    assert only_sets(
        STRONG_ANDROID,
        row.format("Row", "135", "lbs", "8"),
        row.format("Row", "62,5", "kg", "10"),
        "2024-11-08 18:30:00;Pull;Treadmill;1;0;lbs;0;;2,5;mi.;900;;;62m",
        "2024-11-08 18:30:00;Pull;Pull Up;D;;;12;;;;0;;;62m",
        unit=None,
    ) == [
        PerformedSet(reps=8, load_kg=61.23496995),
        PerformedSet(reps=10, load_kg=62.5),
        PerformedSet(distance_m=4023.36, seconds=900),
        PerformedSet(SetKind.DROPSET, reps=12),
    ]


def test_the_form_with_numbered_workouts_says_its_units_in_its_header() -> None:
    rows = (
        "1;2024-11-08 18:30:00;Legs;3900;Squat (Barbell);1;100;5;8,5;;;;",
        "1;2024-11-08 18:30:00;Legs;3900;Squat (Barbell);Rest Timer;;;;;90;;",
        "1;2024-11-08 18:30:00;Legs;3900;Running;1;;;;5000;1500;;",
    )
    run = PerformedSet(distance_m=5000, seconds=1500)
    for delimiter in ";,\t":
        form = [line.replace(",", ".").replace(";", delimiter) for line in (STRONG_NUMBERED, *rows)]
        kg = PerformedSet(reps=5, load_kg=100, rpe=8.5, rest_s=90)
        assert only_sets(*form, unit=None) == [kg, run]
        lb = PerformedSet(reps=5, load_kg=45.359237, rpe=8.5, rest_s=90)
        assert only_sets(form[0].replace("kg", "lb"), *form[1:], unit=None) == [lb, run]


def test_weights_without_a_unit_must_be_told() -> None:
    rows = (STRONG_COMMAS, f"{PUSH},Squat,1,135,5,3,0,,,")
    with pytest.raises(TrainingError, match="told whether the weights are kg or lb"):
        read(*rows, unit=None)
    assert only_sets(*rows, unit=LoadUnit.LB) == [
        PerformedSet(reps=5, load_kg=61.23496995, distance_m=4828.032)
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (f"{PUSH},Squat,1,80,0,0,0,,,", "reps, seconds or a distance above 0; found none"),
        (f"{PUSH},Squat,1,80,5.5,0,0,,,", "a whole number (reps); found '5.5'"),
        (f"{PUSH},Squat,1,eighty,5,0,0,,,", "a number like 82.5 (weight); found 'eighty'"),
        (f"{PUSH},Squat,1,-20,5,0,0,,,", "a number like 82.5 (weight); found '-20'"),
        (f'{PUSH},Squat,1,"1,234.5",5,0,0,,,', "(weight); found '1,234.5'"),
        (f"{PUSH},Squat,1,5000,5,0,0,,,", "a load of 0 to 1000 kg; found 5000.0 kg"),
        (f"{PUSH},Squat,X,80,5,0,0,,,", "W, D, F, Rest Timer or Note (set order); found 'X'"),
        (f"{PUSH},Squat,,80,5,0,0,,,", "(set order); found nothing"),
        (f"{PUSH},,1,80,5,0,0,,,", "a name (exercise name) of one line"),
        ("08/11/2024 18:30,Push,1h,Squat,1,80,5,0,0,,,", "(date); found '08/11/2024 18:30'"),
        (f"{PUSH},Squat,1,80,5", "12 cells, as in the header; found 7"),
        (f"{PUSH},Squat,Curl,1,80,5,0,0,,,,8", "12 cells, as in the header; found 14"),
        (f"{PUSH},Squat,Rest Timer,,,,90,,,", "a set before its rest; found none of 'Squat'"),
        (f"{PUSH},Bench,Rest Timer,,,,soon,,,", "0 to 3600 seconds of rest (seconds)"),
    ],
)
def test_a_row_that_is_not_understood_is_listed_and_left_out(row: str, expected: str) -> None:
    understood = f"{PUSH},Bench,1,80,5,0,0,,,"
    workouts, not_read = read(STRONG_COMMAS, understood, row, understood)
    assert workouts[0].exercises[0].sets == (PerformedSet(reps=5, load_kg=80),) * 2
    assert [one.line for one in not_read] == [3]
    assert expected in str(not_read[0])
    assert str(not_read[0]).startswith("line 3: expected ")


def test_a_set_stands_without_the_values_beside_it() -> None:
    row = "2024-11-08 18:30,Push,long,Bench,1,80,5,0,0,,,11"
    workouts, not_read = read(STRONG_COMMAS, row)
    assert workouts[0].duration_s is None
    assert workouts[0].exercises[0].sets == (PerformedSet(reps=5, load_kg=80),)
    assert [(one.value_only, one.reason) for one in not_read] == [
        (True, "expected a perceived exertion of 1 to 10 (rpe); found '11'"),
        (True, "expected a duration like '1h 5m' (duration); found 'long'"),
    ]


@pytest.mark.parametrize(
    ("text", "duration_s"),
    [
        *[("1h 5m", 3900), ("45m", 2700), ("200s", 200), ("1h 2min", 3720), ("1h 5m 3s", 3903)],
        *[("62m", 3720), ("1:05:00", 3900), ("3900", 3900), ("", None), ("0s", None)],
    ],
)
def test_durations_are_seconds(text: str, duration_s: float | None) -> None:
    workouts, not_read = read(STRONG_COMMAS, f"2024-11-08 18:30,A,{text},Bench,1,80,5,0,0,,,")
    assert (workouts[0].duration_s, not_read) == (duration_s, [])
