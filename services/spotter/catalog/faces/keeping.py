"""What changes what is kept of faces: each is a change in the transaction."""

import uuid
from collections.abc import Collection, Iterator

import structlog
from sqlalchemy import delete, event, select, text, update
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature, note
from spotter.catalog.database.kinds.giving_back import cut_log
from spotter.catalog.database.tables import FaceRow, MemberRow
from spotter.catalog.errors import ConflictError, DatabaseError
from spotter.catalog.faces.agreed import Agreed
from spotter.wire.catalog.people.faces import SealedFace

KIND = "face"
_ITSELF = "spotter"


def store(
    session: Session, member: MemberRow, face: SealedFace, agreed: Agreed, at_us: int
) -> None:
    """Keep a member's face, instead of what was kept of it."""
    _leave_no_trace(session)
    row = session.get(FaceRow, member.no)
    if row is None:
        row = FaceRow(member_no=member.no)
        session.add(row)
    row.key_id, row.network, row.sealed = face.key_id, face.network, face.sealed
    row.made_us, row.agreement, row.agreed_us = at_us, agreed.agreement, agreed.agreed_us
    said = f"agreed to text {agreed.agreement}: known by their face from now on"
    note(session, Signature(agreed.author, at_us), KIND, member.id, said, member_no=member.no)


def withdraw(session: Session, member: MemberRow, signed: Signature) -> bool:
    """Remove what is kept of a member's face; returns whether something was."""
    if not is_kept(session, member):
        return False
    remove(session, member.no)
    note(session, signed, KIND, member.id, "removed the face", member_no=member.no)
    return True


def remove(session: Session, member_no: int) -> int:
    """Remove the row; returns how many there were."""
    _leave_no_trace(session)
    found = session.get(FaceRow, member_no)
    session.execute(delete(FaceRow).where(FaceRow.member_no == member_no))
    return int(found is not None)


def _leave_no_trace(session: Session) -> None:
    """Have SQLite overwrite what goes, which it would else leave in the file and in its log."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete = ON"))
        event.listen(session, "after_commit", _cut_log, once=True)


def _cut_log(session: Session) -> None:
    """What cannot be done now is done with the next round of retention."""
    try:
        is_cut = cut_log(session.get_bind().engine)
    except DatabaseError as error:
        structlog.get_logger().warning("log not cut", reason=str(error))
    else:
        if not is_cut:
            structlog.get_logger().info("log not cut: somebody reads")


def reseal(session: Session, member: MemberRow, face: SealedFace, sealed_before: bytes) -> None:
    """Keep the same face sealed by another key.

    Raises :class:`ConflictError` if it is kept no more, or otherwise.
    """
    _leave_no_trace(session)
    kept = FaceRow.member_no == member.no, FaceRow.sealed == sealed_before
    changed = update(FaceRow).where(*kept, FaceRow.network == face.network)
    found = session.execute(
        changed.values(key_id=face.key_id, sealed=face.sealed).returning(FaceRow.member_no)
    )
    if found.first() is None:
        raise ConflictError("expected a face that is kept so; it has changed or was withdrawn")


def is_kept(session: Session, member: MemberRow) -> bool:
    """Whether a member's face is kept."""
    return session.get(FaceRow, member.no) is not None


def kept_ids(session: Session) -> list[uuid.UUID]:
    """The members whose faces are kept."""
    return list(session.scalars(select(MemberRow.id).join(FaceRow)))


def keep_only(session: Session, member_ids: Collection[uuid.UUID]) -> None:
    """Remove all faces but those of these members."""
    members = select(MemberRow.no, MemberRow.id).join(FaceRow)
    for member_no, member_id in session.execute(members).all():
        if member_id not in member_ids:
            remove(session, member_no)


def listed(session: Session) -> Iterator[SealedFace]:
    """All faces of members who have not left, in the order of their coming."""
    asked = select(FaceRow, MemberRow.id).join(MemberRow, MemberRow.no == FaceRow.member_no)
    for row, member_id in session.execute(
        asked.where(MemberRow.left_us.is_(None)).order_by(FaceRow.member_no)
    ):
        yield SealedFace(str(member_id), row.key_id, row.network, row.sealed)
