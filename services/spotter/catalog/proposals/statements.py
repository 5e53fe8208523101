"""What is read of proposals."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Row, Select, select, tuple_
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import ExerciseRow, MemberRow, ProgressionRow, ProposalRow
from spotter.catalog.errors import UnknownError
from spotter.catalog.members.statements import is_erased
from spotter.training.adaptation import Progression
from spotter.wire.catalog.checks import checked_id
from spotter.wire.catalog.training.proposals import State, StoredProposal, made_from_bytes

Place = tuple[int, int]
"""Where a page ended: when its last proposal was made, and its number."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a proposal is for: an exercise in a member's workouts of a title."""

    member_no: int
    title: str
    exercise_no: int


def listed(
    session: Session, member_no: int | None, *, only_open: bool, before: Place | None, count: int
) -> list[tuple[Place, StoredProposal]]:
    """At most ``count`` proposals with their places in the list, latest first."""
    asked = _proposals()
    if member_no is not None:
        asked = asked.where(ProposalRow.member_no == member_no)
    if only_open:
        asked = asked.where(ProposalRow.state == State.OPEN.value)
    key = tuple_(ProposalRow.made_us, ProposalRow.no)
    if before is not None:
        asked = asked.where(key < before)
    latest_first = asked.order_by(ProposalRow.made_us.desc(), ProposalRow.no.desc())
    rows = session.execute(latest_first.limit(count))
    return [((row[0].made_us, row[0].no), _value(row)) for row in rows]


def by_id(session: Session, proposal_id: str, *, to_change: bool = False) -> ProposalRow:
    """The proposal with that id; ``to_change``: nobody else changes it meanwhile.

    Raises :class:`UnknownError`, also while its member is being erased; WireError for what is no
    id.
    """
    wanted = ProposalRow.id == uuid.UUID(checked_id(proposal_id, "a proposal"))
    asked = select(ProposalRow).join(MemberRow).where(wanted, ~is_erased(MemberRow.id))
    row = session.scalar(asked.with_for_update(of=ProposalRow) if to_change else asked)
    if row is None:
        raise UnknownError(f"there is no proposal {proposal_id}")
    return row


def value(session: Session, row: ProposalRow) -> StoredProposal:
    """The proposal in a row, with the names that it refers to."""
    return _value(session.execute(_proposals().where(ProposalRow.no == row.no)).one())


def latest_before(session: Session, kind: Kind, day: date, but_of: uuid.UUID) -> ProposalRow | None:
    """The last proposal of a kind up to a day, but for that of one plan."""
    asked = select(ProposalRow).where(
        *_of(kind), ProposalRow.day <= day, ProposalRow.workout_id != but_of
    )
    latest_first = asked.order_by(ProposalRow.day.desc(), ProposalRow.no.desc())
    return session.scalar(latest_first.limit(1))


def rising_by(session: Session, member_no: int, title: str, rule: Progression) -> frozenset[str]:
    """The exercises, by name, that rise by that rule in a member's workouts of a title."""
    asked = select(ExerciseRow.name).join(
        ProgressionRow, ProgressionRow.exercise_no == ExerciseRow.no
    )
    of = (ProgressionRow.member_no == member_no, ProgressionRow.title == title)
    chosen = (ProgressionRow.rule == rule.value, ProgressionRow.is_locked.is_(False))
    return frozenset(session.scalars(asked.where(*of, *chosen)))


def open_before(session: Session, kind: Kind, day: date) -> list[ProposalRow]:
    """The proposals of a kind up to a day that nobody has decided."""
    is_open = ProposalRow.state == State.OPEN.value
    asked = select(ProposalRow).where(*_of(kind), ProposalRow.day <= day, is_open)
    return list(session.scalars(asked))


def decided(session: Session, member_no: int, title: str) -> list[ProposalRow]:
    """The proposals for a member's workouts of a title whose values were decided, latest last."""
    asked = select(ProposalRow).where(
        ProposalRow.member_no == member_no,
        ProposalRow.title == title,
        ProposalRow.state.in_([State.ACCEPTED.value, State.EDITED.value]),
    )
    return list(session.scalars(asked.order_by(ProposalRow.decided_us, ProposalRow.no)))


def progression(session: Session, kind: Kind) -> tuple[Progression, bool]:
    """The rule by which the load rises, and whether it is locked."""
    row = session.get(ProgressionRow, (kind.member_no, kind.title, kind.exercise_no))
    return (Progression.DOUBLE, False) if row is None else (Progression(row.rule), row.is_locked)


def kind_of(row: ProposalRow) -> Kind:
    """What a proposal is for."""
    return Kind(row.member_no, row.title, row.exercise_no)


def _of(kind: Kind) -> tuple[ColumnElement[bool], ...]:
    return (
        ProposalRow.member_no == kind.member_no,
        ProposalRow.title == kind.title,
        ProposalRow.exercise_no == kind.exercise_no,
    )


def _proposals() -> Select[ProposalRow, MemberRow, str]:
    return (
        select(ProposalRow, MemberRow, ExerciseRow.name)
        .join(MemberRow, MemberRow.no == ProposalRow.member_no)
        .join(ExerciseRow, ExerciseRow.no == ProposalRow.exercise_no)
        .where(~is_erased(MemberRow.id))
    )


def _value(found: Row[ProposalRow, MemberRow, str]) -> StoredProposal:
    row, member, exercise = found
    return StoredProposal(
        proposal_id=str(row.id),
        member_id=str(member.id),
        member_name=member.name,
        workout_id=str(row.workout_id),
        title=row.title,
        exercise=exercise,
        day=row.day,
        made_us=row.made_us,
        state=State(row.state),
        made=made_from_bytes(row.data),
        decided_us=row.decided_us or 0,
        decided_by=row.decided_by or "",
    )
