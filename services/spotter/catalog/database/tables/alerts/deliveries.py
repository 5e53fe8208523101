"""How trainers are reached: channels, and the outbox, which is the log of what went out too."""

import uuid
from datetime import time

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import (
    Author,
    Microseconds,
    Name,
    Number,
    PublicId,
    Table,
)


class ChannelRow(Table):
    """A way to reach somebody: ``account_id``, or the whole gym if that is empty.

    ``address`` is an ``Address`` of ``delivery_service.proto``, secret; ``leads_to`` is what may be
    shown of it. A channel that ``is_routed`` carries what its routes name, even when none is left.
    """

    __tablename__ = "channel"
    __table_args__ = (Index("ix_channel_account_id", "account_id"),)

    no: Mapped[Number]
    id: Mapped[PublicId]
    kind: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[Author]
    label: Mapped[Name]
    address: Mapped[bytes] = mapped_column(LargeBinary)
    leads_to: Mapped[str] = mapped_column(String(300))
    is_routed: Mapped[bool]
    lowest_priority: Mapped[int]
    quiet_begin: Mapped[time | None]
    quiet_end: Mapped[time | None]
    high_comes: Mapped[bool]
    from_escalation: Mapped[int]
    has_names: Mapped[bool]
    made_us: Mapped[Microseconds]
    gone_us: Mapped[Microseconds | None]


class ChannelRoute(Table):
    """What a channel carries alerts of: the id of a class, a station or a member, by ``kind``."""

    __tablename__ = "channel_route"
    __table_args__ = (Index("ix_channel_route_kind_target", "kind", "target"),)

    channel_no: Mapped[int] = mapped_column(ForeignKey("channel.no"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    target: Mapped[str] = mapped_column(String(64), primary_key=True)


class DeliveryRow(Table):
    """Something that goes out by a channel; about no alert: a test.

    Until it has ended it is tried when it is due, by whoever holds it until ``leased_until_us``.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_channel_no_made_us", "channel_no", "made_us"),
        Index(
            "ix_delivery_waiting",
            "due_us",
            sqlite_where=text("ended_us IS NULL"),
            postgresql_where=text("ended_us IS NULL"),
        ),
        Index("ix_delivery_made_us", "made_us"),
    )

    no: Mapped[Number]
    id: Mapped[PublicId]
    channel_no: Mapped[int] = mapped_column(ForeignKey("channel.no"))
    is_digest: Mapped[bool]
    alerts: Mapped[int]
    escalation: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    attempts: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(200))
    made_us: Mapped[Microseconds]
    due_us: Mapped[Microseconds]
    leased_until_us: Mapped[Microseconds]
    ended_us: Mapped[Microseconds | None]


class DeliveryAlert(Table):
    """An alert that a delivery is about."""

    __tablename__ = "delivery_alert"
    __table_args__ = (Index("ix_delivery_alert_alert_id", "alert_id"),)

    delivery_no: Mapped[int] = mapped_column(ForeignKey("delivery.no"), primary_key=True)
    alert_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)


class PushKeyRow(Table):
    """The gym's keys for push services (VAPID): one row. The private one is secret."""

    __tablename__ = "push_key"

    no: Mapped[Number]
    private_pem: Mapped[str]
    public_key: Mapped[str] = mapped_column(String(100))
