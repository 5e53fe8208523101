"""Who trains where, and in which class, as alerts need it."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from spotter.alerting.events import SessionBegun, SessionEnded
from spotter.alerting.values import Whose
from spotter.catalog.alerts.deciding.turns import Happened
from spotter.catalog.classes import statements as classes
from spotter.catalog.classes.timetable import Timetable
from spotter.catalog.database.tables import ClassRow, MemberRow, SessionRow
from spotter.catalog.members.statements import is_erased
from spotter.movement.values.judged.rep import visit_of
from spotter.wire.verdicts import RepVerdict


@dataclass(frozen=True, slots=True)
class Attended:
    """A session, open without an end; microseconds since the Unix epoch."""

    session_id: str
    member_id: str
    station_id: str
    class_id: str
    begun_us: int
    ended_us: int | None


@dataclass(frozen=True, slots=True)
class Attendance:
    """The sessions that matter, by their ids, and the timetable."""

    timetable: Timetable
    sessions: Mapping[str, Attended] = field(default_factory=dict)

    def whose(self, judged: RepVerdict, at_us: int) -> Whose:
        """Whose a rep is that was judged ``at_us``."""
        session = self.sessions.get(judged.session_id)
        if session is not None:
            return self._whose(session, at_us)
        return Whose(
            station_id=judged.station_id,
            visit_id=visit_of("", judged.station_id, judged.track_id),
            class_id=self.timetable.class_of("", judged.station_id, at_us),
        )

    def begun(self, session: Attended) -> Happened:
        """That a session has begun."""
        return Happened(SessionBegun(self._whose(session, session.begun_us)), session.begun_us)

    def _whose(self, session: Attended, at_us: int) -> Whose:
        of_class = session.class_id or self.timetable.class_of(
            session.member_id, session.station_id, at_us
        )
        return Whose(
            station_id=session.station_id,
            visit_id=session.session_id,
            session_id=session.session_id,
            member_id=session.member_id,
            class_id=of_class,
        )


def changed_sessions(
    before: Mapping[str, Attended], now: Attendance, now_us: int
) -> Iterator[Happened]:
    """What has happened to sessions since they were as ``before``; one that is gone ends now."""
    for one in now.sessions.values():
        known = before.get(one.session_id)
        if one.ended_us is None and known is None:
            yield now.begun(one)
        if one.ended_us is not None and (known is None or known.ended_us is None):
            yield Happened(SessionEnded(one.station_id, one.session_id), one.ended_us)
    for one in before.values():
        if one.ended_us is None and one.session_id not in now.sessions:
            yield Happened(SessionEnded(one.station_id, one.session_id), now_us)


def attendance(session: Session, zone: ZoneInfo, ended_since_us: int) -> Attendance:
    """Sessions that are open or ended since then, of members who agreed, and the classes."""
    is_recent = SessionRow.ended_us.is_(None) | (SessionRow.ended_us > ended_since_us)
    timetable = Timetable(classes.in_use(session), zone)
    return Attendance(timetable, attended(session, is_recent))


def with_sessions(session: Session, known: Attendance, session_ids: Collection[str]) -> Attendance:
    """The same with those sessions of ``session_ids`` that it does not have yet."""
    ids = [*_uuids(one for one in session_ids if one not in known.sessions)]
    if not ids:
        return known
    more = attended(session, SessionRow.id.in_(ids))
    return Attendance(known.timetable, {**known.sessions, **more})


def _uuids(texts: Iterable[str]) -> Iterator[uuid.UUID]:
    for text in texts:
        with suppress(ValueError):  # no session of ours
            yield uuid.UUID(text)


def attended(session: Session, condition: ColumnElement[bool]) -> dict[str, Attended]:
    """The sessions that meet a condition, of members who agreed, by their ids."""
    asked = (
        select(SessionRow, MemberRow.id, ClassRow.id)
        .join(MemberRow, MemberRow.no == SessionRow.member_no)
        .outerjoin(ClassRow, ClassRow.no == SessionRow.class_no)
        .where(condition, MemberRow.keeps_reps, ~is_erased(MemberRow.id), ~SessionRow.is_nobodys)
    )
    found = (
        Attended(
            session_id=str(row.id),
            member_id=str(member_id),
            station_id=row.station_id,
            class_id=str(class_id or ""),
            begun_us=row.begun_us,
            ended_us=row.ended_us,
        )
        for row, member_id, class_id in session.execute(asked)
    )
    return {one.session_id: one for one in found}
