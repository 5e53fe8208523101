"""Keeps tries in the database, so that a catalog that starts anew gives nobody fresh ones."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Delete, delete, select
from sqlalchemy.orm import Session

from spotter.catalog.accounts.attempts import Attempt
from spotter.catalog.accounts.counts import NEVER, Count, Key
from spotter.catalog.accounts.shown_secrets import digest_of
from spotter.catalog.checkin.tries import FORGOTTEN_S, Tries, number_key
from spotter.catalog.database.kinds.upserts import insert_into
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import CheckinTriesRow
from spotter.catalog.members.poses import deleted

_FORGOTTEN_US = FORGOTTEN_S * 1_000_000
_CHUNK = 500

Row = tuple[bytes, int, int]
"""What is tried, as a digest; failures; and when the last was."""


class KeptTries:
    """:class:`Tries` of a database, each in a transaction of its own; for any thread.

    All methods raise :class:`DatabaseError`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._alone = threading.Lock()  # PostgreSQL would let two read one count at once

    def begin(self, who: str, station_id: str, now_us: int, *, is_phone: bool = False) -> Attempt:
        """As :meth:`Tries.begin`."""
        with self._tries() as tries:
            return tries.begin(who, station_id, now_us, is_phone=is_phone)

    def succeeded(self, attempt: Attempt) -> None:
        """As :meth:`Tries.succeeded`."""
        with self._tries() as tries:
            tries.succeeded(attempt)

    def undecided(self, attempt: Attempt) -> None:
        """As :meth:`Tries.undecided`."""
        with self._tries() as tries:
            tries.undecided(attempt)

    @contextmanager
    def _tries(self) -> Iterator[Tries]:
        with self._alone, self._database.writing() as session:
            yield Tries(KeptCounts(session))


class KeptCounts:
    """Counts as rows, in the transaction of ``session``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, key: Key) -> Count:
        """The count; :data:`NEVER` without one."""
        row = CheckinTriesRow
        asked = select(row.failures, row.last_us).where(row.key_hash == _hash(key))
        found = self._session.execute(asked).first()
        return (found.failures, found.last_us) if found else NEVER

    def put(self, key: Key, count: Count) -> None:
        """Set the count."""
        _put(self._session, _hash(key), *count)

    def drop(self, key: Key) -> None:
        """Forget the count, if there is one."""
        self._session.execute(_deleting([key]))


def all_tries(session: Session) -> Sequence[Row]:
    """What is remembered, to be put into another database."""
    row = CheckinTriesRow
    found = session.execute(select(row.key_hash, row.failures, row.last_us))
    return [(key_hash, failures, last_us) for key_hash, failures, last_us in found]


def add_tries(session: Session, rows: Iterable[Row]) -> None:
    """Let ``rows`` be remembered, instead of what is remembered of the same."""
    for key_hash, failures, last_us in rows:
        _put(session, key_hash, failures, last_us)


def failed_tries(session: Session, *who: str) -> Count:
    """The failures of a member by any of the names that they are tried by, and when the last was.

    ``who`` are their number and their id.
    """
    counts = [KeptCounts(session).get(number_key(one)) for one in who]
    return sum(count for count, _ in counts), max(last_us for _, last_us in counts)


def forget_tries(session: Session, *who: str) -> int:
    """Forget a member's, by the names that they are tried by; returns how many rows went."""
    return deleted(session, _deleting([number_key(one) for one in who]))


def forgetting(database: Database, now_us: int) -> Iterator[int]:
    """Remove what is remembered no more; yields how many rows went in each transaction."""
    old = CheckinTriesRow.last_us < now_us - _FORGOTTEN_US
    while True:
        with database.reading() as session:
            found = select(CheckinTriesRow.key_hash).where(old).limit(_CHUNK)
            hashes = session.scalars(found).all()
        if not hashes:
            return
        with database.writing() as session:
            # Counted anew meanwhile, it stays.
            session.execute(
                delete(CheckinTriesRow).where(CheckinTriesRow.key_hash.in_(hashes), old)
            )
        yield len(hashes)


def _put(session: Session, key_hash: bytes, failures: int, last_us: int) -> None:
    values = {"failures": failures, "last_us": last_us}
    new = insert_into(session, CheckinTriesRow).values(key_hash=key_hash, **values)
    session.execute(new.on_conflict_do_update(index_elements=["key_hash"], set_=values))


def _deleting(keys: Sequence[Key]) -> Delete:
    return delete(CheckinTriesRow).where(CheckinTriesRow.key_hash.in_([_hash(one) for one in keys]))


def _hash(key: Key) -> bytes:
    """Of what was typed, at times something else by mistake, nobody reads more than this."""
    return digest_of(" ".join(key))
