from spotter.training.imports import (
    PerformedExercise,
    PerformedSet,
    PerformedWorkout,
    SetKind,
    done,
    planned,
)
from spotter.training.workout import Item, Workout
from unit.training.reading import BEGAN

NAMES = {"Squat (Barbell)": "squat", "Plank": "plank", "Running": "running"}


def performed_once(name: str, *sets: PerformedSet) -> PerformedWorkout:
    return PerformedWorkout(BEGAN, "Legs", (PerformedExercise(name, sets),))


def test_sets_alike_become_one_item_and_warm_ups_none() -> None:
    performed = performed_once(
        "Squat (Barbell)",
        PerformedSet(SetKind.WARMUP, reps=10, load_kg=40),
        PerformedSet(reps=8, load_kg=80, rpe=7, rest_s=120),
        PerformedSet(reps=8, load_kg=80, rpe=8, rest_s=150),
        PerformedSet(reps=6, load_kg=85),
        PerformedSet(SetKind.DROPSET, reps=8, load_kg=80),
    )
    assert planned(performed, NAMES) == Workout(
        "Legs",
        (
            Item("squat", 2, reps=8, rest_s=120, load_kg=80),
            Item("squat", 1, reps=6, load_kg=85),
            Item("squat", 1, reps=8, load_kg=80),
        ),
    )


def test_reps_are_planned_before_seconds() -> None:
    performed = performed_once("Plank", PerformedSet(seconds=60), PerformedSet(reps=10, seconds=45))
    assert planned(performed, NAMES) == Workout(
        "Legs", (Item("plank", 1, seconds=60), Item("plank", 1, reps=10))
    )


def test_an_exercise_of_warm_ups_alone_is_planned() -> None:
    performed = performed_once("Plank", PerformedSet(SetKind.WARMUP, seconds=60))
    assert planned(performed, NAMES) == Workout("Legs", (Item("plank", 1, seconds=60),))


def test_what_has_no_exercise_or_only_a_distance_is_not_planned() -> None:
    assert planned(performed_once("Zercher Squat", PerformedSet(reps=5)), NAMES) is None
    assert planned(performed_once("Running", PerformedSet(distance_m=5000)), NAMES) is None


def test_whatever_was_done_can_be_planned() -> None:
    all_alike = performed_once(
        "Plank", *[PerformedSet(reps=10_000, load_kg=1000, rest_s=3600)] * 1000
    )
    assert planned(all_alike, NAMES) is not None
    differing = performed_once("Plank", *[PerformedSet(reps=1 + at % 2) for at in range(1000)])
    plan = planned(differing, NAMES)
    assert plan is not None
    assert len(plan.items) == 1000


def test_what_was_done_has_its_warm_ups() -> None:
    performed = performed_once(
        "Squat (Barbell)",
        PerformedSet(SetKind.WARMUP, reps=10, load_kg=40),
        PerformedSet(reps=8, load_kg=80),
        PerformedSet(distance_m=400),
    )
    assert done(performed, NAMES) == Workout(
        "Legs", (Item("squat", 1, reps=10, load_kg=40), Item("squat", 1, reps=8, load_kg=80))
    )
    assert done(performed, {}) is None
