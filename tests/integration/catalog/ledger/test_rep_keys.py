"""Rows of reps are found by their keys, however many others there are."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.dialects import sqlite

from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.database.tables import RepPoses, RepRow
from spotter.catalog.ledger.rows.keys import has_key
from support.records.kept_reps import LedgerOfMoments

TABLES = (RepRow, RepPoses)


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    with closing(Database(sqlite_url)) as database:
        upgrade(database)
        yield database


@pytest.mark.parametrize("table", TABLES)
def test_those_of_the_keys_are_found_and_no_others(
    database: Database, table: type[RepRow | RepPoses]
) -> None:
    ledger = LedgerOfMoments.on(database)
    ledger.add_reps(range(10), None)
    session_no = ledger.add_member()
    ledger.add_reps(range(10), session_no)
    keys = [(7, 1, 0), (3, 1, session_no), (12, 1, 0)]
    with database.reading() as session:
        asked = select(table.started_us, table.station_no, table.track_id)
        found = session.execute(asked.where(has_key(table, keys)).order_by(table.started_us))
        assert [tuple(row) for row in found] == [(3, 1, session_no), (7, 1, 0)]


@pytest.mark.parametrize("table", TABLES)
def test_sqlite_reads_no_other_row_for_them(
    sqlite_database: Database, table: type[RepRow | RepPoses]
) -> None:
    statement = delete(table).where(has_key(table, [(7, 1, 0), (3, 1, 1)]))
    words = statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    with sqlite_database.reading() as session:
        plan = session.connection().execute(text(f"EXPLAIN QUERY PLAN {words}")).all()
    first = str(plan[0][3])
    assert first.startswith(f"SEARCH {table.__tablename__}")
    assert "started_us=? AND station_no=? AND track_id=?" in first
