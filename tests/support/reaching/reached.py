"""A catalog from which trainers are reached: its DeliveryService, and alerts put into it."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from spotter.alerting.values import Alert, CallOut, Kind, Presence, Priority, Whose
from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from spotter.api.catalog.v1.delivery_service_pb2_grpc import (
    DeliveryServiceStub,
    add_DeliveryServiceServicer_to_server,
)
from spotter.catalog.alerts.deciding.decided import Decided
from spotter.catalog.alerts.kept.writing import write
from spotter.catalog.database.opening import Database
from spotter.catalog.deliveries.outbox import call_out
from spotter.catalog.rpc.alerts.deliveries import DeliveryService
from spotter.catalog_client.channel import CatalogChannel
from spotter.runtime.grpc.security import GrpcSecurity
from support.records.made_database import made_database
from support.records.people_catalog import TestClock
from support.servers.grpc_server import grpc_server

S = 1_000_000
UTC = ZoneInfo("UTC")
SECRET = "c3BvdHRlcnMgc2VjcmV0IG9mIDI0"  # noqa: S105 - of the tests' own channels
JSON_HERE = pb2.Address(apprise="json://127.0.0.1:9/secret-path")


@dataclass(slots=True)
class Reached:
    """A catalog at ``address``; ``zone`` is the gym's. The jitter of retries is none."""

    address: str
    database: Database
    clock: TestClock
    channel: CatalogChannel
    stub: DeliveryServiceStub
    zone: ZoneInfo = UTC
    changes: int = 0

    def made(
        self,
        address: pb2.Address = JSON_HERE,
        plan: pb2.ChannelPlan | None = None,
        account_id: str = "",
    ) -> pb2.CreateChannelResponse:
        """A new channel."""
        request = pb2.CreateChannelRequest(
            plan=plan or pb2.ChannelPlan(label="phone"),
            address=address,
            account_id=account_id,
            author="local",
        )
        return self.channel.call(self.stub.CreateChannel, request)

    def call(self, *alerts: Alert, step: int = 0) -> None:
        """These alerts are as they are now, and somebody is to be reached for them."""
        self.put(*alerts, calls=[CallOut(one.alert_id, step) for one in alerts])

    def put(
        self,
        *alerts: Alert,
        calls: Sequence[CallOut] = (),
        presences: Sequence[Presence] = (),
    ) -> None:
        """The alerts and who is at the console, as they are now, as the engine's host writes."""
        self.changes += 1
        decided = Decided(
            is_flood=False,
            alerts={one.alert_id: one for one in alerts},
            presences={one.author: one for one in presences},
        )
        with self.database.writing() as session:
            write(session, decided, self.changes)
            call_out(session, calls, self.clock.now_us, self.zone)

    def leased(self, count: int = 10, lease_s: int = 30) -> list[pb2.LeasedDelivery]:
        """What a notifier is given."""
        request = pb2.LeaseDeliveriesRequest(count=count, lease_s=lease_s)
        return list(self.channel.call(self.stub.LeaseDeliveries, request).deliveries)

    def report(
        self,
        one: pb2.LeasedDelivery,
        outcome: pb2.AttemptOutcome = pb2.ATTEMPT_OUTCOME_DELIVERED,
        words: str = "accepted",
    ) -> pb2.Delivery:
        """What became of it."""
        request = pb2.ReportDeliveryRequest(
            delivery_id=one.delivery_id, attempt=one.attempt, outcome=outcome, words=words
        )
        return self.channel.call(self.stub.ReportDelivery, request).delivery

    def log(self, **asked: str) -> list[pb2.Delivery]:
        """What went out and is to go out, latest first."""
        request = pb2.ListDeliveriesRequest(page_size=1000, **asked)
        return list(self.channel.call(self.stub.ListDeliveries, request).deliveries)


def alert(number: int, station_id: str = "rack-1", priority: Priority = Priority.MEDIUM) -> Alert:
    """An open alert."""
    return Alert(
        alert_id=str(uuid.UUID(int=number + 1)),
        kind=Kind.CALL,
        priority=priority,
        whose=Whose(station_id),
        opened_us=1,
        risen_us=1,
    )


def at_station(one: Alert, **whose: str) -> Alert:
    """The same alert of somebody else."""
    return replace(one, whose=replace(one.whose, **whose))


@contextmanager
def reached(database_url: str) -> Iterator[Reached]:
    """Such a catalog until the end of the block."""
    database, clock = made_database(database_url), TestClock()
    service = DeliveryService(database, lambda: clock.now_us, lambda: 1.0, lambda: SECRET)
    with (
        closing(database),
        grpc_server(lambda one: add_DeliveryServiceServicer_to_server(service, one)) as address,
        CatalogChannel(address, GrpcSecurity()) as channel,
    ):
        yield Reached(address, database, clock, channel, DeliveryServiceStub(channel.grpc))
