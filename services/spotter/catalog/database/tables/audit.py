"""Who changed what."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import Author, Microseconds, Number, Table


class AuditEntry(Table):
    """A change that somebody made; ``subject`` is the id of what it changed, of the kind ``kind``.

    ``what`` is a sentence without names of people, since entries outlive members.
    """

    __tablename__ = "audit_entry"

    no: Mapped[Number]
    at_us: Mapped[Microseconds]
    author: Mapped[Author]
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(64), index=True)
    what: Mapped[str]
