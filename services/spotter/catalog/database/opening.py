"""Opens the database: SQLite in WAL mode, or PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from spotter.catalog.database.kinds.engines import READS, engine_of, file_of, parsed
from spotter.catalog.errors import DatabaseError

LOCK_WAIT_S = 10.0


class Database:
    """A database by its address, for any thread.

    A statement waits ``lock_wait_s`` for what others have locked, and ``answer_s`` for an answer
    of PostgreSQL (None: for ever), which knows the connections by ``name``. ``file`` is SQLite's.
    Raises :class:`CatalogError` for an address that is neither SQLite's nor PostgreSQL's.

    Whatever the database cannot do at the moment is a :class:`DatabaseError`; data that contradict
    others are an ``IntegrityError`` of SQLAlchemy, and what no column holds is a ``DataError``, in
    both databases.
    """

    def __init__(
        self,
        url: str,
        *,
        name: str = "spotter",
        lock_wait_s: float = LOCK_WAIT_S,
        answer_s: float | None = None,
    ) -> None:
        address = parsed(url)
        self.file = file_of(address)
        self.engine = engine_of(address, name=name, lock_wait_s=lock_wait_s, answer_s=answer_s)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.file is not None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent view, for what changes nothing. Raises :class:`DatabaseError`."""
        engine = self.engine.execution_options(**{READS: True})
        with _full_pool_in_words(), Session(engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction: it is committed at the end, or rolled back by an exception.

        SQLite takes its only write lock at once, so that nobody has to start over who has already
        read. Raises :class:`DatabaseError`.
        """
        with _full_pool_in_words(), Session(self.engine) as session, session.begin():
            yield session

    def check(self) -> str | None:
        """Why the database cannot be used; None if it can."""
        try:
            with self.reading() as session:
                session.execute(text("SELECT 1"))
        except DatabaseError as error:
            return str(error)
        return None

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


@contextmanager
def _full_pool_in_words() -> Iterator[None]:
    try:
        yield
    except PoolTimeoutError as error:
        raise DatabaseError("the database has no connection free for this call") from error
