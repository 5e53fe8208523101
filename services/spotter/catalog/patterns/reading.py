"""Reads the patterns of an exercise: how often they are shown, when, and by whom."""

from collections import Counter
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import (
    MemberRow,
    PatternRep,
    PatternRow,
    PatternSearchRow,
    RepPoses,
    RepRow,
    SessionRow,
)
from spotter.catalog.exercises import statements
from spotter.catalog.exercises.content import Content
from spotter.catalog.gym_days import day_in
from spotter.catalog.history.buckets import first_day_of
from spotter.catalog.members.statements import is_erased
from spotter.movement.values import FaultPattern
from spotter.movement.values.taught.fault_pattern import FEWEST_FAULTY_REPS
from spotter.wire.catalog.exercises.patterns import (
    GymPattern,
    GymPatterns,
    PatternMember,
    PatternWeek,
    SearchProgress,
    SearchState,
)
from spotter.wire.catalog.records.history import Interval
from spotter.wire.patterns.fault_patterns import pattern_digest
from spotter.wire.patterns.pattern_search import film_from_bytes

_IS_KEPT = and_(
    RepPoses.started_us == PatternRep.started_us,
    RepPoses.station_no == PatternRep.station_no,
    RepPoses.track_id == PatternRep.track_id,
)
_IS_ITS_ROW = and_(
    RepRow.started_us == PatternRep.started_us,
    RepRow.station_no == PatternRep.station_no,
    RepRow.track_id == PatternRep.track_id,
)

Shown = tuple[date, str]
"""The week of a rep, and the pattern that it shows."""


def patterns(
    session: Session, exercise_id: str, progress: SearchProgress, zone: ZoneInfo
) -> GymPatterns:
    """The patterns of an exercise's live version, by the reps whose poses are still kept.

    Raises :class:`UnknownError`, and :class:`CatalogError` for a version without recordings.
    """
    row = statements.by_id(session, exercise_id)
    content = Content.of(statements.live(session, row.no).data)
    asked = select(PatternRep.started_us, PatternRep.digest).join(RepPoses, _IS_KEPT)
    shown = Counter(
        (first_day_of(day_in(started_us, zone), Interval.WEEK), digest)
        for started_us, digest in session.execute(asked.where(PatternRep.exercise_no == row.no))
    )
    found = [_pattern(session, row.no, one, shown) for one in content.exercise.patterns]
    found.sort(key=lambda one: one.reps, reverse=True)
    return GymPatterns(content.digest, tuple(found), search_state(session, row.no, progress))


def search_state(session: Session, exercise_no: int, progress: SearchProgress) -> SearchState:
    """How looking for patterns goes, and what it last came to."""
    row = session.get(PatternSearchRow, exercise_no)
    ended_us, words, reps, since_us = (
        (row.ended_us, row.words, row.reps, row.since_us) if row else (0, "", 0, 0)
    )
    return SearchState(progress, ended_us, words, reps, since_us, FEWEST_FAULTY_REPS)


def members_showing(session: Session, exercise_id: str, pattern_id: str) -> list[PatternMember]:
    """The members who show a pattern, most reps first. Raises :class:`UnknownError`."""
    row = statements.by_id(session, exercise_id)
    asked = (
        select(MemberRow.id, MemberRow.name, func.count().label("reps"))
        .select_from(PatternRep)
        .join(RepPoses, _IS_KEPT)
        .join(RepRow, _IS_ITS_ROW)
        .join(SessionRow, SessionRow.no == RepRow.session_no)
        .join(MemberRow, MemberRow.no == SessionRow.member_no)
        .where(PatternRep.exercise_no == row.no, PatternRep.digest == pattern_id)
        .where(~is_erased(MemberRow.id))
        .group_by(MemberRow.no, MemberRow.id, MemberRow.name)
        .order_by(func.count().desc(), MemberRow.name, MemberRow.no)
    )
    return [PatternMember(str(one), name, reps) for one, name, reps in session.execute(asked)]


def _pattern(
    session: Session, exercise_no: int, pattern: FaultPattern, shown: Counter[Shown]
) -> GymPattern:
    digest = pattern_digest(pattern)
    weeks = Counter[date]()
    for (first_day, _), reps in shown.items():
        weeks[first_day] += reps
    row = session.get(PatternRow, (exercise_no, digest))
    return GymPattern(
        pattern,
        sum(reps for (_, one), reps in shown.items() if one == digest),
        tuple(PatternWeek(day, shown[day, digest], reps) for day, reps in sorted(weeks.items())),
        film_from_bytes(row.film) if row else None,
    )
