"""Workouts and their import survive their messages, and nonsense is refused in words."""

from collections.abc import Mapping
from datetime import date

import pytest

from spotter.api.catalog.v1 import workout_service_pb2 as messages
from spotter.movement.values import Tempo
from spotter.training.imports import NotRead, Unmatched
from spotter.training.load import LoadUnit
from spotter.training.workout import Item, Workout
from spotter.wire.catalog.training.workout_imports import (
    ImportedWorkouts,
    ImportOrder,
    MatchedName,
    imported_message,
    imported_of,
    order_message,
    order_of,
)
from spotter.wire.catalog.training.workouts import (
    Placement,
    StoredWorkout,
    WorkoutKind,
    plan_message,
    plan_of,
    workout_message,
    workout_of,
)
from spotter.wire.errors import WireError

ANNA = "0b5f7d6e-6f0e-4d5c-9a39-0e6f3c1f9a01"
LEGS_ID = "0b5f7d6e-6f0e-4d5c-9a39-0e6f3c1f9a02"
LEGS = Workout(
    "脚の日",
    (
        Item(
            "squat",
            3,
            reps=8,
            tempo=Tempo(3, 1, 1, 0),
            rest_s=90,
            load_kg=61.23496995,
            most_speed_loss_ratio=0.2,
        ),
        Item("לוח", 2, seconds=45.5),
    ),
)
SQUAT, PLANK = LEGS_ID.replace("9a02", "9b01"), LEGS_ID.replace("9a02", "9b02")
PLANNED = StoredWorkout(
    LEGS_ID, LEGS, (SQUAT, PLANK), Placement(ANNA, date(2026, 2, 28)), 1_700, "local"
)


def test_a_planned_workout_survives_to_the_bit() -> None:
    assert workout_of(workout_message(PLANNED)) == PLANNED
    assert PLANNED.kind is WorkoutKind.PLANNED


def test_a_template_has_neither_member_nor_day() -> None:
    template = StoredWorkout(LEGS_ID, LEGS, (SQUAT, PLANK))
    assert workout_of(workout_message(template)) == template
    assert template.kind is WorkoutKind.TEMPLATE


def test_an_import_and_what_it_brought_survive() -> None:
    order = ImportOrder(
        ANNA,
        is_dry_run=True,
        unit=LoadUnit.LB,
        names={"Squat": "squat"},
        plan_from=date(2026, 3, 1),
    )
    assert order_of(order_message(order, "local")) == order
    found = ImportedWorkouts(
        workout_count=3,
        matched=(MatchedName("Squat", "squat", 9, "same"),),
        unmatched=(Unmatched("Plank", 2, ("side-plank",)),),
        not_read=(NotRead(7, "expected a date; found 'x'", value_only=True),),
        not_read_count=1,
        new_count=2,
        stored_count=3,
        planned=(PLANNED,),
    )
    assert imported_of(imported_message(found)) == found


def test_a_workout_without_exercises_is_refused_in_words() -> None:
    with pytest.raises(WireError, match="the workout 'Legs' has no exercises"):
        plan_of(messages.WorkoutPlan(title="Legs"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"exercise": "squat", "sets": 3}, "item 1: expected either reps or seconds"),
        ({"exercise": "", "sets": 3, "reps": 1}, "item 1: expected an exercise's name"),
        ({"exercise": "squat", "sets": 0, "reps": 1}, "item 1: expected 1 to 1000 sets; found 0"),
        ({"exercise": "squat", "sets": 1, "reps": 1, "load_kg": float("nan")}, "found nan kg"),
    ],
)
def test_an_impossible_item_is_refused_with_its_number(
    fields: Mapping[str, object], words: str
) -> None:
    item = messages.WorkoutItem(**fields)  # type: ignore[arg-type]  # as a test names them
    with pytest.raises(WireError, match=words):
        plan_of(messages.WorkoutPlan(title="Legs", items=[item]))


@pytest.mark.parametrize("day", [date(1969, 12, 31), date(2101, 1, 1), date(1, 1, 1)])
def test_a_day_out_of_range_is_refused(day: date) -> None:
    with pytest.raises(WireError, match="expected a day from 1970-01-01 to 2100-12-31"):
        Placement(ANNA, day)


def test_titles_are_composed_and_spaced_once() -> None:
    message = plan_message(Workout("A\u0301  B", LEGS.items))
    assert plan_of(message).title == "\u00c1 B"
