"""The months of the ledger on PostgreSQL, made while others write."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select, text, update

from spotter.catalog.database.kinds.partitions import Month, make_partitions, months_to_have
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.database.tables import RepPoses, StationRow

_NOW_US = int(datetime(2026, 11, 20, tzinfo=UTC).timestamp() * 1e6)
_DAY_US = 24 * 3600 * 1_000_000


def _add(database: Database, *starts_us: int) -> None:
    rows = [
        {"started_us": at_us, "station_no": 1, "track_id": 1, "rep": b"poses"}
        for at_us in starts_us
    ]
    with database.writing() as session:
        session.execute(insert(RepPoses), rows)


def _held(database: Database) -> dict[str, list[int]]:
    """What each partition of the poses holds."""
    with database.reading() as session:
        rows = session.execute(
            text("SELECT tableoid::regclass::text, started_us FROM rep_poses ORDER BY started_us")
        ).all()
    held: dict[str, list[int]] = {}
    for partition, started_us in rows:
        held.setdefault(partition, []).append(started_us)
    return held


def _ready(url: str) -> Database:
    database = Database(url)
    upgrade(database)
    with database.writing() as session:
        session.execute(insert(StationRow).values(no=1, station_id="rack-1"))
    return database


def test_rows_without_a_month_are_kept_and_move_when_it_is_made(postgres_url: str) -> None:
    database = _ready(postgres_url)
    before, after = _NOW_US - 90 * _DAY_US, _NOW_US + 30 * _DAY_US
    _add(database, before, _NOW_US, after)
    assert _held(database) == {"rep_poses_default": [before, _NOW_US, after]}
    made = make_partitions(database, months_to_have(_NOW_US))
    assert made == [
        *("rep_2026_11", "rep_2026_12", "rep_2027_01"),
        *("rep_poses_2026_11", "rep_poses_2026_12", "rep_poses_2027_01"),
    ]
    assert _held(database) == {
        "rep_poses_default": [before],
        "rep_poses_2026_11": [_NOW_US],
        "rep_poses_2026_12": [after],
    }
    assert make_partitions(database, months_to_have(_NOW_US)) == []
    database.close()


def test_a_clock_that_jumps_makes_months_and_loses_nothing(postgres_url: str) -> None:
    database = _ready(postgres_url)
    far_us = _NOW_US + 4000 * _DAY_US
    for now_us in (_NOW_US, far_us, 0, _NOW_US):
        make_partitions(database, months_to_have(now_us))
        _add(database, now_us + len(_held(database)))
    assert sum(map(len, _held(database).values())) == 4
    database.close()


def test_a_month_is_made_while_others_write_and_by_several_at_once(postgres_url: str) -> None:
    database = _ready(postgres_url)
    _add(database, *range(_NOW_US - 2000, _NOW_US))
    errors: list[Exception] = []

    def run(step: Callable[[], None]) -> None:
        try:
            step()
        except Exception as error:  # noqa: BLE001 - the test shows it
            errors.append(error)

    def write() -> None:
        for number in range(60):
            _add(database, _NOW_US + number)

    def make() -> None:
        make_partitions(database, months_to_have(_NOW_US))

    threads = [threading.Thread(target=run, args=(step,)) for step in (write, make, make)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert _held(database) == {"rep_poses_2026_11": list(range(_NOW_US - 2000, _NOW_US + 60))}
    database.close()


def test_a_month_can_be_read_changed_and_dropped(postgres_url: str) -> None:
    database = _ready(postgres_url)
    make_partitions(database, (Month(2026, 11),))
    _add(database, _NOW_US, _NOW_US + 1)
    with database.writing() as session:
        session.execute(delete(RepPoses).where(RepPoses.started_us == _NOW_US))
        session.execute(update(RepPoses).values(rep=b"other"))
    with database.reading() as session:
        assert list(session.scalars(select(RepPoses.rep))) == [b"other"]
    with database.writing() as session:
        session.execute(text("DROP TABLE rep_poses_2026_11"))
    assert _held(database) == {}
    database.close()


def test_sqlite_has_no_months(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    upgrade(database)
    assert make_partitions(database, months_to_have(_NOW_US)) == []
    database.close()
