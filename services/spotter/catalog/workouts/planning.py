"""Plans what a template says for members, one by one or of a class."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, literal, select
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature, note
from spotter.catalog.database.tables import (
    ClassMember,
    ClassRow,
    ExerciseRow,
    MemberRow,
    WorkoutItemRow,
    WorkoutRow,
)
from spotter.catalog.errors import CatalogError, ConflictError
from spotter.catalog.members import statements as members
from spotter.catalog.proposals.deciding import apply_decided
from spotter.catalog.workouts.changes import KIND, check_present, new_plan
from spotter.catalog.workouts.statements import found_by_id


@dataclass(frozen=True, slots=True)
class Planning:
    """On which day a template is planned, for which class, if any, and who plans it."""

    day: date
    class_no: int | None
    signed: Signature


def check_template(session: Session, row: WorkoutRow) -> None:
    """Raise :class:`CatalogError` unless the workout is a template.

    Raises :class:`ConflictError` for one that names an archived exercise.
    """
    if row.member_no is not None:
        raise CatalogError("expected a template; found a workout of a member")
    archived = session.scalar(
        select(ExerciseRow.name)
        .join(WorkoutItemRow, WorkoutItemRow.exercise_no == ExerciseRow.no)
        .where(WorkoutItemRow.workout_no == row.no, ExerciseRow.archived_us.is_not(None))
        .limit(1)
    )
    if archived is not None:
        raise ConflictError(f"the template names the exercise {archived}, which is archived")


def those_meant(
    session: Session, member_ids: Iterable[str], gym_class: ClassRow | None
) -> list[MemberRow]:
    """Members by their ids, and those of a class who have not left; each once.

    Raises :class:`UnknownError`, :class:`ConflictError` for somebody named who has left, and
    :class:`CatalogError` if nobody is meant.
    """
    found = {row.no: row for row in members.by_ids(session, dict.fromkeys(member_ids))}
    for row in found.values():
        check_present(row)
    if gym_class is not None:
        asked = (
            select(MemberRow)
            .join(ClassMember, ClassMember.member_no == MemberRow.no)
            .where(ClassMember.class_no == gym_class.no, MemberRow.left_us.is_(None))
            .where(~members.is_erased(MemberRow.id))
            .order_by(MemberRow.folded, MemberRow.no)
        )
        found |= {row.no: row for row in session.scalars(asked)}
    if not found:
        raise CatalogError("expected members, or a class that has some; found nobody")
    return list(found.values())


def plan(
    session: Session, template: WorkoutRow, member: MemberRow, planning: Planning
) -> tuple[WorkoutRow, bool]:
    """What the template says for a member on a day, and whether it is new.

    Asked again it is the workout from before, whatever became of it. What was decided about
    proposals since the template was stored goes into a new one.
    """
    workout_id = uuid.uuid5(template.id, f"{member.id} {planning.day}")
    found = found_by_id(session, workout_id)
    if found is not None:
        return found, False
    row = new_plan(workout_id, template.title, member.no, planning.signed)
    row.day, row.class_no = planning.day, planning.class_no
    session.add(row)
    session.flush()
    _copy_items(session, template.no, row.no)
    apply_decided(session, row, template.stored_us, planning.signed)
    note(session, planning.signed, KIND, row.id, "planned it from a template", member_no=member.no)
    return row, True


def _copy_items(session: Session, from_no: int, to_no: int) -> None:
    copied = [column for column in WorkoutItemRow.__table__.c if column.name != "workout_no"]
    source = select(literal(to_no), *copied).where(WorkoutItemRow.workout_no == from_no)
    names = ["workout_no", *(column.name for column in copied)]
    session.execute(insert(WorkoutItemRow).from_select(names, source))
