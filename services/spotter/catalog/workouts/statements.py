"""What is read of workouts."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import (
    MemberRow,
    WorkoutItemRow,
    WorkoutRow,
)
from spotter.catalog.errors import UnknownError
from spotter.catalog.members.statements import is_erased
from spotter.catalog.workouts.values import values
from spotter.wire.catalog.checks import checked_id
from spotter.wire.catalog.people.classes import day_of
from spotter.wire.catalog.training.workouts import StoredWorkout, WorkoutKind

_MOST_ITEMS = 20_000
"""Of a page: about 2 MB of messages."""

Place = tuple[str, int]
"""Where a page ended: the day of its last workout, or a template's title, and its number."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which workouts are meant: all that apply; None excludes nothing.

    ``kind`` None is whatever members have.
    """

    kind: WorkoutKind | None = None
    member_no: int | None = None
    first_day: date | None = None
    last_day: date | None = None


def page(
    session: Session, wanted: Wanted, *, after: Place | None, count: int
) -> tuple[list[StoredWorkout], Place | None]:
    """At most ``count`` workouts from ``after`` on, and where the next page begins, if any.

    Raises WireError for a place of another kind of list.
    """
    key = WorkoutRow.title if wanted.kind is WorkoutKind.TEMPLATE else WorkoutRow.day
    asked = _shown().where(*_conditions(wanted))
    if after:
        last = after[0] if wanted.kind is WorkoutKind.TEMPLATE else day_of(after[0])
        asked = asked.where(tuple_(key, WorkoutRow.no) > (last, after[1]))
    found = session.scalars(asked.order_by(key, WorkoutRow.no).limit(count + 1)).all()
    rows = found[: _fitting(session, found[:count])]
    place = (str(rows[-1].day or rows[-1].title), rows[-1].no) if len(rows) < len(found) else None
    return values(session, rows), place


def by_id(session: Session, workout_id: str, *, to_change: bool = False) -> WorkoutRow:
    """The workout with that id; ``to_change``: nobody else changes it meanwhile.

    Raises :class:`UnknownError`, also while its member is being erased; WireError for what is no
    id.
    """
    asked = _shown().where(WorkoutRow.id == uuid.UUID(checked_id(workout_id, "a workout")))
    row = session.scalar(asked.with_for_update(of=WorkoutRow) if to_change else asked)
    if row is None:
        raise UnknownError(f"there is no workout {workout_id}")
    return row


def found_by_id(session: Session, workout_id: uuid.UUID) -> WorkoutRow | None:
    """The workout with that id; None if there is none, or its member is being erased."""
    return session.scalar(_shown().where(WorkoutRow.id == workout_id))


def _shown() -> Select[WorkoutRow]:
    return select(WorkoutRow).outerjoin(MemberRow).where(~is_erased(MemberRow.id))


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    is_template = WorkoutRow.day.is_(None)
    conditions: list[ColumnElement[bool]] = [
        is_template if wanted.kind is WorkoutKind.TEMPLATE else ~is_template
    ]
    if wanted.kind in (WorkoutKind.PLANNED, WorkoutKind.PERFORMED):
        is_performed = wanted.kind is WorkoutKind.PERFORMED
        conditions.append(WorkoutRow.is_performed.is_(is_performed))
    if wanted.member_no is not None:
        conditions.append(WorkoutRow.member_no == wanted.member_no)
    if wanted.first_day is not None:
        conditions.append(WorkoutRow.day >= wanted.first_day)
    if wanted.last_day is not None:
        conditions.append(WorkoutRow.day <= wanted.last_day)
    return conditions


def _fitting(session: Session, rows: Sequence[WorkoutRow]) -> int:
    """How many of ``rows`` a page holds: one at least, if there is one."""
    asked = (
        select(WorkoutItemRow.workout_no, func.count())
        .where(WorkoutItemRow.workout_no.in_([row.no for row in rows]))
        .group_by(WorkoutItemRow.workout_no)
    )
    counts = dict(session.execute(asked).all())
    totals = accumulate(counts.get(row.no, 0) for row in rows)
    return max(min(1, len(rows)), sum(total <= _MOST_ITEMS for total in totals))
