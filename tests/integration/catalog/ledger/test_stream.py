"""How the ledger takes from the stream of verdicts, and lets Redis go: in both databases."""

from dataclasses import replace

import pytest
import redis
from sqlalchemy import text

from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.ledger.intake import inbox
from spotter.catalog.ledger.intake.inbox import BATCH
from spotter.runtime.redis.membership import server_time_s
from spotter.wire import names
from support.gyms.scored_gym import make_rep
from support.records.ledger_in_test import (
    FAULTY,
    GOOD,
    LedgerInTest,
    add,
    say,
)


@pytest.fixture
def digest() -> str:
    return "d" * 64


@pytest.fixture
def ledger(redis_client: redis.Redis, database: Database) -> LedgerInTest:
    return LedgerInTest(redis_client, database)


def test_what_no_row_can_hold_is_set_aside_and_the_rest_is_written(
    ledger: LedgerInTest, digest: str
) -> None:
    ledger.client.xadd(names.VERDICTS, {names.VERDICT_FIELD: b"\xff\xff"})
    ledger.client.xadd(names.VERDICTS, {b"other": b"field"})
    said = say(ledger.client, make_rep(digest), GOOD)
    for damaged in (
        replace(said, rep_id="another"),
        replace(said, ended_us=0),
        replace(said, reference_digest="x"),
        replace(said, exercise=""),
        replace(said, method_version="\0"),
        replace(said, set_number=2**32 - 1),
    ):
        add(ledger.client, damaged)
    ledger.catch_up()
    assert len(ledger.entries()) == 1
    assert ledger.count("set_aside_total") == ledger.client.xlen(names.UNREADABLE_VERDICTS) == 8
    assert ledger.keeper.problem() is None


def test_a_rep_of_the_last_day_that_a_calendar_has_stops_no_ledger(
    redis_client: redis.Redis, database: Database, digest: str
) -> None:
    ledger = LedgerInTest(redis_client, database, zone="Pacific/Kiritimati")
    said = say(redis_client, make_rep(digest), GOOD)
    late_us = 253_402_300_790_000_000
    late = replace(said, started_us=late_us, ended_us=late_us + 1, set_started_us=late_us)
    add(redis_client, replace(late, rep_id=f"{said.station_id}_{said.track_id}_{late_us}"))
    ledger.catch_up()
    assert len(ledger.entries()) == 1
    assert ledger.count("set_aside_total") == 1


def test_no_verdict_is_set_aside_for_what_is_the_databases_fault(
    ledger: LedgerInTest, digest: str
) -> None:
    say(ledger.client, make_rep(digest), GOOD)
    ledger.catch_up()
    say(ledger.client, make_rep(digest, rep_number=2), GOOD)
    with ledger.database.writing() as session:
        session.execute(text("ALTER TABLE daily_total RENAME TO elsewhere"))
    ledger.keeper.step()
    assert "the database does not take them" in (ledger.keeper.problem() or "")
    with ledger.database.writing() as session:
        session.execute(text("ALTER TABLE elsewhere RENAME TO daily_total"))
    LedgerInTest(ledger.client, ledger.database).catch_up()
    assert len(ledger.entries()) == 2
    assert not ledger.client.exists(names.UNREADABLE_VERDICTS)


def test_a_dead_consumers_entries_are_taken_by_another(
    redis_client: redis.Redis, database: Database, digest: str
) -> None:
    LedgerInTest(redis_client, database, consumer="dead").keeper.step()
    say(redis_client, make_rep(digest), GOOD)
    redis_client.xreadgroup(names.LEDGER_GROUP, "dead", {names.VERDICTS: ">"})
    redis_client.xclaim(
        names.VERDICTS,
        names.LEDGER_GROUP,
        "dead",
        0,
        [
            one["message_id"]
            for one in redis_client.xpending_range(names.VERDICTS, names.LEDGER_GROUP, "-", "+", 10)
        ],
        idle=60_000,
        justid=True,
    )
    ledger = LedgerInTest(redis_client, database, consumer="living")
    ledger.catch_up()
    assert len(ledger.entries()) == 1


def test_a_consumer_that_was_silent_for_long_is_forgotten(
    ledger: LedgerInTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "_FORGOTTEN_AFTER_MS", -1)
    ledger.catch_up()
    ledger.client.xgroup_createconsumer(names.VERDICTS, names.LEDGER_GROUP, "dead")
    LedgerInTest(ledger.client, ledger.database, consumer="living").catch_up()
    found = ledger.client.xinfo_consumers(names.VERDICTS, names.LEDGER_GROUP)
    assert [one["name"] for one in found] == [b"living"]


def test_keys_of_what_the_ledger_has_go_soon(ledger: LedgerInTest, digest: str) -> None:
    first, faulty = make_rep(digest), make_rep(digest, rep_number=2)
    say(ledger.client, first, GOOD)
    say(ledger.client, faulty, FAULTY)
    ledger.catch_up()
    lives = {rep.rep_id: ledger.client.ttl(names.rep_key(rep.rep_id)) for rep in (first, faulty)}
    assert 0 < lives[faulty.rep_id] <= 600 < lives[first.rep_id] <= 3600
    assert 0 < ledger.client.ttl(names.verdict_key(first.rep_id)) <= 24 * 3600


def test_the_group_is_made_again_when_redis_lost_it(ledger: LedgerInTest, digest: str) -> None:
    say(ledger.client, make_rep(digest), GOOD)
    ledger.catch_up()
    ledger.client.delete(names.VERDICTS)
    ledger.keeper.step()
    say(ledger.client, make_rep(digest, rep_number=2), GOOD)
    ledger.keeper.step()
    ledger.catch_up()
    assert len(ledger.entries()) == 2


@pytest.mark.parametrize(("ages_s", "kept"), [((0,) * 2500, 2500), ((700,) * 2500, 2000)])
def test_the_stream_keeps_the_newest_and_the_last_minutes(
    sqlite_url: str, redis_client: redis.Redis, ages_s: tuple[int, ...], kept: int
) -> None:
    database = Database(sqlite_url)
    upgrade(database)
    ledger = LedgerInTest(redis_client, database)
    ledger.catch_up()
    now_ms = int(server_time_s(redis_client) * 1000)
    pipeline = redis_client.pipeline()
    for number, age_s in enumerate(ages_s):
        pipeline.xadd(
            names.VERDICTS, {"verdict": b"\xff"}, id=f"{now_ms - 1000 * age_s}-{number + 1}"
        )
    pipeline.execute()
    ledger.keeper.step()
    assert redis_client.xlen(names.VERDICTS) == len(ages_s)
    assert ledger.keeper.state.behind_entries == len(ages_s) - BATCH
    assert ledger.keeper.state.behind_s == pytest.approx(ages_s[0], abs=60)
    late = LedgerInTest(redis_client, database, clock=lambda: 1e6)
    late.catch_up()
    LedgerInTest(redis_client, database, clock=lambda: 1e6).keeper.step()
    assert redis_client.xlen(names.VERDICTS) == kept
    assert redis_client.xlen(names.UNREADABLE_VERDICTS) == 1000
    database.close()
