"""Notes sessions that are over and that nobody began."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature, note
from spotter.catalog.database.tables import MemberRow, SessionRow
from spotter.catalog.errors import CatalogError, ConflictError
from spotter.catalog.sessions.changes import KIND, check_member


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when, microseconds since the Unix epoch.

    Raises :class:`CatalogError` unless it begins in or after 1970 and ends later.
    """

    begun_us: int
    ended_us: int

    def __post_init__(self) -> None:
        if not 0 <= self.begun_us < self.ended_us:
            raise CatalogError(
                "expected a session that begins in or after 1970 and ends later; "
                f"found {self.begun_us} to {self.ended_us} us"
            )


def note_past(
    session: Session, station_id: str, member: MemberRow, span: Span, signed: Signature
) -> SessionRow:
    """A session over ``span``; if it has been noted already, that one.

    Raises :class:`CatalogError` for one that ends in the future, and :class:`ConflictError` for a
    member who has left or agreed to nothing, and when another session overlaps it.
    """
    overlapping = _overlapping(session, station_id, member, span)
    same = [one for one in overlapping if _is_same(one, station_id, member, span)]
    if same:
        return same[0]
    if span.ended_us > signed.at_us:
        raise CatalogError(
            f"expected a session that is over by {_words(signed.at_us)}; "
            f"found one that ends at {_words(span.ended_us)}"
        )
    check_member(member)
    if overlapping:
        raise ConflictError(_conflict_words(session, member, overlapping[0]))
    row = SessionRow(
        id=uuid.uuid4(),
        member_no=member.no,
        station_id=station_id,
        begun_us=span.begun_us,
        begun_by=signed.author,
        ended_us=span.ended_us,
        ended_by=signed.author,
        consented_us=member.consented_us,
    )
    session.add(row)
    session.flush()
    words = f"noted a session at {station_id} that was over"
    note(session, signed, KIND, row.id, words, member_no=member.no)
    return row


def _overlapping(
    session: Session, station_id: str, member: MemberRow, span: Span
) -> list[SessionRow]:
    """The sessions of the member or at the station that share time with ``span``.

    One that turned out to be nobody's is in nobody's way.
    """
    of_either = or_(SessionRow.member_no == member.no, SessionRow.station_id == station_id)
    concerns = of_either & ~SessionRow.is_nobodys
    is_later = or_(SessionRow.ended_us.is_(None), SessionRow.ended_us > span.begun_us)
    asked = select(SessionRow).where(concerns, SessionRow.begun_us < span.ended_us, is_later)
    return list(session.scalars(asked.order_by(SessionRow.begun_us, SessionRow.no)))


def _is_same(row: SessionRow, station_id: str, member: MemberRow, span: Span) -> bool:
    is_there = row.member_no == member.no and row.station_id == station_id
    return is_there and (row.begun_us, row.ended_us) == (span.begun_us, span.ended_us)


def _conflict_words(session: Session, member: MemberRow, other: SessionRow) -> str:
    who = session.get_one(MemberRow, other.member_no) if other.member_no != member.no else member
    until = "now" if other.ended_us is None else _words(other.ended_us)
    return (
        f"{who.name} trained at {other.station_id} from {_words(other.begun_us)} to {until}: "
        "expected a time without another session there or of that member"
    )


def _words(at_us: int) -> str:
    return f"{datetime.fromtimestamp(at_us // 1_000_000, UTC):%Y-%m-%d %H:%M} UTC"
