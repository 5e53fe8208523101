"""Notes who saw or changed what, in the transaction that does it."""

import uuid
from dataclasses import dataclass

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from spotter.catalog.audit.chain import NONE_BEFORE, Content, link
from spotter.catalog.audit.naming import person_of, subject_of
from spotter.catalog.database.kinds.upserts import insert_into
from spotter.catalog.database.tables import AuditEntry, AuditHead
from spotter.wire.catalog.checks import checked_author

_NOTES = "spotter_audit_notes"
_HEAD = 1


@dataclass(frozen=True, slots=True)
class Signature:
    """Who changes something, and when, microseconds since the Unix epoch.

    Raises :class:`WireError` for an author without a name.
    """

    author: str
    at_us: int

    def __post_init__(self) -> None:
        checked_author(self.author)


@dataclass(frozen=True, slots=True)
class _Note:
    signed: Signature
    kind: str
    subject: str
    what: str
    member_no: int | None


def note(  # noqa: PLR0913 - what an entry says
    session: Session,
    signed: Signature,
    kind: str,
    subject: uuid.UUID | str,
    what: str,
    *,
    member_no: int | None = None,
) -> None:
    """Note what is done to ``subject``; ``what`` is a sentence without names of people.

    ``member_no`` is the member whom it is about, None: nobody. It is written when the transaction
    is committed: whoever adds an entry keeps others from it until then, and so for a moment only.
    """
    if _NOTES not in session.info:
        session.info[_NOTES] = []
        event.listen(session, "before_commit", _write)
    session.info[_NOTES].append(_Note(signed, kind, str(subject), what, member_no))


def _write(session: Session) -> None:
    notes: list[_Note] = session.info[_NOTES]
    if not notes or session.in_nested_transaction():
        return
    session.flush()
    head = _locked_head(session)
    for one in notes:
        head.entries += 1
        content = Content(
            head.entries,
            one.signed.at_us,
            one.signed.author,
            one.kind,
            subject_of(session, one.subject, one.member_no),
            person_of(session, one.member_no),
            one.what,
        )
        head.last_hash = link(head.last_hash, content)
        session.add(_row(content, head.last_hash))
    notes.clear()
    session.flush()


def _locked_head(session: Session) -> AuditHead:
    """The end of the chain, which nobody else moves before this transaction is over."""
    asked = select(AuditHead).where(AuditHead.no == _HEAD).with_for_update()
    head = session.scalar(asked)
    if head is None:
        first = insert_into(session, AuditHead).values(no=_HEAD, entries=0, last_hash=NONE_BEFORE)
        session.execute(first.on_conflict_do_nothing())
        head = session.scalars(asked).one()
    return head


def _row(content: Content, own_hash: bytes) -> AuditEntry:
    return AuditEntry(
        no=content.number,
        at_us=content.at_us,
        author=content.author,
        kind=content.kind,
        subject=content.subject,
        person=content.person,
        what=content.what,
        hash=own_hash,
    )
