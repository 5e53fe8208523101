"""The catalog as a process that is killed while alerts arise."""

import threading

import grpc
import redis
from sqlalchemy import select

from spotter.api.catalog.v1 import alert_service_pb2 as pb
from spotter.api.catalog.v1.alert_service_pb2_grpc import AlertServiceStub
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.database.tables import AlertRow
from spotter.runtime.clock import wall_clock_us
from spotter.wire import names
from spotter.wire.verdicts import verdict_bytes
from support.processes.service_process import warm_service
from support.records.alerts_catalog import FAULTY, rep_verdict_at
from support.waiting import until

STATIONS = [f"rack-{number}" for number in range(60)]


def feed(client: redis.Redis, stopping: threading.Event) -> None:
    """At each station three faulty reps, one station after the other."""
    for _ in range(3):
        for station_id in STATIONS:
            if stopping.wait(0.02):
                return
            judged = rep_verdict_at(FAULTY, wall_clock_us(), station_id)
            client.xadd(names.VERDICTS, {names.VERDICT_FIELD: verdict_bytes(judged)})


def alerts_kept(database: Database) -> list[AlertRow]:
    with database.reading() as session:
        return list(session.scalars(select(AlertRow)))


def test_a_catalog_that_is_killed_opens_each_alert_once_and_loses_no_taking(
    redis_url: str, redis_client: redis.Redis, database_url: str
) -> None:
    database = Database(database_url)
    upgrade(database)
    settings = {"redis_url": redis_url, "database_url": database_url, "status_port": 0}
    stopping = threading.Event()
    feeder = threading.Thread(target=feed, args=(redis_client, stopping))
    feeder.start()
    taken = list[str]()
    try:
        for share in (1, len(STATIONS) // 2):
            with warm_service("catalog", **settings) as running:
                address = f"127.0.0.1:{running.line('ready')['port']}"
                until(lambda: len(alerts_kept(database)) >= share, what="alerts")  # noqa: B023
                with grpc.insecure_channel(address) as channel:
                    taken.append(_taken(AlertServiceStub(channel)))
                running.kill()
        feeder.join()
        with warm_service("catalog", **settings) as running:
            address = f"127.0.0.1:{running.line('ready')['port']}"
            with grpc.insecure_channel(address) as channel:
                stub = AlertServiceStub(channel)
                until(lambda: _has_all(stub), what="all reps in alerts")
                found = {one.alert_id: one for one in _open(stub)}
            assert "alerts" not in running.get("/readyz")
            assert running.metric("spotter_catalog_alerts_open") == len(STATIONS)
    finally:
        stopping.set()
        feeder.join()
    assert sorted(one.station_id for one in found.values()) == sorted(STATIONS)
    assert len(alerts_kept(database)) == len(STATIONS)
    assert {found[one].taking.author for one in taken} == {"ida"}
    database.close()


def _open(stub: AlertServiceStub) -> list[pb.Alert]:
    return list(stub.ListChanges(pb.ListChangesRequest()).alerts)


def _has_all(stub: AlertServiceStub) -> bool:
    return sum(one.evidence.faulty_reps for one in _open(stub)) == 3 * len(STATIONS)


def _taken(stub: AlertServiceStub) -> str:
    """Take the alert that is open for longest; returns its id."""
    first = min(_open(stub), key=lambda one: (one.HasField("taking"), one.opened_us))
    asked = pb.TakeAlertsRequest(alert_ids=[first.alert_id], author="ida")
    return stub.TakeAlerts(asked).alerts[0].alert_id
