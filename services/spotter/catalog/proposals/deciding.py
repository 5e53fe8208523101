"""Decides about proposals, and plans what was decided."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature, note
from spotter.catalog.database.tables import (
    ExerciseRow,
    MemberRow,
    ProgressionRow,
    ProposalRow,
    WorkoutRow,
)
from spotter.catalog.errors import CatalogError, ConflictError
from spotter.catalog.proposals.statements import Kind, kind_of, progression
from spotter.catalog.proposals.statements import decided as decided_rows
from spotter.catalog.workouts import changes
from spotter.catalog.workouts.statements import found_by_id
from spotter.catalog.workouts.values import value
from spotter.training.adaptation import Prescription, Progression
from spotter.training.adaptation.attempting import main_item
from spotter.training.workout import Item, Workout
from spotter.wire.catalog.training.proposals import State, made_bytes, made_from_bytes
from spotter.wire.catalog.training.workouts import Placement

_WEEK = timedelta(days=7)
_KIND = "proposal"
_SAID = {
    State.ACCEPTED: "accepted the proposal",
    State.EDITED: "chose other values than proposed",
    State.REFUSED: "refused the proposal",
    State.LOCKED: "locked the exercise",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided ``today``: ``edited`` with other values.

    ``next_day`` is for a plan that is missing. ``expected`` is what was proposed when somebody
    looked at it; None: whatever is.
    """

    state: State
    edited: Prescription | None
    next_day: date | None
    today: date
    expected: Prescription | None


def decide(session: Session, row: ProposalRow, decision: Decision, signed: Signature) -> None:
    """Decide about an open proposal.

    Raises :class:`ConflictError` for one that is decided, or proposes something else than expected
    by now, and for a member who has left; :class:`CatalogError` for a decision that is none.
    """
    said = _SAID.get(decision.state)
    if said is None or (decision.state is State.EDITED) != (decision.edited is not None):
        raise CatalogError("expected accepted, refused, locked, or edited with values; found else")
    if row.state != State.OPEN.value:
        raise ConflictError(f"the proposal is {row.state} already")
    made = made_from_bytes(row.data)
    if decision.expected not in {None, made.proposal.new}:
        raise ConflictError("something else is proposed by now; look at it again")
    decided = {State.ACCEPTED: made.proposal.new, State.EDITED: decision.edited}.get(decision.state)
    planned_id = ""
    if decided is not None:
        planned_id = str(_plan(session, row, decided, decision, signed))
    if decision.state is State.LOCKED:
        rule, _ = progression(session, kind_of(row))
        set_progression(session, kind_of(row), rule, is_locked=True)
    row.data = made_bytes(replace(made, decided=decided, planned_id=planned_id))
    row.state, row.decided_us, row.decided_by = decision.state.value, signed.at_us, signed.author
    session.flush()
    note(session, signed, _KIND, row.id, said, member_no=row.member_no)


def set_progression(session: Session, kind: Kind, rule: Progression, *, is_locked: bool) -> None:
    """Say by which rule a load rises, and whether it is locked."""
    row = session.get(ProgressionRow, (kind.member_no, kind.title, kind.exercise_no))
    if row is None:
        row = ProgressionRow(
            member_no=kind.member_no, title=kind.title, exercise_no=kind.exercise_no
        )
    row.rule, row.is_locked = rule.value, is_locked
    session.add(row)
    session.flush()


def apply_decided(session: Session, plan: WorkoutRow, since_us: int, signed: Signature) -> None:
    """Put what was decided after ``since_us`` into a member's new plan, by its title."""
    if plan.member_no is None:
        return
    workout = before = value(session, plan).workout
    for row in decided_rows(session, plan.member_no, plan.title):
        chosen = made_from_bytes(row.data).decided
        exercise = session.get_one(ExerciseRow, row.exercise_no).name
        if chosen is not None and (row.decided_us or 0) > since_us:
            workout = _with(workout, exercise, chosen)
    if workout != before:
        _replace(session, plan, workout, signed)


def _plan(
    session: Session, row: ProposalRow, chosen: Prescription, decision: Decision, signed: Signature
) -> uuid.UUID:
    """Put the values into the next plan of the title, made from the last one if there is none."""
    exercise = session.get_one(ExerciseRow, row.exercise_no).name
    for plan in _upcoming(session, row, decision.today):
        workout = value(session, plan).workout
        if _adapting(workout, exercise, chosen) is not None:
            _replace(session, plan, _with(workout, exercise, chosen), signed)
            return plan.id
    day = decision.next_day or max(row.day + _WEEK, decision.today)
    if day <= row.day:
        raise CatalogError(f"expected a day after {row.day}; found {day}")
    new_id = uuid.uuid5(row.id, f"next {day}")  # each proposal's own: others' may lack it
    workout = _with(_last(session, row, exercise, chosen), exercise, chosen)
    member = session.get_one(MemberRow, row.member_no)
    changes.create(session, Placement(str(member.id), day), workout, signed, new_id)
    return new_id


def _upcoming(session: Session, row: ProposalRow, today: date) -> list[WorkoutRow]:
    asked = select(WorkoutRow).where(
        WorkoutRow.member_no == row.member_no,
        WorkoutRow.title == row.title,
        WorkoutRow.day > row.day,
        WorkoutRow.day >= today,
        WorkoutRow.is_performed.is_(False),
    )
    return list(session.scalars(asked.order_by(WorkoutRow.day, WorkoutRow.no)))


def _last(session: Session, row: ProposalRow, exercise: str, chosen: Prescription) -> Workout:
    """The plan that was done; if it was deleted since, one of the exercise alone."""
    found = found_by_id(session, row.workout_id)
    if found is None:
        is_timed = chosen.seconds is not None
        item = Item(exercise, 1, seconds=1) if is_timed else Item(exercise, 1, reps=1)
        return Workout(row.title, (item,))
    return value(session, found).workout


def _replace(session: Session, plan: WorkoutRow, workout: Workout, signed: Signature) -> None:
    changes.replace(session, plan, value(session, plan).placement, workout, signed)


def _with(workout: Workout, exercise: str, chosen: Prescription) -> Workout:
    """The workout with the values in the exercise's main item, if it has one."""
    main = _adapting(workout, exercise, chosen)
    if main is None:
        return workout
    is_timed, is_range = chosen.seconds is not None, chosen.least_reps < chosen.most_reps
    new = replace(
        main,
        sets=chosen.sets,
        reps=None if is_timed else chosen.most_reps,
        seconds=chosen.seconds,
        least_reps=chosen.least_reps if is_range else None,
        load_kg=chosen.load_kg,
    )
    return replace(workout, items=tuple(new if item is main else item for item in workout.items))


def _adapting(workout: Workout, exercise: str, chosen: Prescription) -> Item | None:
    """The item whose values were chosen, if both count reps, or both go by time."""
    main = main_item(workout.items, exercise)
    is_alike = main is not None and (main.seconds is None) == (chosen.seconds is None)
    return main if is_alike else None
