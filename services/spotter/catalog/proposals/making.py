"""Makes proposals of a workout that was done, and makes them again while nobody has decided."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import ProposalRow, WorkoutRow
from spotter.catalog.members.statements import held
from spotter.catalog.proposals import statements
from spotter.catalog.proposals.answers import condition
from spotter.catalog.proposals.seen import followed_as, seen_on, span_of
from spotter.catalog.proposals.statements import Kind
from spotter.catalog.workouts.exercises import in_use
from spotter.catalog.workouts.values import value
from spotter.training.adaptation import Attempt, Gym, Inputs
from spotter.training.adaptation.attempting import attempt_of, main_item
from spotter.training.adaptation.inputs import MOST_ATTEMPTS
from spotter.training.following.performed import sets_performed
from spotter.training.workout import Item
from spotter.wire.catalog.training.proposals import MadeProposal, State, made_bytes, made_from_bytes

_NEVER_AGAIN = frozenset({State.ACCEPTED.value, State.EDITED.value, State.REFUSED.value})


@dataclass(frozen=True, slots=True)
class Making:
    """How proposals are made: with which loads, in which time zone, and when."""

    gym: Gym
    zone: ZoneInfo
    now_us: int


def make(session: Session, done: WorkoutRow, making: Making) -> int:
    """Make the proposals of a workout that was done; returns how many are new or other ones.

    It is compared with the plan of its title on that day; without one there are none. What
    somebody has decided stays.
    """
    plan = _plan(session, done)
    if plan is None or plan.member_no is None or plan.day is None:
        return 0
    planned, performed = value(session, plan).workout, value(session, done).workout
    numbers = in_use(session)
    seen = seen_on(session, plan.member_no, span_of(plan.day, making.zone))
    followed = sets_performed(followed_as(session, plan.id, done.id))
    made = 0
    for exercise in dict.fromkeys(item.exercise for item in performed.items):
        item = main_item(planned.items, exercise)
        if item is None or exercise not in numbers:
            continue
        sets = _of(performed.items, exercise)
        attempt = attempt_of(
            plan.day, item, sets, seen.get(exercise, ()), followed.get(exercise, ())
        )
        if attempt is not None:
            kind = Kind(plan.member_no, plan.title, numbers[exercise])
            made += _store(session, plan, kind, attempt, making)
    return made


def withdraw(session: Session, since: date) -> int:
    """Remove what nobody has decided of workouts that are not done any more; returns how many.

    So it is when a session turns out to be somebody else's, or what was noted is deleted.
    """
    done = (
        exists()
        .where(WorkoutRow.member_no == ProposalRow.member_no, WorkoutRow.day == ProposalRow.day)
        .where(WorkoutRow.title == ProposalRow.title, WorkoutRow.is_performed)
    )
    is_open = ProposalRow.state == State.OPEN.value
    found = session.scalars(select(ProposalRow).where(is_open, ProposalRow.day >= since, ~done))
    rows = found.all()
    for row in rows:
        session.delete(row)
    return len(rows)


def _plan(session: Session, done: WorkoutRow) -> WorkoutRow | None:
    """The plan of that title; nobody erases its member meanwhile."""
    member = held(session, done.member_no)
    if member is None or not member.keeps_reps:
        return None
    asked = select(WorkoutRow).where(
        WorkoutRow.member_no == done.member_no,
        WorkoutRow.day == done.day,
        WorkoutRow.title == done.title,
        WorkoutRow.is_performed.is_(False),
    )
    return session.scalar(asked.order_by(WorkoutRow.no).limit(1))


def _of(items: Sequence[Item], exercise: str) -> list[Item]:
    return [item for item in items if item.exercise == exercise]


def _store(
    session: Session, plan: WorkoutRow, kind: Kind, attempt: Attempt, making: Making
) -> bool:
    asked = select(ProposalRow).where(
        ProposalRow.workout_id == plan.id, ProposalRow.exercise_no == kind.exercise_no
    )
    row = session.scalar(asked.with_for_update(of=ProposalRow))
    if row is not None and row.state in _NEVER_AGAIN:
        return False
    inputs = _inputs(session, plan, kind, attempt, making)
    data = made_bytes(MadeProposal(inputs, inputs.proposal()))
    if row is not None and row.data == data:
        return False
    if row is None:
        row = _new(session, plan, kind, attempt)
    row.made_us, row.data = making.now_us, data
    session.add(row)
    session.flush()
    return True


def _new(session: Session, plan: WorkoutRow, kind: Kind, attempt: Attempt) -> ProposalRow:
    _, is_locked = statements.progression(session, kind)
    for earlier in statements.open_before(session, kind, attempt.day):
        earlier.state = State.OVERTAKEN.value
    return ProposalRow(
        id=uuid.uuid5(plan.id, f"proposal {kind.exercise_no}"),
        member_no=kind.member_no,
        workout_id=plan.id,
        title=kind.title,
        exercise_no=kind.exercise_no,
        day=attempt.day,
        state=(State.LOCKED if is_locked else State.OPEN).value,
    )


def _inputs(
    session: Session, plan: WorkoutRow, kind: Kind, attempt: Attempt, making: Making
) -> Inputs:
    before = statements.latest_before(session, kind, attempt.day, but_of=plan.id)
    earlier = () if before is None else made_from_bytes(before.data).inputs.attempts
    rule, _ = statements.progression(session, kind)
    return Inputs(
        (*earlier, attempt)[-MOST_ATTEMPTS:],
        condition(session, kind.member_no, attempt.day, making.zone),
        making.gym,
        rule,
    )
