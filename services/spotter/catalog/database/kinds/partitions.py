"""The months into which PostgreSQL divides the ledger, so that retention can drop a whole one.

Rows of a month without a partition of its own are kept in the default partition. So reps are
stored whatever the clock says, and a month can be made late.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, text

from spotter.catalog.database.opening import Database

PARTITIONED = ("rep", "rep_poses")
_PARTITION = re.compile(rf"({'|'.join(PARTITIONED)})_(default|\d{{4}}_\d{{2}})")
_MONTH = re.compile(r"(\d{4})_(\d{2})")
_AHEAD = 2
_DROP_WAIT_MS = 500
_SECOND_US = 1_000_000


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month in UTC."""

    year: int
    number: int

    @property
    def next(self) -> "Month":
        """The month after it."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def before(self, months: int) -> "Month":
        """The month so many months before it."""
        year, index = divmod(12 * self.year + self.number - 1 - months, 12)
        return Month(year, index + 1)

    @property
    def begins_us(self) -> int:
        """Its first microsecond since the Unix epoch."""
        epoch = datetime(1970, 1, 1, tzinfo=UTC)
        return (datetime(self.year, self.number, 1, tzinfo=UTC) - epoch) // timedelta(
            microseconds=1
        )

    def partition_of(self, table: str) -> str:
        """The name of its partition of ``table``."""
        return f"{table}_{self.year:04}_{self.number:02}"


def month_of(at_us: int) -> Month:
    """The month of a moment. Raises OverflowError or ValueError after the year 9999."""
    day = datetime.fromtimestamp(at_us // _SECOND_US, UTC)
    return Month(day.year, day.month)


def months_to_have(now_us: int) -> tuple[Month, ...]:
    """This month and the next two: a service that is away for weeks finds its months made."""
    first = month_of(now_us)
    return tuple(_months(first, _AHEAD + 1))


def is_no_partition(name: str | None, kind: str, _parents: object) -> bool:
    """For Alembic: the partitions are not among the declared tables."""
    return kind != "table" or name is None or not _PARTITION.fullmatch(name)


def make_partitions(database: Database, months: tuple[Month, ...]) -> list[str]:
    """Make the partitions that are missing; returns their names. SQLite has none.

    Rows of these months that the default partition has kept move to them, each table and month in
    a transaction of its own, in which others wait to write. Raises :class:`DatabaseError`.
    """
    if database.is_sqlite:
        return []
    wanted = [(table, month) for table in PARTITIONED for month in months]
    with database.reading() as session:
        there = set(session.connection().scalars(text("SELECT relname FROM pg_class")))
    missing = [(table, month) for table, month in wanted if month.partition_of(table) not in there]
    return [name for table, month in missing if (name := _made(database, table, month))]


def months_there(database: Database, table: str) -> list[Month]:
    """The months of which ``table`` has partitions, oldest first."""
    with database.reading() as session:
        names = session.connection().scalars(
            text(
                "SELECT inhrelid::regclass::text FROM pg_inherits "
                "WHERE inhparent = CAST(:table AS regclass)"
            ),
            {"table": table},
        )
        found = [_MONTH.fullmatch(name.removeprefix(f"{table}_")) for name in names]
    return sorted(Month(int(one[1]), int(one[2])) for one in found if one)


def drop_month(database: Database, table: str, month: Month) -> int:
    """Drop a month's partition; returns how many rows it had.

    Writers wait behind whoever drops, so it waits itself for readers no longer than half a second.
    Raises :class:`DatabaseError` if that was too short.
    """
    name = month.partition_of(table)
    with database.reading() as session:
        rows = session.connection().scalar(text(f"SELECT count(*) FROM {name}")) or 0  # noqa: S608
    with database.writing() as session:
        connection = session.connection()
        connection.execute(text(f"SET LOCAL lock_timeout = {_DROP_WAIT_MS}"))
        connection.execute(text(f"DROP TABLE {name}"))
    return int(rows)


def _made(database: Database, table: str, month: Month) -> str | None:
    """The name of the partition; None if somebody else has just made it."""
    name = month.partition_of(table)
    with database.writing() as session:
        connection = session.connection()
        # Whoever comes second waits here, and so do writers, who else would find their row in the
        # default partition just when it is no longer meant for it. Readers do not wait.
        connection.execute(text(f"LOCK TABLE ONLY {table} IN SHARE ROW EXCLUSIVE MODE"))
        if connection.scalar(text("SELECT to_regclass(:name)::text"), {"name": name}):
            return None
        _fill_and_attach(connection, table, month)
    return name


def _fill_and_attach(connection: Connection, table: str, month: Month) -> None:
    name, first, end = month.partition_of(table), month.begins_us, month.next.begins_us
    moved = f"DELETE FROM {table}_default WHERE started_us >= {first} AND started_us < {end}"  # noqa: S608 - our own names
    for statement in (
        f"CREATE TABLE {name} (LIKE {table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)",
        f"WITH moved AS ({moved} RETURNING *) INSERT INTO {name} SELECT * FROM moved",  # noqa: S608
        f"ALTER TABLE {table} ATTACH PARTITION {name} FOR VALUES FROM ({first}) TO ({end})",
    ):
        connection.execute(text(statement))


def _months(first: Month, count: int) -> Iterator[Month]:
    month = first
    for _ in range(count):
        yield month
        month = month.next
