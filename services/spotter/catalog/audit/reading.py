"""What is read of the audit: entries with the names that there still are, and whether it holds."""

import uuid
from collections.abc import Iterator

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from spotter.catalog.audit.chain import NONE_BEFORE, Chain, Content
from spotter.catalog.audit.naming import known
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import AccountRow, AuditEntry, AuditHead, AuditName, MemberRow
from spotter.catalog.members.statements import is_erased
from spotter.wire.catalog.people.audit import AuditedEntry

_PIECE = 1000
_NOBODY = "nobody"
"""No entry's person."""


def entries(
    session: Session,
    *,
    member: MemberRow | None = None,
    author: str = "",
    before: int | None = None,
    count: int,
) -> list[AuditedEntry]:
    """At most ``count`` entries, latest first, from the number ``before`` on; what is given counts.

    Of what is a member's, the ids are those that everybody knows, as long as the member is there.
    """
    asked = select(AuditEntry).order_by(AuditEntry.no.desc()).limit(count)
    if member is not None:
        person = known(session, str(member.id), member.no)
        asked = asked.where(AuditEntry.person == (person or _NOBODY))
    if author:
        asked = asked.where(AuditEntry.author == author)
    if before is not None:
        asked = asked.where(AuditEntry.no < before)
    return _told(session, asked)


def about(session: Session, member: MemberRow) -> Iterator[AuditedEntry]:
    """All entries about a member, the first first."""
    person, after = known(session, str(member.id), member.no) or _NOBODY, 0
    asked = select(AuditEntry).where(AuditEntry.person == person).order_by(AuditEntry.no)
    while found := _told(session, asked.where(AuditEntry.no > after).limit(_PIECE)):
        yield from found
        after = found[-1].number


def checked(database: Database) -> Chain:
    """The chain of all entries, followed from the first to the last. Raises DatabaseError."""
    chain, after = Chain(), 0
    with database.reading() as session:
        while piece := _piece(session, after):
            chain = chain.followed(piece)
            after = piece[-1][0].number
        head = session.scalar(select(AuditHead))
        return chain.ended(head.entries, head.last_hash) if head else chain.ended(0, NONE_BEFORE)


def _piece(session: Session, after: int) -> list[tuple[Content, bytes]]:
    columns = (AuditEntry.no, AuditEntry.at_us, AuditEntry.author, AuditEntry.kind)
    more = (AuditEntry.subject, AuditEntry.person, AuditEntry.what, AuditEntry.hash)
    asked = select(*columns, *more).where(AuditEntry.no > after)
    rows = session.execute(asked.order_by(AuditEntry.no).limit(_PIECE))
    return [(Content(*row[:-1]), row[-1]) for row in rows]


def _told(session: Session, asked: Select[AuditEntry]) -> list[AuditedEntry]:
    rows = list(session.scalars(asked))
    subjects, members = _names(session, rows)
    authors = _author_names(session, {row.author for row in rows})
    return [
        AuditedEntry(
            row.no,
            row.at_us,
            row.author,
            authors.get(row.author, ""),
            row.kind,
            subjects.get(row.subject, row.subject),
            members.get(row.person, ""),
            row.what,
        )
        for row in rows
    ]


def _names(session: Session, rows: list[AuditEntry]) -> tuple[dict[str, str], dict[str, str]]:
    """What the ids in entries mean, and whom."""
    ids = {row.subject for row in rows if row.person} | {row.person for row in rows if row.person}
    asked = select(AuditName.id, AuditName.subject, MemberRow.id)
    asked = asked.join(MemberRow, MemberRow.no == AuditName.member_no)
    found = session.execute(asked.where(AuditName.id.in_(ids), ~is_erased(MemberRow.id))).all()
    return (
        {name: subject for name, subject, _ in found},
        {name: str(member_id) for name, _, member_id in found},
    )


def _author_names(session: Session, authors: set[str]) -> dict[str, str]:
    ids = [found for one in authors if (found := _uuid(one)) is not None]
    asked = select(AccountRow.id, AccountRow.name).where(AccountRow.id.in_(ids))
    return {str(account_id): name for account_id, name in session.execute(asked)}


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
