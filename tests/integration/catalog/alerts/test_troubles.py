"""Alerts while the database is away, and when two catalogs write at once."""

import sqlite3
from contextlib import closing

import redis

from spotter.api.catalog.v1 import alert_service_pb2 as pb
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.wire import names
from spotter.wire.stations import Status
from support.records.alerts_catalog import ENDS, FAULTY, OPENS, AlertsInTest, all_open, answering
from support.servers.postgres_server import PostgresServer


def test_while_postgresql_is_away_nothing_is_decided_and_alerts_go_on_by_themselves(
    redis_client: redis.Redis, postgres: PostgresServer
) -> None:
    database = Database(postgres.new_database(), lock_wait_s=0.2)
    upgrade(database)
    gym = AlertsInTest(database, redis_client)
    gym.set_of(FAULTY)
    postgres.stop()
    try:
        gym.set_of(*OPENS[1:])
        assert "the database" in (gym.alerts.keeper.problem() or "")
    finally:
        postgres.start()
    gym.step(1)
    assert gym.alerts.keeper.problem() is None
    with answering(gym) as stub:
        (alert,) = all_open(stub)
    assert alert.evidence.faulty_reps == len(OPENS)
    database.close()


def test_while_another_program_holds_the_file_nobody_is_told_of_what_is_not_written(
    redis_client: redis.Redis, sqlite_url: str
) -> None:
    database = Database(sqlite_url, lock_wait_s=0.1)
    upgrade(database)
    gym = AlertsInTest(database, redis_client)
    gym.set_of(*OPENS[1:])
    told = redis_client.xlen("catalog_changes")
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as other:
        other.execute("BEGIN IMMEDIATE")
        gym.set_of(FAULTY)
        assert "locked" in (gym.alerts.keeper.problem() or "")
        assert redis_client.xlen("catalog_changes") == told
    gym.step(1)
    with answering(gym) as stub:
        assert len(all_open(stub)) == 1
    database.close()


def test_a_redis_that_lost_its_streams_and_whose_clock_was_set_back_is_read_from_its_beginning(
    gym: AlertsInTest,
) -> None:
    gym.judge(FAULTY, said_us=gym.now_us + 3_600_000_000)
    gym.camera(Status.LIVE)
    gym.step()
    gym.client.delete(names.VERDICTS)
    gym.set_of(*OPENS)
    gym.step(1)
    with answering(gym) as stub:
        assert len(all_open(stub)) == 1


def test_of_two_catalogs_each_sees_what_the_other_wrote(
    gym: AlertsInTest, database_url: str
) -> None:
    other = AlertsInTest(Database(database_url), gym.client)
    gym.set_of(*OPENS[1:])
    other.now_us = gym.now_us
    other.step()
    gym.set_of(FAULTY)
    other.now_us = gym.now_us
    other.step()
    with answering(gym) as one, answering(other) as two:
        (alert,) = all_open(one)
        assert all_open(two) == [alert]
        taken = two.TakeAlerts(pb.TakeAlertsRequest(alert_ids=[alert.alert_id], author="otto"))
        assert taken.alerts[0].taking.author == "otto"
        again = one.TakeAlerts(pb.TakeAlertsRequest(alert_ids=[alert.alert_id], author="ida"))
        assert again.alerts[0].taking.author == "otto"
    gym.set_of(*ENDS)
    other.now_us = gym.now_us
    for _ in range(3):
        other.step()
    with answering(other) as two:
        assert all_open(two) == []
        assert len(two.ListAlerts(pb.ListAlertsRequest()).alerts) == 1
    other.database.close()
