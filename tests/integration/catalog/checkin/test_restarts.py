"""What a catalog that starts anew still knows of who tried to come in: real gRPC and databases."""

import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import redis
from sqlalchemy import func, select

from spotter.api.catalog.v1 import checkin_service_pb2 as pb2
from spotter.catalog.accounts import passwords
from spotter.catalog.checkin.kept_tries import forgetting
from spotter.catalog.database.care.backups import backup, restore
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import CheckinTriesRow
from spotter.catalog.members.export.archive import exported
from spotter.catalog_client.errors import TooManyError, UnrecognisedError
from spotter.wire.catalog.people.members import Member
from support.records.people_catalog import REPS, PeopleCatalog, people_catalog

MINUTE_US = 60_000_000
DAY_US = 24 * 60 * MINUTE_US
PIN, WRONG = "271828", "000000"


def anna(catalog: PeopleCatalog) -> Member:
    found = catalog.members.add("Anna", REPS)
    catalog.checkins.set_pin(found.member_id, "1042", PIN)
    return found


def tries(catalog: PeopleCatalog, pin: str, number: str = "1042", station: str = "rack-1") -> None:
    way = pb2.ByPin(number=number, pin=pin)
    catalog.checkins.check_in(pb2.CheckInRequest(station_id=station, pin=way))


def fails(catalog: PeopleCatalog, times: int, number: str = "1042") -> None:
    for place in range(times):
        with pytest.raises(UnrecognisedError):
            tries(catalog, WRONG, number, f"rack-{place}")


def rows(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(CheckinTriesRow)) or 0


def test_a_catalog_that_starts_anew_gives_nobody_fresh_tries(
    database_url: str, redis_client: redis.Redis
) -> None:
    with people_catalog(database_url, redis_client) as catalog:
        anna(catalog)
        fails(catalog, 3)
        fails(catalog, 3, number="99")  # whom nobody has: the answer is the same
    with people_catalog(database_url, redis_client) as catalog:
        catalog.clock.now_us += MINUTE_US
        fails(catalog, 2)
        fails(catalog, 2, number="99")
        for number in ("1042", "99"):
            with pytest.raises(TooManyError, match="try again in 30 s"):
                tries(catalog, PIN, number, "rack-9")
    with people_catalog(database_url, redis_client) as catalog:
        catalog.clock.now_us += MINUTE_US + 29_500_000
        with pytest.raises(TooManyError, match="try again in 1 s"):
            tries(catalog, PIN)
        catalog.clock.now_us += 2_000_000
        tries(catalog, PIN)
        fails(catalog, 5)  # who was right begins anew


def test_many_tries_at_once_are_not_more_than_one_after_the_other(
    database_url: str, redis_client: redis.Redis
) -> None:
    def has_to_wait(station: str) -> bool:
        with pytest.raises((UnrecognisedError, TooManyError)) as refused:
            tries(catalog, WRONG, station=station)
        return isinstance(refused.value, TooManyError)  # else it was looked at

    with people_catalog(database_url, redis_client) as catalog:
        anna(catalog)
        with ThreadPoolExecutor(8) as threads:
            waits = list(threads.map(has_to_wait, [f"rack-{number}" for number in range(16)]))
    assert (waits.count(False), waits.count(True)) == (5, 11)


def test_a_try_while_too_many_are_looked_at_is_none_of_the_five(
    sqlite_url: str, redis_client: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    with people_catalog(sqlite_url, redis_client) as catalog:
        anna(catalog)
    with monkeypatch.context() as busy:
        busy.setattr(passwords, "_AT_ONCE", 0)  # all places are taken
        busy.setattr(passwords, "_WAIT_S", 0.0)
        with people_catalog(sqlite_url, redis_client) as catalog:
            for _ in range(6):
                with pytest.raises(TooManyError, match="at this moment: try again in 1 s"):
                    tries(catalog, PIN)
    with people_catalog(sqlite_url, redis_client) as catalog:
        fails(catalog, 5)


def test_a_photographed_code_counts_for_nobody_once_the_catalog_has_started_anew(
    sqlite_url: str, redis_client: redis.Redis
) -> None:
    """Neither a used one nor one that nobody used: the key of before is nowhere."""
    with people_catalog(sqlite_url, redis_client) as catalog:
        held = pb2.Holder(member_id=anna(catalog).member_id)
        used, unused = (catalog.checkins.code(one) for one in ("rack-1", "rack-2"))
        catalog.checkins.check_in(pb2.CheckInRequest(code=pb2.ByCode(code=used.code, holder=held)))
        catalog.checkins.check_out(station_id="rack-1")
    with people_catalog(sqlite_url, redis_client) as catalog:
        for photograph in (used, unused):
            way = pb2.ByCode(code=photograph.code, holder=held)
            with pytest.raises(UnrecognisedError, match="old, used, or of another station"):
                catalog.checkins.check_in(pb2.CheckInRequest(code=way))
        shown = catalog.checkins.code("rack-2").code
        way = pb2.ByCode(code=shown, holder=held)
        assert catalog.checkins.check_in(pb2.CheckInRequest(code=way)) is not None


def test_what_was_typed_is_not_kept_and_tries_are_forgotten_after_a_day(
    database_url: str, redis_client: redis.Redis
) -> None:
    with people_catalog(database_url, redis_client) as catalog:
        fails(catalog, 1, number="314159265358")
        with catalog.database.reading() as session:
            kept = [bytes(one) for one in session.scalars(select(CheckinTriesRow.key_hash))]
        assert [len(one) for one in kept] == [32, 32]
        assert not [one for one in kept if b"314159265358" in one or b"rack" in one]
        now_us = catalog.clock.now_us
        assert list(forgetting(catalog.database, now_us + DAY_US - MINUTE_US)) == []
        assert list(forgetting(catalog.database, now_us + DAY_US + MINUTE_US)) == [2]
        assert rows(catalog.database) == 0


def test_tries_are_in_the_members_export_and_go_with_the_member(
    database_url: str, redis_client: redis.Redis
) -> None:
    with people_catalog(database_url, redis_client) as catalog:
        member_id = anna(catalog).member_id
        fails(catalog, 4)
        with exported(catalog.database, member_id) as file, zipfile.ZipFile(file) as archive:
            told = json.loads(archive.read("keys.json"))
        assert [one["kind"] for one in told] == [
            "number and PIN",
            "4 failed tries, the last when shown",
        ]
        before = rows(catalog.database)
        assert dict(catalog.members.erase(member_id).removed)["failed tries"] == 1
        assert rows(catalog.database) == before - 1


def test_a_backup_that_is_restored_gives_nobody_fresh_tries(
    database_url: str, redis_client: redis.Redis, tmp_path: Path
) -> None:
    with people_catalog(database_url, redis_client) as catalog:
        anna(catalog)
        backup(catalog.database, tmp_path / "monday", lambda *_: None)
        fails(catalog, 5)
    with closing(Database(database_url)) as database:
        aside = tmp_path / "aside"
        restore(tmp_path / "monday", database, lambda *_: None, aside=aside, now_us=1)
    with people_catalog(database_url, redis_client) as catalog:
        catalog.clock.now_us += 1_000_000
        with pytest.raises(TooManyError):
            tries(catalog, PIN)
