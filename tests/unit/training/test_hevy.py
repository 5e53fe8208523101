import pytest

from spotter.training.imports import PerformedExercise, PerformedSet, PerformedWorkout, SetKind
from unit.training.exports import HEVY
from unit.training.reading import BEGAN, only_sets, read

LEGS = '"Legs","8 Nov 2024, 18:30","8 Nov 2024, 19:35",""'


def test_an_export_is_read() -> None:
    workouts, not_read = read(
        HEVY,
        f'{LEGS},"Squat (Barbell)",,"",0,"warmup",40,10,,,',
        f'{LEGS},"Squat (Barbell)",,"",1,"normal",82.5,8,,0,8.5',
        f'{LEGS},"Squat (Barbell)",,"",2,"dropset",60,12,,,',
        f'{LEGS},"Squat (Barbell)",,"",3,"failure",60,6,,,10',
        f'{LEGS},"Plank",0,"",0,"normal",,,,60,',
        f'{LEGS},"Running",,"",0,"normal",,,5.5,1800,',
    )
    assert not_read == []
    assert workouts == [
        PerformedWorkout(
            BEGAN,
            "Legs",
            (
                PerformedExercise(
                    "Squat (Barbell)",
                    (
                        PerformedSet(SetKind.WARMUP, reps=10, load_kg=40),
                        PerformedSet(reps=8, load_kg=82.5, rpe=8.5),
                        PerformedSet(SetKind.DROPSET, reps=12, load_kg=60),
                        PerformedSet(SetKind.FAILURE, reps=6, load_kg=60, rpe=10),
                    ),
                ),
                PerformedExercise("Plank", (PerformedSet(seconds=60),)),
                PerformedExercise("Running", (PerformedSet(seconds=1800, distance_m=5500),)),
            ),
            duration_s=3900,
        )
    ]


def test_pounds_and_miles_are_told_by_the_columns() -> None:
    header = HEVY.replace("weight_kg", "weight_lbs").replace("distance_km", "distance_miles")
    row = f'{LEGS},"Sled Push",,"",0,"normal",135,8,1,,'
    assert only_sets(header, row, unit=None) == [
        PerformedSet(reps=8, load_kg=61.23496995, distance_m=1609.344)
    ]


@pytest.mark.parametrize(
    "time", ["8 nov. 2024, 18:30", "Nov 8, 2024, 6:30\u202fPM", "8 Kas 2024, 18:30"]
)
def test_times_are_in_the_phones_language(time: str) -> None:
    workouts, not_read = read(HEVY, f'"Legs","{time}","","",Squat,,"",0,"normal",80,8,,,')
    assert (workouts[0].began, workouts[0].duration_s, not_read) == (BEGAN, None, [])


def test_names_in_any_script_and_notes_of_several_lines_are_read() -> None:
    workouts, not_read = read(
        "\ufeff" + HEVY,
        '"День ног 🏋️","8 Nov 2024, 18:30","","Langsam\r\nund ""tief""",スクワット,,"a',
        "",
        'b",0,"normal",80,8,,,',
        f'{LEGS},Squat,,"",0,"normal",80,many,,,',
    )
    assert (workouts[0].title, workouts[0].exercises[0].name) == ("День ног 🏋️", "スクワット")
    assert [str(one) for one in not_read] == [
        "line 5: expected a whole number (reps); found 'many'"
    ]


def test_a_type_of_set_that_is_not_known_is_an_ordinary_set_and_told() -> None:
    workouts, not_read = read(HEVY, f'{LEGS},Squat,,"",0,"giant set",80,8,,,')
    assert workouts[0].exercises[0].sets == (PerformedSet(reps=8, load_kg=80),)
    assert [one.value_only for one in not_read] == [True]
    assert "a type of set: normal, warmup, dropset, failure (set_type)" in not_read[0].reason
