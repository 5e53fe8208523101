"""What is read of classes."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select, tuple_
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
from spotter.wire.catalog.people.classes import ClassPlan, GymClass


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
    return values(session, [row])[0]


def in_use(session: Session) -> list[GymClass]:
    """All classes that are not archived, in any order."""
    return values(session, session.scalars(select(ClassRow).where(ClassRow.archived_us.is_(None))))


def values(session: Session, rows: Iterable[ClassRow]) -> list[GymClass]:
    """The classes in these rows, with all who belong to them, by as many statements as for one."""
    wanted = list(rows)
    numbers = [row.no for row in wanted]
    members = _by_class(
        session,
        select(ClassMember.class_no, MemberRow.id)
        .join(MemberRow, ClassMember.member_no == MemberRow.no)
        .where(ClassMember.class_no.in_(numbers), ~is_erased(MemberRow.id))
        .order_by(MemberRow.folded, MemberRow.no),
    )
    stations = _by_class(
        session,
        select(ClassStation.class_no, ClassStation.station_id)
        .where(ClassStation.class_no.in_(numbers))
        .order_by(ClassStation.station_id),
    )
    trainers = _by_class(
        session,
        select(ClassTrainer.class_no, ClassTrainer.trainer)
        .where(ClassTrainer.class_no.in_(numbers))
        .order_by(ClassTrainer.trainer),
    )
    return [
        GymClass(
            str(row.id),
            ClassPlan(
                name=row.name,
                first_day=row.first_day,
                is_weekly=row.is_weekly,
                starts_at=row.starts_at,
                minutes=row.minutes,
                member_ids=tuple(members[row.no]),
                station_ids=tuple(stations[row.no]),
                trainers=tuple(trainers[row.no]),
            ),
            row.archived_us,
        )
        for row in wanted
    ]


def _by_class(session: Session, asked: Select[int, Any]) -> defaultdict[int, list[str]]:
    """What belongs to each class, by the class's number, as text."""
    found = defaultdict[int, list[str]](list)
    for class_no, one in session.execute(asked):
        found[class_no].append(str(one))
    return found
