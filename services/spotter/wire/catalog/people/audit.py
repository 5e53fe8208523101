"""Audit entries, as the catalog and its clients know them."""

from dataclasses import dataclass

from spotter.api.catalog.v1 import audit_service_pb2 as messages


@dataclass(frozen=True, slots=True)
class AuditedEntry:
    """What somebody did, at ``at_us`` (microseconds since the Unix epoch).

    ``author_name`` is empty without an account, and ``member_id`` when it is about nobody, or
    about somebody who was erased.
    """

    number: int
    at_us: int
    author: str
    author_name: str
    kind: str
    subject: str
    member_id: str
    what: str


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """How many entries there are, the hash of the last, and the first that does not fit.

    ``broken_at`` is 0 when all fit.
    """

    entries: int
    last_hash: str
    broken_at: int


def entry_message(entry: AuditedEntry) -> messages.AuditEntry:
    """The message of an entry."""
    return messages.AuditEntry(
        number=entry.number,
        at_us=entry.at_us,
        author=entry.author,
        author_name=entry.author_name,
        kind=entry.kind,
        subject=entry.subject,
        member_id=entry.member_id,
        what=entry.what,
    )


def entry_of(message: messages.AuditEntry) -> AuditedEntry:
    """The entry in its message."""
    return AuditedEntry(
        message.number,
        message.at_us,
        message.author,
        message.author_name,
        message.kind,
        message.subject,
        message.member_id,
        message.what,
    )
