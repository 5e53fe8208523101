"""Random ids by which entries name members and what is theirs, as long as the members are there.

Erasing a member removes what tells whom the ids mean; entries stay as they were written.
"""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import AuditName, MemberRow


def person_of(session: Session, member_no: int | None) -> str:
    """The id by which entries name a member; empty for nobody."""
    if member_no is None:
        return ""
    return subject_of(session, str(session.get_one(MemberRow, member_no).id), member_no)


def subject_of(session: Session, subject: str, member_no: int | None) -> str:
    """The id by which entries name ``subject``: itself, unless it is a member's or theirs."""
    if member_no is None:
        return subject
    found = known(session, subject, member_no)
    if not found:
        found = str(uuid.uuid4())
        session.add(AuditName(id=found, member_no=member_no, subject=subject))
        session.flush()
    return found


def known(session: Session, subject: str, member_no: int) -> str:
    """The id by which entries name a member's ``subject``; empty as long as none does."""
    asked = select(AuditName.id).where(
        AuditName.member_no == member_no, AuditName.subject == subject
    )
    return session.scalar(asked) or ""
