"""What is read of sessions."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import ClassRow, FollowingRow, MemberRow, RepRow, SessionRow
from spotter.catalog.errors import UnknownError
from spotter.catalog.members.statements import is_erased
from spotter.training.following.passing import advance
from spotter.training.following.values import LookedFor
from spotter.wire.catalog.checks import checked_id
from spotter.wire.catalog.people import sessions as values
from spotter.wire.catalog.training.followed_workouts import following_from_bytes
from spotter.wire.errors import WireError
from spotter.wire.sessions import StationSession, StationSessions

_MOST_AT_STATION = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """Which sessions; what is None does not matter."""

    member_id: str | None = None
    station_id: str | None = None
    class_id: str | None = None
    only_open: bool = False


def listed(
    session: Session, asked: Asked, *, before: tuple[int, int] | None = None, count: int
) -> list[tuple[tuple[int, int], values.Session]]:
    """At most ``count`` sessions with their places in the list, latest first."""
    found = _sessions().where(~is_erased(MemberRow.id), ~SessionRow.is_nobodys)
    if asked.member_id is not None:
        found = found.where(MemberRow.id == _uuid(asked.member_id, "a member"))
    if asked.station_id is not None:
        found = found.where(SessionRow.station_id == asked.station_id)
    if asked.class_id is not None:
        found = found.where(ClassRow.id == _uuid(asked.class_id, "a class"))
    if asked.only_open:
        found = found.where(SessionRow.ended_us.is_(None))
    if before is not None:
        begun_us, no = before
        is_same = (SessionRow.begun_us == begun_us) & (SessionRow.no < no)
        found = found.where(or_(SessionRow.begun_us < begun_us, is_same))
    latest_first = found.order_by(SessionRow.begun_us.desc(), SessionRow.no.desc())
    rows = session.execute(latest_first.limit(count))
    return [((row[0].begun_us, row[0].no), _value(row)) for row in rows]


def by_id(session: Session, session_id: str) -> SessionRow:
    """The session with that id. Raises :class:`UnknownError`; WireError for what is no id."""
    row = session.scalar(select(SessionRow).where(SessionRow.id == _uuid(session_id, "a session")))
    if row is None:
        raise UnknownError(f"there is no session {session_id}")
    return row


def value(session: Session, row: SessionRow) -> values.Session:
    """The session in a row, with the names that it refers to."""
    return _value(session.execute(_sessions().where(SessionRow.no == row.no)).one())


def open_of_member(session: Session, member_no: int) -> SessionRow | None:
    """A member's open session."""
    asked = select(SessionRow).where(SessionRow.member_no == member_no)
    return session.scalar(asked.where(SessionRow.ended_us.is_(None)))


def open_at_station(session: Session, station_id: str) -> SessionRow | None:
    """A station's open session."""
    asked = select(SessionRow).where(SessionRow.station_id == station_id)
    return session.scalar(asked.where(SessionRow.ended_us.is_(None)))


def latest(
    session: Session, *, station_id: str = "", member_no: int | None = None
) -> SessionRow | None:
    """The session that began last at a station, or of a member."""
    asked = select(SessionRow).order_by(SessionRow.begun_us.desc(), SessionRow.no.desc())
    if station_id:
        asked = asked.where(SessionRow.station_id == station_id)
    if member_no is not None:
        asked = asked.where(SessionRow.member_no == member_no)
    return session.scalar(asked.limit(1))


def idle(session: Session, since_us: int) -> list[SessionRow]:
    """The open sessions that began before ``since_us`` and have had no rep from then on."""
    latest_us = (
        select(func.max(RepRow.ended_us))
        .where(RepRow.session_no == SessionRow.no)
        .correlate(SessionRow)
        .scalar_subquery()
    )
    asked = select(SessionRow).where(SessionRow.ended_us.is_(None), SessionRow.begun_us < since_us)
    return list(session.scalars(asked.where(func.coalesce(latest_us, 0) < since_us)))


def station_sessions(
    session: Session, ended_since_us: int, now_us: int
) -> dict[str, StationSessions]:
    """Whose reps those at each station are: open sessions, and those that ended since then.

    Members who agree to nothing are left out, and so are those who are being erased, and sessions
    that turned out to be nobody's.
    """
    asked = (
        select(SessionRow, MemberRow, FollowingRow.data)
        .join(MemberRow, MemberRow.no == SessionRow.member_no)
        .outerjoin(FollowingRow, FollowingRow.session_no == SessionRow.no)
        .where(MemberRow.keeps_reps, ~is_erased(MemberRow.id), ~SessionRow.is_nobodys)
        .where(or_(SessionRow.ended_us.is_(None), SessionRow.ended_us >= ended_since_us))
    )
    found: dict[str, list[StationSession]] = {}
    # Were they ordered by the database, it would go through all that ever were.
    for row, member, data in sorted(session.execute(asked), key=_place):
        due = _looked_for(data, now_us) if row.ended_us is None else LookedFor()
        one = StationSession(
            str(row.id),
            str(member.id),
            row.begun_us,
            row.ended_us,
            due.exercises,
            due.held,
            due.expected,
            member.height_m,
        )
        found.setdefault(row.station_id, []).append(one)
    return {
        station_id: StationSessions(tuple(_latest(sessions)))
        for station_id, sessions in found.items()
    }


def _place(found: Row[SessionRow, MemberRow, bytes]) -> tuple[int, int]:
    return found[0].begun_us, found[0].no


def _looked_for(followed: bytes | None, now_us: int) -> LookedFor:
    """What is looked for in a workout that is followed."""
    try:
        return advance(following_from_bytes(followed or b""), now_us).looked_for
    except WireError:  # there is none, or it is damaged
        return LookedFor()


def _latest(sessions: Iterable[StationSession]) -> list[StationSession]:
    return list(sessions)[-_MOST_AT_STATION:]


def _sessions() -> Select[SessionRow, MemberRow, ClassRow]:
    return (
        select(SessionRow, MemberRow, ClassRow)
        .join(MemberRow, MemberRow.no == SessionRow.member_no)
        .join(ClassRow, ClassRow.no == SessionRow.class_no, isouter=True)
    )


def _value(found: Row[SessionRow, MemberRow, ClassRow]) -> values.Session:
    row, member, of_class = found
    return values.Session(
        session_id=str(row.id),
        member_id=str(member.id),
        member_name=member.name,
        station_id=row.station_id,
        class_id="" if of_class is None else str(of_class.id),
        begun_us=row.begun_us,
        ended_us=row.ended_us,
        begun_by=row.begun_by,
        ended_by=row.ended_by or "",
        how=values.How(row.how),
        consented_us=row.consented_us,
    )


def _uuid(text: str, what: str) -> uuid.UUID:
    return uuid.UUID(checked_id(text, what))
