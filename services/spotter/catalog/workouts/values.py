"""The workouts in rows, with their items, members and classes."""

import uuid
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import (
    ClassRow,
    ExerciseRow,
    MemberRow,
    WorkoutItemRow,
    WorkoutRow,
)
from spotter.training.tempo import tempo_of
from spotter.training.workout import Item, Workout
from spotter.wire.catalog.training.workouts import Placement, StoredWorkout


def value(session: Session, row: WorkoutRow) -> StoredWorkout:
    """The workout in a row."""
    return values(session, [row])[0]


def values(session: Session, rows: Sequence[WorkoutRow]) -> list[StoredWorkout]:
    """The workouts in rows, in their order."""
    numbers = [row.no for row in rows]
    items = _items(session, numbers)
    ids = {row[0]: row for row in session.execute(_ids().where(WorkoutRow.no.in_(numbers)))}
    return [_value(row, items[row.no], ids[row.no]) for row in rows]


def _items(
    session: Session, numbers: Sequence[int]
) -> dict[int, list[tuple[WorkoutItemRow, str, uuid.UUID]]]:
    asked = (
        select(WorkoutItemRow, ExerciseRow.name, ExerciseRow.id)
        .join(ExerciseRow, ExerciseRow.no == WorkoutItemRow.exercise_no)
        .where(WorkoutItemRow.workout_no.in_(numbers))
        .order_by(WorkoutItemRow.workout_no, WorkoutItemRow.position)
    )
    found = defaultdict[int, list[tuple[WorkoutItemRow, str, uuid.UUID]]](list)
    for row, name, exercise_id in session.execute(asked):
        found[row.workout_no].append((row, name, exercise_id))
    return found


def _ids() -> Select[int, uuid.UUID | None, uuid.UUID | None]:
    return (
        select(WorkoutRow.no, MemberRow.id, ClassRow.id)
        .outerjoin(MemberRow, MemberRow.no == WorkoutRow.member_no)
        .outerjoin(ClassRow, ClassRow.no == WorkoutRow.class_no)
    )


def _value(
    row: WorkoutRow,
    items: list[tuple[WorkoutItemRow, str, uuid.UUID]],
    ids: Row[int, uuid.UUID | None, uuid.UUID | None],
) -> StoredWorkout:
    _, member_id, class_id = ids
    placement = None
    if member_id is not None and row.day is not None:
        class_text = "" if class_id is None else str(class_id)
        placement = Placement(str(member_id), row.day, class_text, row.is_performed)
    return StoredWorkout(
        workout_id=str(row.id),
        workout=Workout(row.title, tuple(_item(one, name) for one, name, _ in items)),
        exercise_ids=tuple(str(exercise_id) for _, _, exercise_id in items),
        placement=placement,
        created_us=row.created_us,
        author=row.author,
    )


def _item(row: WorkoutItemRow, exercise: str) -> Item:
    return Item(
        exercise,
        row.sets,
        reps=row.reps,
        seconds=row.seconds,
        tempo=tempo_of(row.tempo) if row.tempo else None,
        rest_s=row.rest_s,
        load_kg=row.load_kg,
        least_reps=row.least_reps,
        most_speed_loss_ratio=row.most_speed_loss_ratio,
    )
