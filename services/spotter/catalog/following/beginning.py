"""Begins to follow the workout of the day in sessions that have one."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import FollowingRow, MemberRow, SessionRow, WorkoutRow
from spotter.catalog.following.statements import latest_of
from spotter.catalog.gym_days import day_in
from spotter.catalog.members.statements import is_erased
from spotter.catalog.proposals.statements import rising_by
from spotter.catalog.workouts.exercises import not_taught
from spotter.catalog.workouts.values import value
from spotter.training.adaptation import Progression
from spotter.training.following.beginning import begin
from spotter.training.following.values import Following
from spotter.wire.catalog.training.followed_workouts import following_bytes, following_from_bytes
from spotter.wire.errors import WireError

Here = Mapping[str, Collection[str]]
"""The exercises that a station can judge, by its id; of a station that is not there any."""


def begin_missing(session: Session, zone: ZoneInfo, here: Here) -> list[str]:
    """Begin in all open sessions that have none yet; returns the stations where one has begun."""
    begun = []
    for row in _without(session):
        plan = _plan(session, row, day_in(row.begun_us, zone))
        if plan is not None:
            _begin(session, row, plan, here.get(row.station_id, ()))
            begun.append(row.station_id)
    return begun


def _without(session: Session) -> list[SessionRow]:
    asked = (
        select(SessionRow)
        .join(MemberRow, MemberRow.no == SessionRow.member_no)
        .outerjoin(FollowingRow, FollowingRow.session_no == SessionRow.no)
        .where(SessionRow.ended_us.is_(None), FollowingRow.no.is_(None))
        .where(MemberRow.keeps_reps, ~is_erased(MemberRow.id))
        .with_for_update(of=SessionRow)
    )
    return list(session.scalars(asked))


def _plan(session: Session, row: SessionRow, day: date) -> WorkoutRow | None:
    """The workout of the day: that of the session's class first, the first that is not done."""
    asked = select(WorkoutRow).where(
        WorkoutRow.member_no == row.member_no,
        WorkoutRow.day == day,
        WorkoutRow.is_performed.is_(False),
    )
    plans = sorted(
        session.scalars(asked.order_by(WorkoutRow.no)),
        key=lambda one: row.class_no is None or one.class_no != row.class_no,
    )
    return next((one for one in plans if not _is_done(session, row.member_no, one)), None)


def _is_done(session: Session, member_no: int, plan: WorkoutRow) -> bool:
    earlier = _earlier(session, member_no, plan)
    return earlier is not None and earlier.is_done


def _earlier(session: Session, member_no: int, plan: WorkoutRow) -> Following | None:
    found = latest_of(session, member_no, plan.id)
    try:
        return None if found is None else following_from_bytes(found[0].data)
    except WireError:  # it is damaged: the workout begins anew
        return None


def _begin(session: Session, row: SessionRow, plan: WorkoutRow, here: Iterable[str]) -> None:
    workout = value(session, plan).workout
    following = begin(
        str(plan.id),
        workout,
        row.begun_us,
        here=frozenset(here),
        by_tap={item.exercise for item in workout.items} & not_taught(session),
        earlier=_earlier(session, row.member_no, plan),
        asks_left=rising_by(session, row.member_no, plan.title, Progression.RESERVE),
    )
    session.add(
        FollowingRow(
            session_no=row.no,
            workout_id=plan.id,
            performed_id=None,
            is_over=False,
            data=following_bytes(following),
        )
    )
    session.flush()
