"""The catalog's alerts in the test's own process: real database, Redis and gRPC."""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import grpc
import grpc.aio
import redis
from prometheus_client import CollectorRegistry
from sqlalchemy.orm import Session

from spotter.alerting.rules import Rules
from spotter.alerting.values import CallOut
from spotter.api.catalog.v1 import alert_service_pb2 as pb
from spotter.api.catalog.v1.alert_service_pb2_grpc import (
    AlertServiceStub,
    add_AlertServiceServicer_to_server,
)
from spotter.catalog.alerts.assembling import Alerts
from spotter.catalog.alerts.deciding.engine_host import Reach, nobody
from spotter.catalog.alerts.metrics import AlertMetrics
from spotter.catalog.database.opening import Database
from spotter.catalog.rpc.alerts import AlertDesk, AlertService
from spotter.movement.values import Verdict
from spotter.wire import names
from spotter.wire.stations import StationState, Status, station_state_bytes
from spotter.wire.verdicts import RepVerdict, verdict_bytes
from support.records.ledger_in_test import FAULTY, GOOD
from support.servers.grpc_server import grpc_server

START_US = 1_772_000_000_000_000
SECOND_US = 1_000_000
MINUTE_US = 60 * SECOND_US
OPENS = (FAULTY,) * Rules().persists_of[0]
"""A set that opens an alert with its last rep."""
ENDS = (GOOD,) * Rules().fixed_reps
"""A set after which it is over."""


@dataclass(slots=True)
class AlertsInTest:
    """Alerts on a database, in a time that is set by hand; Redis' entries are of that time.

    ``alerts`` is as the process makes it, ``calls`` are what ``reach`` was told of.
    """

    database: Database
    client: redis.Redis
    now_us: int = START_US
    calls: list[CallOut] = field(default_factory=list)
    reach: Reach = nobody
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    alerts: Alerts = field(init=False)
    _entries: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begin anew, as another process would."""
        self.registry = CollectorRegistry()
        self.alerts = Alerts(
            self.database,
            self.client,
            self.client,
            AlertMetrics(self.registry),
            ZoneInfo("UTC"),
            now_us=lambda: self.now_us,
            reach=self._reach,
            clock=lambda: self.now_us / SECOND_US,
        )

    def _reach(self, session: Session, calls: Sequence[CallOut]) -> None:
        self.reach(session, calls)
        self.calls += calls

    def judge(  # noqa: PLR0913 - what a verdict says
        self,
        verdict: Verdict,
        *,
        station_id: str = "rack-1",
        track_id: int = 1,
        session_id: str = "",
        ended_us: int = 0,
        said_us: int = 0,
    ) -> str:
        """Say a verdict of a rep that ended just now, or then; returns the rep's id."""
        said_us = said_us or self.now_us
        judged = rep_verdict_at(
            verdict, ended_us or said_us, station_id, track_id=track_id, session_id=session_id
        )
        self._add(names.VERDICTS, names.VERDICT_FIELD, verdict_bytes(judged), said_us)
        return judged.rep_id

    def camera(self, status: Status, station_id: str = "rack-1") -> None:
        """Have a station's camera say what it is now."""
        state = station_state_bytes(StationState(station_id, status, self.now_us))
        self.client.hset(names.STATION_STATES, station_id, state)
        self._add(names.STATION_EVENTS, names.STATE_FIELD, state, self.now_us)

    def _add(self, stream: str, name: bytes, data: bytes, at_us: int) -> None:
        self.client.xadd(stream, {name: data}, id=f"{at_us // 1000}-{next(self._entries)}")

    def step(self, seconds: float = 0.0) -> None:
        """Let time pass, and have the keeper do what it finds."""
        self.now_us += round(seconds * SECOND_US)
        self.alerts.keeper.step()

    def set_of(self, *verdicts: Verdict, station_id: str = "rack-1", session_id: str = "") -> None:
        """Reps every three seconds, with these verdicts."""
        for verdict in verdicts:
            self.judge(verdict, station_id=station_id, session_id=session_id)
            self.step(3)

    def count(self, metric: str, **labels: str) -> float:
        """A metric's value."""
        return self.registry.get_sample_value(f"spotter_catalog_alerts_{metric}", labels) or 0.0


def rep_verdict_at(  # noqa: PLR0913 - what a verdict says
    verdict: Verdict,
    ended_us: int,
    station_id: str,
    *,
    track_id: int = 1,
    session_id: str = "",
    exercise: str = "squat",
) -> RepVerdict:
    """A verdict of a rep of two seconds."""
    started_us = ended_us - 2 * SECOND_US
    return RepVerdict(
        rep_id=f"{station_id}_{track_id}_{started_us}",
        station_id=station_id,
        track_id=track_id,
        exercise=exercise,
        reference_digest="0" * 64,
        set_number=1,
        rep_number=1,
        started_us=started_us,
        ended_us=ended_us,
        trace_id="0" * 32,
        verdict=verdict,
        session_id=session_id,
        method_version="m-1",
        set_started_us=started_us,
    )


@contextmanager
def answering(gym: AlertsInTest) -> Iterator[AlertServiceStub]:
    """AlertService over real gRPC until the end of the block."""
    alerts = gym.alerts
    desk = AlertDesk(gym.database, alerts.host, alerts.check_station, lambda: gym.now_us)

    def add(server: grpc.aio.Server) -> None:
        add_AlertServiceServicer_to_server(AlertService(desk), server)

    with grpc_server(add) as address, grpc.insecure_channel(address) as channel:
        yield AlertServiceStub(channel)


def all_open(stub: AlertServiceStub) -> Sequence[pb.Alert]:
    """The alerts that are open."""
    return list(stub.ListChanges(pb.ListChangesRequest()).alerts)


__all__ = [
    "ENDS",
    "FAULTY",
    "GOOD",
    "OPENS",
    "AlertsInTest",
    "all_open",
    "answering",
    "rep_verdict_at",
]
