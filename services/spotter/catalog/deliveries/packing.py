"""Channels and leased deliveries as messages."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.alerting.values import Alert
from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from spotter.catalog.database.tables import ChannelRow, ClassRow, MemberRow
from spotter.catalog.deliveries.channels import address_in, plan_in
from spotter.catalog.deliveries.leasing import Leased
from spotter.catalog.deliveries.log import latest_of
from spotter.catalog.deliveries.situation import alerts
from spotter.wire.catalog.alerts.alerts import alert_message
from spotter.wire.catalog.alerts.channels import KINDS, ChannelKind, address_message, plan_message
from spotter.wire.catalog.alerts.deliveries import MOST_ALERTS, delivery_message


def channel_message(session: Session, row: ChannelRow) -> pb2.Channel:
    """The message of a channel, without its address."""
    session.flush()
    latest = latest_of(session, row)
    return pb2.Channel(
        channel_id=str(row.id),
        kind=KINDS.label(ChannelKind(row.kind)),
        account_id=row.account_id,
        plan=plan_message(plan_in(session, row)),
        leads_to=row.leads_to,
        made_us=row.made_us,
        gone_us=row.gone_us or 0,
        latest=delivery_message(latest) if latest else None,
    )


def leased_message(session: Session, one: Leased) -> pb2.LeasedDelivery:
    """What a notifier needs to send a delivery; secret."""
    named = one.alert_ids[:MOST_ALERTS]
    known = alerts(session, named)
    return pb2.LeasedDelivery(
        delivery_id=str(one.row.id),
        channel_id=str(one.channel.id),
        attempt=one.row.attempts,
        address=address_message(address_in(one.channel)),
        alerts=[_called(session, known[alert_id], one.channel) for alert_id in named],
        count=len(one.alert_ids),
        escalation=one.row.escalation,
        label=one.channel.label,
        made_us=one.row.made_us,
    )


def _called(session: Session, alert: Alert, channel: ChannelRow) -> pb2.CalledAlert:
    whose = alert.whose
    return pb2.CalledAlert(
        alert=alert_message(alert),
        member_name=_name(session, MemberRow, whose.member_id) if channel.has_names else "",
        class_name=_name(session, ClassRow, whose.class_id),
    )


def _name(session: Session, of: type[MemberRow | ClassRow], wanted: str) -> str:
    if not wanted:
        return ""
    return session.scalar(select(of.name).where(of.id == uuid.UUID(wanted))) or ""
