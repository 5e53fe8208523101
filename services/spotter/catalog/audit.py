"""Notes who changed what, in the transaction that changes it."""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from spotter.catalog.database.tables import AuditEntry
from spotter.wire.catalog.checks import checked_author


@dataclass(frozen=True, slots=True)
class Signature:
    """Who changes something, and when, microseconds since the Unix epoch.

    Raises :class:`WireError` for an author without a name.
    """

    author: str
    at_us: int

    def __post_init__(self) -> None:
        checked_author(self.author)


def note(session: Session, signed: Signature, kind: str, subject: uuid.UUID, what: str) -> None:
    """Note a change; ``what`` is a sentence without names of people."""
    session.add(
        AuditEntry(
            at_us=signed.at_us,
            author=signed.author,
            kind=kind,
            subject=str(subject),
            what=what,
        )
    )
