"""What the audit says, as tests compare it."""

from spotter.catalog.audit.reading import entries
from spotter.catalog.database.opening import Database

_ALL = 10_000


def audited(database: Database, subject: str) -> list[str]:
    """Who did what to ``subject``, the first first."""
    with database.reading() as session:
        found = entries(session, count=_ALL)[::-1]
    return [f"{one.author}: {one.what}" for one in found if one.subject == subject]
