"""Who saw and changed what."""

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import Author, Microseconds, Number, Table

LONGEST_KIND = 40
LONGEST_SUBJECT = 200


class AuditEntry(Table):
    """What somebody did to ``subject``, of the kind ``kind``; entries are counted from 1.

    Entries outlive members: of ``person``, the member whom it is about, and of a subject that is
    theirs it has random ids, and ``what`` is a sentence without names of people. ``hash`` is made
    of the entry and of the hash before.
    """

    __tablename__ = "audit_entry"

    no: Mapped[Number]
    at_us: Mapped[Microseconds]
    author: Mapped[Author] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(LONGEST_KIND))
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    person: Mapped[str] = mapped_column(String(36), index=True)
    what: Mapped[str]
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class AuditHead(Table):
    """The end of the chain of entries: how many there are, and the last one's hash. One row."""

    __tablename__ = "audit_head"

    no: Mapped[Number]
    entries: Mapped[int]
    last_hash: Mapped[bytes] = mapped_column(LargeBinary)


class AuditName(Table):
    """The random ``id`` by which entries name a member, or a ``subject`` that is theirs."""

    __tablename__ = "audit_name"
    __table_args__ = (UniqueConstraint("member_no", "subject"),)

    no: Mapped[Number]
    id: Mapped[str] = mapped_column(String(36), unique=True)
    member_no: Mapped[int] = mapped_column(ForeignKey("member.no"))
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
