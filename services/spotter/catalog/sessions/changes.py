"""What changes sessions: each function is one change in the transaction of ``session``."""

import uuid
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature, note
from spotter.catalog.database.tables import ClassRow, MemberRow, SessionRow
from spotter.catalog.errors import ConflictError
from spotter.catalog.sessions.statements import idle, open_at_station, open_of_member
from spotter.wire.catalog.people.sessions import How

KIND = "session"
_ITSELF = "spotter"
"""The author of what nobody asked for."""
_HOUR_US = 3_600_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session takes place, in which class, if any, and how it is known who trains."""

    station_id: str
    of_class: ClassRow | None = None
    how: How = How.TRAINER


def begin(
    session: Session,
    place: Place,
    member: MemberRow,
    signed: Signature,
    *,
    instead: bool = False,
) -> tuple[SessionRow, list[SessionRow]]:
    """A new session, and those that ended for it, which without ``instead`` are a conflict.

    Raises :class:`ConflictError`; also for a member who has left or agreed to nothing.
    """
    check_member(member)
    in_the_way = _in_the_way(session, place.station_id, member)
    if in_the_way and not instead:
        raise ConflictError(_conflict_words(session, place.station_id, member, in_the_way))
    for one in in_the_way:
        end(session, one, signed)
    row = SessionRow(
        id=uuid.uuid4(),
        member_no=member.no,
        station_id=place.station_id,
        class_no=None if place.of_class is None else place.of_class.no,
        begun_us=signed.at_us,
        begun_by=signed.author,
        how=place.how.value,
        consented_us=member.consented_us,
    )
    _add(session, row, member)
    words = f"began a session at {place.station_id}: {place.how.value}"
    note(session, signed, KIND, row.id, words, member_no=member.no)
    return row, in_the_way


def _add(session: Session, row: SessionRow, member: MemberRow) -> None:
    name = member.name  # a transaction that has failed does not tell it
    session.add(row)
    try:
        session.flush()
    except IntegrityError:  # somebody else was faster
        raise ConflictError(f"a session of {name} or at {row.station_id} has just begun") from None


def end(session: Session, row: SessionRow, signed: Signature) -> bool:
    """End a session; false if it has ended already. A clock that went back ends it as it began."""
    if row.ended_us is not None:
        return False
    row.ended_us = max(signed.at_us, row.begun_us)
    row.ended_by = signed.author
    session.flush()
    words = f"ended the session at {row.station_id}"
    note(session, signed, KIND, row.id, words, member_no=row.member_no)
    return True


def end_idle(session: Session, now_us: int, after_hours: float) -> list[SessionRow]:
    """End the sessions without a rep for so long, which somebody forgot to end."""
    found = idle(session, now_us - round(after_hours * _HOUR_US))
    for row in found:
        end(session, row, Signature(_ITSELF, now_us))
    return found


def check_member(member: MemberRow) -> None:
    """Raise :class:`ConflictError` for a member who has left or agreed to nothing."""
    if member.left_us is not None:
        raise ConflictError(f"{member.name} has left")
    if not member.keeps_reps:
        raise ConflictError(
            f"{member.name} has not agreed that reps are kept, so nobody may know whose they are"
        )


def _in_the_way(session: Session, station_id: str, member: MemberRow) -> list[SessionRow]:
    found = (open_at_station(session, station_id), open_of_member(session, member.no))
    return list(dict.fromkeys(one for one in found if one is not None))


def _conflict_words(
    session: Session, station_id: str, member: MemberRow, found: list[SessionRow]
) -> str:
    told = []
    for one in found:
        if one.member_no == member.no:
            told.append(f"{member.name} trains at {one.station_id}")
        else:
            other = session.get_one(MemberRow, one.member_no)
            told.append(f"{other.name} trains at {station_id}")
    return f"{' and '.join(told)}: end that session first, or begin this one instead of it"
