"""Stores what was performed of a followed workout, as a workout that the member has done."""

import uuid
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature, note
from spotter.catalog.database.tables import ExerciseRow, SessionRow, WorkoutItemRow, WorkoutRow
from spotter.catalog.gym_days import day_in
from spotter.catalog.workouts.changes import KIND, insert_items
from spotter.training.following.performed import performed
from spotter.training.following.values import Following
from spotter.training.workout import Item

_ITSELF = "spotter"


def store_performed(
    session: Session, of: SessionRow, following: Following, zone: ZoneInfo, now_us: int
) -> uuid.UUID | None:
    """Store all that was done of the workout, also in earlier sessions, once; returns its id.

    None if nothing was done. What the gym does not know any more is left out.
    """
    workout = performed(following)
    numbers = _numbers(session, workout.items if workout else ())
    items = [one for one in workout.items if one.exercise in numbers] if workout else []
    if workout is None or not items:
        return None
    signed = Signature(_ITSELF, now_us)
    workout_id = uuid.uuid5(uuid.UUID(following.workout_id), f"performed {of.member_no}")
    row = session.scalar(select(WorkoutRow).where(WorkoutRow.id == workout_id))
    if row is None:
        row = WorkoutRow(id=workout_id, created_us=now_us, member_no=of.member_no)
        row.day, row.class_no, row.is_performed = day_in(of.begun_us, zone), of.class_no, True
        note(session, signed, KIND, workout_id, "noted what was done", member_no=of.member_no)
    else:
        session.execute(delete(WorkoutItemRow).where(WorkoutItemRow.workout_no == row.no))
    row.title, row.stored_us, row.author = workout.title, now_us, _ITSELF
    insert_items(session, row, items, numbers)
    return workout_id


def _numbers(session: Session, items: tuple[Item, ...]) -> dict[str, int]:
    """The exercises by name; of several with a name the one in use."""
    names = {one.exercise for one in items}
    asked = select(ExerciseRow).where(ExerciseRow.name.in_(names))
    rows = sorted(session.scalars(asked), key=lambda one: one.archived_us is None)
    return {one.name: one.no for one in rows}
