"""Reads what a class is looked back on by."""

import uuid
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from spotter.alerting.values import Alert
from spotter.catalog.alerts.intake.attendance import Attended, attended
from spotter.catalog.alerts.kept import reading as alerts
from spotter.catalog.classes import statements
from spotter.catalog.classes.review.alerting import alerting_reviewed, lasted
from spotter.catalog.classes.review.members import members_reviewed
from spotter.catalog.classes.review.occurrence import Occurrence, day_meant
from spotter.catalog.database.tables import (
    ClassMember,
    ClassRow,
    MemberRow,
    RepRow,
    SessionRow,
)
from spotter.catalog.exercises.statements import by_name
from spotter.catalog.ledger.reading import oldest
from spotter.catalog.members.statements import is_erased
from spotter.wire.catalog.people.class_reviews import AlertingReview, ClassReview
from spotter.wire.verdicts import RepVerdict

_MOST_ALERTS = 100_000
_TOLD_ALERTS = 1000
_AT_ONCE = 500
"""Sessions named in one statement."""


def class_review(
    session: Session, class_id: str, day: date | None, zone: ZoneInfo, now_us: int
) -> ClassReview:
    """A class on a day, by default the last until now. Raises :class:`UnknownError`."""
    row = statements.by_id(session, class_id)
    gym_class = statements.value(session, row)
    occurrence = Occurrence.of(gym_class, day or day_meant(gym_class.plan, now_us, zone), zone)
    counted = _sessions(session, row, occurrence, now_us)
    told = _alerts(session, occurrence)
    there = tuple(one for one, _ in counted)
    members = members_reviewed(
        occurrence, _names(session, row, there), there, _reps(session, counted), told
    )
    took_us = lasted(occurrence, there, now_us)
    return ClassReview(
        gym_class=gym_class,
        day=occurrence.day,
        begun_us=occurrence.begun_us,
        ended_us=occurrence.ended_us,
        is_going_on=occurrence.is_going_on(now_us),
        members=members,
        alerting=_with_exercise(
            session, alerting_reviewed(told, len(gym_class.plan.trainers), took_us, now_us)
        ),
        alerts=told[-_TOLD_ALERTS:],
    )


Counted = tuple[Attended, tuple[int, int]]
"""A session, and from when to when its reps count."""


def _sessions(
    session: Session, row: ClassRow, occurrence: Occurrence, now_us: int
) -> list[Counted]:
    members = select(ClassMember.member_no).where(ClassMember.class_no == row.no)
    is_of_class = (SessionRow.class_no == row.no) | (
        SessionRow.class_no.is_(None) & SessionRow.member_no.in_(members)
    )
    is_then = (SessionRow.begun_us < occurrence.until_us) & or_(
        SessionRow.ended_us.is_(None), SessionRow.ended_us > occurrence.since_us
    )
    found = attended(session, is_of_class & is_then).values()
    in_order = sorted(found, key=lambda one: (one.begun_us, one.session_id))
    return [(one, span) for one in in_order if (span := occurrence.counted(one, now_us))]


def _reps(session: Session, counted: list[Counted]) -> list[RepVerdict]:
    """The reps that count, in the order in which they were done."""
    reps: list[RepVerdict] = []
    spans = {one.session_id: span for one, span in counted}
    ids = [uuid.UUID(one) for one in spans]
    for first in range(0, len(ids), _AT_ONCE):
        some = select(SessionRow.no).where(SessionRow.id.in_(ids[first : first + _AT_ONCE]))
        for found in oldest(session, (RepRow.session_no.in_(some),)):
            judged = found.entry.judged
            since_us, until_us = spans[judged.session_id]
            if since_us <= judged.started_us < until_us:
                reps.append(judged)
    return sorted(reps, key=lambda rep: (rep.started_us, rep.rep_id))


def _alerts(session: Session, occurrence: Occurrence) -> tuple[Alert, ...]:
    asked = alerts.Asked(
        since_us=occurrence.since_us,
        until_us=occurrence.until_us,
        class_id=occurrence.gym_class.class_id,
    )
    found = alerts.listed(session, asked, before=None, count=_MOST_ALERTS)
    return tuple(alert for _, (alert, _) in reversed(found))


def _with_exercise(session: Session, found: AlertingReview) -> AlertingReview:
    """The same with the id of the exercise whose threshold wants attention, as its page needs."""
    one = found.wants_attention
    row = by_name(session, one.exercise) if one else None
    if one is None or row is None:
        return found
    return replace(found, wants_attention=replace(one, exercise_id=str(row.id)))


def _names(session: Session, row: ClassRow, there: tuple[Attended, ...]) -> dict[str, str]:
    """The names of those who take part or were there, by their ids."""
    ids = [uuid.UUID(one) for one in {one.member_id for one in there}]
    members = select(ClassMember.member_no).where(ClassMember.class_no == row.no)
    asked = select(MemberRow.id, MemberRow.name).where(
        MemberRow.no.in_(members) | MemberRow.id.in_(ids), ~is_erased(MemberRow.id)
    )
    return {str(member_id): name for member_id, name in session.execute(asked)}
