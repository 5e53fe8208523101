"""The catalog as a process that is killed while reps come in, and databases that go away."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import redis

from spotter.api.catalog.v1 import ledger_service_pb2 as pb
from spotter.api.catalog.v1.ledger_service_pb2_grpc import LedgerServiceStub
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.ledger.reading import newest
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.errors import RefusedError, UnknownError
from spotter.catalog_client.records.history import HistoryClient
from spotter.catalog_client.records.ledger import LedgerClient
from spotter.movement.values import Exercise, Rep
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire import names
from spotter.wire.catalog.records.history import HistoryQuery
from spotter.wire.catalog.records.ledger import LedgerEntry, RepFilter
from spotter.wire.references import exercise_bytes, reference_digest
from support.gyms.scored_gym import make_rep
from support.movements.stick_squats import squat_reference
from support.processes.service_process import ServiceProcess, warm_service
from support.records.ledger_in_test import (
    FAULTY,
    GOOD,
    LedgerInTest,
    add,
    add_session,
    in_session,
    say,
)
from support.servers.postgres_server import PostgresServer
from support.twins.totals import naive_totals, stored_totals
from support.waiting import until

REPS = 1500


@pytest.fixture
def digest() -> str:
    return reference_digest(exercise_bytes(Exercise((squat_reference(),))))


def entries_of(database: Database) -> list[LedgerEntry]:
    with database.reading() as session:
        return [one.entry for one in newest(session, RepFilter(), None, 10_000)]


def feed(client: redis.Redis, reps: list[Rep], stopping: threading.Event) -> None:
    """Judge reps one after the other, every tenth of them twice."""
    for number, rep in enumerate(reps):
        if stopping.is_set():
            return
        judged = say(client, rep, (GOOD, FAULTY)[number % 2])
        if number % 10 == 0:
            add(client, judged)


def has_caught_up(running: ServiceProcess) -> bool:
    names_ = ("behind_entries", "reps_total", "repeated_total")
    behind, *done = (running.metric(f"spotter_catalog_ledger_{name}") for name in names_)
    return behind == 0 and sum(done) > 0


def test_a_catalog_that_is_killed_under_load_loses_nothing_and_doubles_nothing(
    redis_url: str, redis_client: redis.Redis, database_url: str, digest: str
) -> None:
    database = Database(database_url)
    upgrade(database)
    sessions = ["", add_session(database)[1]]
    first = make_rep(digest)
    reps = [
        in_session(replace(first, track_id=number), sessions[number % 2]) for number in range(REPS)
    ]
    settings = {"redis_url": redis_url, "database_url": database_url, "status_port": 0}
    stopping = threading.Event()
    feeder = threading.Thread(target=feed, args=(redis_client, reps, stopping))
    feeder.start()
    try:
        for share in (REPS // 10, REPS // 3):
            with warm_service("catalog", **settings) as running:
                running.line("ready")
                until(lambda: len(entries_of(database)) > share, what="reps")  # noqa: B023
                running.kill()
        feeder.join()
        with warm_service("catalog", **settings) as running:
            running.line("ready")
            until(lambda: len(entries_of(database)) == REPS, what="all reps in the ledger")
            until(lambda: has_caught_up(running), what="a ledger that is not behind")
            assert "ledger" not in running.get("/readyz")
    finally:
        stopping.set()
        feeder.join()
    entries = entries_of(database)
    assert {one.judged.rep_id for one in entries} == {rep.rep_id for rep in reps}
    assert sum(one.has_poses for one in entries) == REPS // 2
    totals, faults = naive_totals(database, entries, ZoneInfo("UTC"))
    stored, stored_faults = stored_totals(database)
    assert all(stored[key] == pytest.approx(total) for key, total in totals.items())
    assert (stored.keys(), stored_faults) == (totals.keys(), faults)
    assert redis_client.xpending(names.VERDICTS, names.LEDGER_GROUP)["pending"] == 0
    database.close()


def test_the_ledger_answers_over_grpc(
    redis_url: str, redis_client: redis.Redis, tmp_path: Path, digest: str
) -> None:
    reps = [make_rep(digest, rep_number=number) for number in range(1, 6)]
    for rep in reps:
        say(redis_client, rep, GOOD)
    settings = {
        "redis_url": redis_url,
        "database_url": f"sqlite:///{tmp_path}/catalog.sqlite3",
        "keep_unnamed_poses": True,
    }
    with warm_service("catalog", **settings) as running:
        address = f"127.0.0.1:{running.line('ready')['port']}"
        with CatalogChannel(address, GrpcSecurity()) as channel:
            ledger = LedgerClient(channel)
            until(lambda: ledger.state().last_entry_id, what="an entry in the ledger")
            until(lambda: has_caught_up(running), what="a ledger that is not behind")
            assert list(rep_ids(ledger)) == [rep.rep_id for rep in reversed(reps)]
            entry, kept = ledger.rep(reps[0].rep_id)
            assert kept is not None
            assert entry.judged.rep_id == kept.rep_id == reps[0].rep_id
            for wrong in ("nothing", "rack-1_9_9"):
                with pytest.raises(UnknownError, match="expected a rep"):
                    ledger.rep(wrong)
            with pytest.raises(RefusedError, match="the id of a member is a UUID"):
                channel.call(stub(channel).ListReps, pb.ListRepsRequest(member_id="anna"))
            days = HistoryQuery(date(2023, 11, 14), date(2023, 11, 15))
            (bucket,) = HistoryClient(channel).history(days).buckets
            assert (bucket.good, bucket.reps) == (5, 5)


def rep_ids(ledger: LedgerClient) -> Iterator[str]:
    """The ids of all reps, two a page."""
    entries, token = ledger.page(RepFilter(), size=2)
    yield from (one.judged.rep_id for one in entries)
    while token:
        entries, token = ledger.page(RepFilter(), size=2, token=token)
        yield from (one.judged.rep_id for one in entries)


def stub(channel: CatalogChannel) -> LedgerServiceStub:
    return LedgerServiceStub(channel.grpc)


def test_while_postgresql_is_away_verdicts_wait_and_the_ledger_says_so(
    redis_client: redis.Redis, postgres: PostgresServer, digest: str
) -> None:
    database = Database(postgres.new_database(), lock_wait_s=0.2)
    upgrade(database)
    ledger = LedgerInTest(redis_client, database)
    say(redis_client, make_rep(digest), GOOD)
    ledger.catch_up()
    postgres.stop()
    try:
        for number in (2, 3):
            say(redis_client, make_rep(digest, rep_number=number), GOOD)
            ledger.keeper.step()
        assert ledger.keeper.state.behind_entries == 2
        assert "the database" in (ledger.keeper.problem() or "")
        assert redis_client.ttl(names.rep_key(make_rep(digest, rep_number=3).rep_id)) > 3600
    finally:
        postgres.start()
    ledger.catch_up()
    assert len(ledger.entries()) == 3
    assert ledger.keeper.problem() is None
    database.close()


def test_while_another_program_holds_the_file_verdicts_wait(
    redis_client: redis.Redis, sqlite_url: str, digest: str
) -> None:
    database = Database(sqlite_url, lock_wait_s=0.1)
    upgrade(database)
    ledger = LedgerInTest(redis_client, database)
    ledger.catch_up()
    say(redis_client, make_rep(digest), GOOD)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as other:
        other.execute("BEGIN IMMEDIATE")
        ledger.keeper.step()
        assert "locked" in (ledger.keeper.problem() or "")
        assert ledger.keeper.state.behind_entries == 1
    ledger.catch_up()
    assert len(ledger.entries()) == 1
    database.close()
