"""The list of erased members, by which they are erased again after a backup is restored.

Whoever restores a database reads the list of the one that it replaces (:func:`erased_ids`), and
adds it to the restored one (:func:`note_erased`): the catalog does the rest when it starts.
"""

import uuid
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import ErasedMember, MemberRow
from spotter.wire.catalog.checks import checked_id


def erased_ids(session: Session) -> list[uuid.UUID]:
    """All who were erased."""
    return list(session.scalars(select(ErasedMember.id).order_by(ErasedMember.id)))


def note_erased(session: Session, member_ids: Iterable[uuid.UUID], now_us: int) -> int:
    """Note members as erased, also those who are not in this database; returns how many are new."""
    known = set(erased_ids(session))
    new = [one for one in dict.fromkeys(member_ids) if one not in known]
    session.add_all(ErasedMember(id=one, erased_us=now_us) for one in new)
    session.flush()
    return len(new)


def unfinished(session: Session) -> list[uuid.UUID]:
    """Members who are noted as erased and of whom something is left."""
    asked = select(MemberRow.id).join(ErasedMember, ErasedMember.id == MemberRow.id)
    return list(session.scalars(asked))


def any_by_id(session: Session, member_id: str) -> MemberRow | None:
    """The member with that id, also one who is being erased. Raises WireError for no id."""
    return session.scalar(select(MemberRow).where(MemberRow.id == _uuid(member_id)))


def is_noted(session: Session, member_id: str) -> bool:
    """Whether the member was erased, or is being. Raises WireError for no id."""
    return session.get(ErasedMember, _uuid(member_id)) is not None


def _uuid(member_id: str) -> uuid.UUID:
    return uuid.UUID(checked_id(member_id, "a member"))
