"""What changes members' numbers, PINs and badges: each is a change in the transaction."""

import uuid

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from spotter.catalog.accounts.shown_secrets import digest_of
from spotter.catalog.audit import Signature, note
from spotter.catalog.checkin.pins import checked_number, free_number
from spotter.catalog.database.tables import BadgeRow, MemberRow, PinRow
from spotter.catalog.errors import ConflictError, UnknownError
from spotter.wire.catalog.checks import checked_id

KIND = "key"


def set_pin(
    session: Session, member: MemberRow, number: str, pin_hash: str, signed: Signature
) -> str:
    """Give a member a new PIN; returns their number: ``number``, the one they have, or a new one.

    Raises :class:`CatalogError`, and :class:`ConflictError` where another member has the number.
    """
    row = session.get(PinRow, member.no)
    wanted = checked_number(number) if number else (row.number if row else _free_number(session))
    if row is None:
        row = PinRow(member_no=member.no)
        session.add(row)
    row.number, row.pin_hash = wanted, pin_hash
    try:
        session.flush()
    except IntegrityError:
        raise ConflictError(f"another member has the number {wanted}") from None
    note(session, signed, KIND, member.id, "gave a number and a new PIN", member_no=member.no)
    return wanted


def remove_pin(session: Session, member: MemberRow, signed: Signature) -> None:
    """Take a member's number and PIN; without one nothing happens."""
    row = session.get(PinRow, member.no)
    if row is not None:
        session.delete(row)
        note(session, signed, KIND, member.id, "took the number and the PIN", member_no=member.no)


def add_badge(session: Session, member: MemberRow, text: str, signed: Signature) -> BadgeRow:
    """A new badge, whose code says ``text``."""
    row = BadgeRow(
        id=uuid.uuid4(), member_no=member.no, secret_hash=digest_of(text), made_us=signed.at_us
    )
    session.add(row)
    session.flush()
    note(session, signed, KIND, member.id, "made a badge", member_no=member.no)
    return row


def revoke_badge(session: Session, member: MemberRow, badge_id: str, signed: Signature) -> None:
    """Make a member's badge worthless. Raises :class:`UnknownError` for one that is not theirs."""
    wanted = uuid.UUID(checked_id(badge_id, "a badge"))
    theirs = {row.id: row for row in badges_of(session, member)}
    if wanted not in theirs:
        known = ", ".join(map(str, theirs)) or "there are none"
        raise UnknownError(f"expected one of {member.name}'s badges ({known}); found {wanted}")
    session.delete(theirs[wanted])
    note(session, signed, KIND, member.id, "made a badge worthless", member_no=member.no)


def pin_of(session: Session, number: str) -> PinRow | None:
    """The PIN of whoever has the number."""
    return session.scalar(select(PinRow).where(PinRow.number == number))


def names_tried(session: Session, member_no: int) -> list[str]:
    """What a member's tries are counted by: their id and, if they have one, their number."""
    member, pin = session.get_one(MemberRow, member_no), session.get(PinRow, member_no)
    return [str(member.id), *([pin.number] if pin else [])]


def badge_of(session: Session, text: str) -> BadgeRow | None:
    """The badge whose code says ``text``."""
    return session.scalar(select(BadgeRow).where(BadgeRow.secret_hash == digest_of(text)))


def badges_of(session: Session, member: MemberRow) -> list[BadgeRow]:
    """A member's badges, the oldest first."""
    asked = select(BadgeRow).where(BadgeRow.member_no == member.no)
    return list(session.scalars(asked.order_by(BadgeRow.no)))


def _free_number(session: Session) -> str:
    return free_number(session.scalars(select(PinRow.number)))
