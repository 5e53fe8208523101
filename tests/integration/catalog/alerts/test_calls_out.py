"""Whom to reach is noted in the transaction that says so: real Redis, both databases."""

from zoneinfo import ZoneInfo

from sqlalchemy import select

from spotter.api.catalog.v1 import alert_service_pb2 as pb
from spotter.catalog.audit import Signature
from spotter.catalog.database.tables import DeliveryAlert, DeliveryRow
from spotter.catalog.deliveries.channels import create
from spotter.catalog.deliveries.outbox import call_out
from spotter.wire.catalog.alerts.channels import AppriseAddress, ChannelPlan
from support.records.alerts_catalog import AlertsInTest, answering


def going_out(gym: AlertsInTest) -> list[tuple[str, int]]:
    """The alerts that are to go out, and how often nobody had answered."""
    with gym.database.reading() as session:
        asked = select(DeliveryAlert.alert_id, DeliveryRow.escalation).join(
            DeliveryRow, DeliveryRow.no == DeliveryAlert.delivery_no
        )
        return [(str(alert_id), step) for alert_id, step in session.execute(asked)]


def test_a_call_goes_out_at_once_and_after_a_kill_not_again(gym: AlertsInTest) -> None:
    with gym.database.writing() as session:
        address = AppriseAddress("ntfy://gym")
        create(session, ChannelPlan("phones"), address, "", Signature("ida", 1))
    gym.reach = lambda session, calls: call_out(session, calls, gym.now_us, ZoneInfo("UTC"))
    with answering(gym) as stub:
        call = stub.CallTrainer(pb.CallTrainerRequest(station_id="rack-1")).alert
        assert going_out(gym) == [(call.alert_id, 0)]
        gym.step(1)
        gym.restart()
        gym.step(1)
        assert [one.alert_id for one in gym.calls] == [call.alert_id]


def test_nobody_is_called_for_what_somebody_has_taken(gym: AlertsInTest) -> None:
    with answering(gym) as stub:
        call = stub.CallTrainer(pb.CallTrainerRequest(station_id="rack-1")).alert
        gym.step(61)
        assert [one.step for one in gym.calls] == [0, 1]
        stub.TakeAlerts(pb.TakeAlertsRequest(alert_ids=[call.alert_id], author="ida"))
        gym.step(120)
        assert [one.step for one in gym.calls] == [0, 1]
