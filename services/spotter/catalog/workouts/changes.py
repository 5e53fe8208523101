"""What changes workouts: each function is one change in the transaction of ``session``."""

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import delete as delete_rows
from sqlalchemy import insert
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature, note
from spotter.catalog.classes import statements as classes
from spotter.catalog.database.tables import (
    MemberRow,
    WorkoutItemRow,
    WorkoutRow,
)
from spotter.catalog.errors import ConflictError
from spotter.catalog.members import statements as members
from spotter.catalog.workouts.exercises import numbers_of
from spotter.training.tempo import tempo_text
from spotter.training.workout import Item, Workout
from spotter.wire.catalog.training.workouts import Placement

KIND = "workout"


def create(
    session: Session,
    placement: Placement | None,
    workout: Workout,
    signed: Signature,
    workout_id: uuid.UUID,
) -> WorkoutRow:
    """A new workout, a template without ``placement``.

    Raises :class:`UnknownError` for a member, class or exercise that is not known,
    :class:`ConflictError` for an exercise that is archived and for a plan for who has left, and
    TrainingError for too many sets.
    """
    row = WorkoutRow(id=workout_id, created_us=signed.at_us)
    _place(session, row, placement)
    _fill(session, row, workout, signed)
    note(session, signed, KIND, row.id, _stored_words(placement), member_no=row.member_no)
    return row


def replace(
    session: Session,
    row: WorkoutRow,
    placement: Placement | None,
    workout: Workout,
    signed: Signature,
) -> None:
    """Replace all that is said of a workout. Raises as :func:`create` does."""
    _place(session, row, placement)
    _fill(session, row, workout, signed)
    note(session, signed, KIND, row.id, "changed the workout", member_no=row.member_no)


def delete(session: Session, row: WorkoutRow, signed: Signature) -> None:
    """Delete a workout."""
    session.execute(delete_rows(WorkoutItemRow).where(WorkoutItemRow.workout_no == row.no))
    session.delete(row)
    note(session, signed, KIND, row.id, "deleted the workout", member_no=row.member_no)


def new_plan(workout_id: uuid.UUID, title: str, member_no: int, signed: Signature) -> WorkoutRow:
    """A plan for a member, still without its day and its items."""
    return WorkoutRow(
        id=workout_id,
        title=title,
        member_no=member_no,
        is_performed=False,
        created_us=signed.at_us,
        stored_us=signed.at_us,
        author=signed.author,
    )


def insert_items(
    session: Session, row: WorkoutRow, items: Iterable[Item], numbers: Mapping[str, int]
) -> None:
    """Add a new workout with its items; ``numbers`` are the exercises' by name."""
    session.add(row)
    session.flush()
    session.execute(insert(WorkoutItemRow), item_values(row.no, items, numbers))


def check_present(member: MemberRow) -> None:
    """Raise :class:`ConflictError` for a member who has left."""
    if member.left_us is not None:
        raise ConflictError(f"{member.name} has left")


def item_values(
    workout_no: int, items: Iterable[Item], numbers: Mapping[str, int], first: int = 0
) -> list[dict[str, object]]:
    """The rows of a workout's items, ``first`` being the first one's position."""
    return [
        {
            "workout_no": workout_no,
            "position": position,
            "exercise_no": numbers[item.exercise],
            "sets": item.sets,
            "reps": item.reps,
            "seconds": item.seconds,
            "tempo": "" if item.tempo is None else tempo_text(item.tempo),
            "rest_s": item.rest_s,
            "load_kg": item.load_kg,
            "least_reps": item.least_reps,
            "most_speed_loss_ratio": item.most_speed_loss_ratio,
        }
        for position, item in enumerate(items, first)
    ]


def _place(session: Session, row: WorkoutRow, placement: Placement | None) -> None:
    if placement is None:
        row.member_no = row.day = row.class_no = None
        row.is_performed = False
        return
    member = members.by_id(session, placement.member_id)
    if not placement.is_performed:
        check_present(member)
    row.member_no, row.day, row.is_performed = member.no, placement.day, placement.is_performed
    class_id = placement.class_id
    row.class_no = classes.by_id(session, class_id).no if class_id else None


def _fill(session: Session, row: WorkoutRow, workout: Workout, signed: Signature) -> None:
    workout.check_sets()
    numbers = numbers_of(session, {item.exercise for item in workout.items})
    row.title, row.stored_us, row.author = workout.title, signed.at_us, signed.author
    if row.no is not None:
        session.execute(delete_rows(WorkoutItemRow).where(WorkoutItemRow.workout_no == row.no))
    insert_items(session, row, workout.items, numbers)


def _stored_words(placement: Placement | None) -> str:
    if placement is None:
        return "stored a template"
    return "noted a workout that was done" if placement.is_performed else "planned a workout"
