"""The past that a benchmark makes is the one that a ledger would have written itself."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bench.records.ledger_gym import DAYS, YearOfGym
from bench.records.ledger_past import fill_past
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.database.tables import (
    DailyFault,
    DailyTotal,
    GymFault,
    GymTotal,
    RepPoses,
    RepRow,
    StationFault,
    StationTotal,
    Table,
)
from spotter.catalog.ledger.writing import GymRules, write_batch

DAYS_HERE = 4
POSES_SINCE = 2
SUMS: tuple[type[Table], ...] = (
    DailyTotal,
    DailyFault,
    StationTotal,
    StationFault,
    GymTotal,
    GymFault,
)


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Database]:
    """A second database of this release."""
    with closing(Database(f"sqlite:///{tmp_path}/written.sqlite3")) as database:
        upgrade(database)
        yield database


def write(database: Database, gym: YearOfGym, day: int, *, with_poses: bool) -> None:
    for batch in gym.batches(day, with_poses=with_poses):
        with database.writing() as session:
            write_batch(session, batch.entries, batch.supply, GymRules(ZoneInfo("UTC")))


def rows(database: Database, kind: type[Table]) -> list[tuple[object, ...]]:
    table = Table.metadata.tables[kind.__tablename__]
    with database.reading() as session:
        return [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]


def test_a_filled_past_has_the_rows_that_the_ledger_writes(
    database: Database, written: Database
) -> None:
    gym = YearOfGym(DAYS * 250)
    for one in (database, written):
        gym.add_people(one, DAYS_HERE)
    write(database, gym, 0, with_poses=True)
    assert list(fill_past(database, DAYS_HERE, POSES_SINCE)) == [1, 2, 3]
    for day in range(DAYS_HERE):
        write(written, gym, day, with_poses=day >= POSES_SINCE)
    for kind in (RepRow, RepPoses):
        assert rows(database, kind) == rows(written, kind)
    for sums in SUMS:
        assert [pytest.approx(one) for one in rows(written, sums)] == rows(database, sums)
