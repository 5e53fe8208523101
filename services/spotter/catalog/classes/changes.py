"""What changes classes: each function is one change in the transaction of ``session``."""

import uuid

from sqlalchemy import delete
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature, note
from spotter.catalog.database.tables import ClassMember, ClassRow, ClassStation, ClassTrainer
from spotter.catalog.errors import ConflictError
from spotter.catalog.members.statements import by_ids
from spotter.wire.catalog.people.classes import ClassPlan

KIND = "class"


def create(session: Session, plan: ClassPlan, signed: Signature, class_id: uuid.UUID) -> ClassRow:
    """A new class. Raises :class:`UnknownError` for a member that is not known."""
    row = ClassRow(id=class_id)
    _fill(row, plan)
    session.add(row)
    session.flush()
    _join(session, row, plan)
    note(session, signed, KIND, row.id, "created a class")
    return row


def change(session: Session, row: ClassRow, plan: ClassPlan, signed: Signature) -> None:
    """Replace all that is said of a class. Raises as :func:`create` does; ConflictError."""
    if row.archived_us is not None:
        raise ConflictError(f"the class {row.name} is archived")
    _fill(row, plan)
    for table in (ClassMember, ClassStation, ClassTrainer):
        session.execute(delete(table).where(table.class_no == row.no))
    _join(session, row, plan)
    note(session, signed, KIND, row.id, "changed the class")


def archive(session: Session, row: ClassRow, signed: Signature) -> None:
    """List a class no longer; one that is archived stays so."""
    if row.archived_us is None:
        row.archived_us = signed.at_us
        note(session, signed, KIND, row.id, "archived the class")


def _fill(row: ClassRow, plan: ClassPlan) -> None:
    row.name, row.first_day, row.is_weekly = plan.name, plan.first_day, plan.is_weekly
    row.starts_at, row.minutes = plan.starts_at, plan.minutes


def _join(session: Session, row: ClassRow, plan: ClassPlan) -> None:
    members = by_ids(session, plan.member_ids)
    session.add_all(ClassMember(class_no=row.no, member_no=one.no) for one in members)
    session.add_all(ClassStation(class_no=row.no, station_id=one) for one in plan.station_ids)
    session.add_all(ClassTrainer(class_no=row.no, trainer=one) for one in plan.trainers)
    session.flush()
