"""What is read of members."""

import uuid
from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, Select, exists, select, tuple_
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import ClassMember, ClassRow, ErasedMember, MemberRow
from spotter.catalog.errors import UnknownError
from spotter.catalog.members.names import folded
from spotter.wire.catalog.checks import checked_id
from spotter.wire.catalog.people.members import Consent, Member, Retention


def listed(  # noqa: PLR0913 - the filters
    session: Session,
    search: str = "",
    *,
    with_left: bool = False,
    class_id: str = "",
    member_ids: Collection[str] = (),
    after: tuple[str, int] | None = None,
    count: int,
) -> list[MemberRow]:
    """At most ``count`` members by name, from the one ``after`` on.

    ``search`` is a part of their names; those who are being erased are not listed. With
    ``class_id``, only those of that class are, and with ``member_ids`` only those among them.
    """
    asked = select(MemberRow).where(~is_erased(MemberRow.id))
    if search:
        asked = asked.where(MemberRow.folded.contains(folded(search), autoescape=True))
    if not with_left:
        asked = asked.where(MemberRow.left_us.is_(None))
    if class_id:
        asked = asked.where(MemberRow.no.in_(_of_class(class_id)))
    if member_ids:
        ids = [uuid.UUID(checked_id(one, "a member")) for one in member_ids]
        asked = asked.where(MemberRow.id.in_(ids))
    if after:
        asked = asked.where(tuple_(MemberRow.folded, MemberRow.no) > after)
    return list(session.scalars(asked.order_by(MemberRow.folded, MemberRow.no).limit(count)))


def _of_class(class_id: str) -> Select[int]:
    found_id = uuid.UUID(checked_id(class_id, "a class"))
    return select(ClassMember.member_no).join(ClassRow).where(ClassRow.id == found_id)


def by_id(session: Session, member_id: str) -> MemberRow:
    """The member with that id. Raises :class:`UnknownError`; WireError for what is no id."""
    asked = select(MemberRow).where(MemberRow.id == uuid.UUID(checked_id(member_id, "a member")))
    row = session.scalar(asked.where(~is_erased(MemberRow.id)))
    if row is None:
        raise UnknownError(f"there is no member {member_id}")
    return row


def held(session: Session, member_no: int | None) -> MemberRow | None:
    """The member with that number, whom nobody erases or changes until the transaction ends.

    None for one who is erased, or is being.
    """
    asked = select(MemberRow).where(MemberRow.no == member_no, ~is_erased(MemberRow.id))
    locked = asked.with_for_update(of=MemberRow).execution_options(populate_existing=True)
    return session.scalar(locked)


def by_ids(session: Session, member_ids: Iterable[str]) -> list[MemberRow]:
    """The members with these ids, in their order. Raises as :func:`by_id` does."""
    return [by_id(session, one) for one in member_ids]


def is_erased(member_id: ColumnElement[uuid.UUID] | object) -> ColumnElement[bool]:
    """Whether that member was erased, or is being."""
    return exists().where(ErasedMember.id == member_id)


def value(row: MemberRow) -> Member:
    """The member in a row."""
    return Member(
        member_id=str(row.id),
        name=row.name,
        consent=Consent(row.keeps_reps, row.keeps_poses, row.consented_us),
        retention=Retention(row.poses_kept_days, row.verdicts_kept_days),
        joined_us=row.joined_us,
        left_us=row.left_us,
        height_m=row.height_m,
    )
