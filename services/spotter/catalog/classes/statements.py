"""What is read of classes."""

import uuid

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import (
    ClassMember,
    ClassRow,
    ClassStation,
    ClassTrainer,
    MemberRow,
)
from spotter.catalog.errors import UnknownError
from spotter.catalog.members.statements import is_erased
from spotter.wire.catalog.checks import checked_id
from spotter.wire.catalog.classes import ClassPlan, GymClass


def listed(
    session: Session, *, with_archived: bool, after: tuple[str, int] | None = None, count: int
) -> list[ClassRow]:
    """At most ``count`` classes by name, from the one ``after`` on."""
    asked = select(ClassRow)
    if not with_archived:
        asked = asked.where(ClassRow.archived_us.is_(None))
    if after:
        asked = asked.where(tuple_(ClassRow.name, ClassRow.no) > after)
    return list(session.scalars(asked.order_by(ClassRow.name, ClassRow.no).limit(count)))


def by_id(session: Session, class_id: str) -> ClassRow:
    """The class with that id. Raises :class:`UnknownError`; WireError for what is no id."""
    asked = select(ClassRow).where(ClassRow.id == uuid.UUID(checked_id(class_id, "a class")))
    row = session.scalar(asked)
    if row is None:
        raise UnknownError(f"there is no class {class_id}")
    return row


def value(session: Session, row: ClassRow) -> GymClass:
    """The class in a row, with all who belong to it."""
    members = (
        select(MemberRow.id)
        .join(ClassMember, ClassMember.member_no == MemberRow.no)
        .where(ClassMember.class_no == row.no, ~is_erased(MemberRow.id))
        .order_by(MemberRow.folded, MemberRow.no)
    )
    stations = select(ClassStation.station_id).where(ClassStation.class_no == row.no)
    trainers = select(ClassTrainer.trainer).where(ClassTrainer.class_no == row.no)
    plan = ClassPlan(
        name=row.name,
        first_day=row.first_day,
        is_weekly=row.is_weekly,
        starts_at=row.starts_at,
        minutes=row.minutes,
        member_ids=tuple(str(one) for one in session.scalars(members)),
        station_ids=tuple(session.scalars(stations.order_by(ClassStation.station_id))),
        trainers=tuple(session.scalars(trainers.order_by(ClassTrainer.trainer))),
    )
    return GymClass(str(row.id), plan, row.archived_us)
