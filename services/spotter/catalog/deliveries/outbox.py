"""Puts what is to go out into the outbox, in the transaction that calls for it."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from spotter.alerting.values import Alert, CallOut
from spotter.catalog.database.tables import ChannelRow, DeliveryAlert, DeliveryRow
from spotter.catalog.deliveries.folding import WINDOW_US, digest_due_us, goes_alone
from spotter.catalog.deliveries.planning import is_reached
from spotter.catalog.deliveries.situation import alerts, receivers, situation
from spotter.wire.catalog.alerts.deliveries import DeliveryState

_DELIVERIES = uuid.UUID("7a0c3c0e-5f0b-4f0e-9d0c-9f6f6a5f2f31")
"""The namespace of their ids (RFC 9562, version 5)."""


def call_out(session: Session, calls: Iterable[CallOut], now_us: int, zone: ZoneInfo) -> None:
    """Have each call-out go out by the channels that it reaches; ``zone`` is the gym's.

    The alerts are in the database as they are now. An alert that still waits to go out by a channel
    does not go out by it a second time.
    """
    pending = list(calls)
    if not pending:
        return
    at, known = situation(session, now_us, zone), alerts(session, _ids(pending))
    called = [
        (alert, call.step) for call in pending if (alert := known.get(uuid.UUID(call.alert_id)))
    ]
    for receiver in receivers(session):
        reached = [(one, step) for one, step in called if is_reached(receiver, one, step, at)]
        if reached:
            _Outbox(session, receiver.no, now_us).add(reached)


def test_of(session: Session, row: ChannelRow, now_us: int) -> DeliveryRow:
    """A test by a channel, which is due at once."""
    made = _delivery(row.no, f"test {row.id} {now_us}", now_us)
    session.add(made)
    session.flush()
    return made


class _Outbox:
    """What waits to go out by one channel."""

    def __init__(self, session: Session, channel_no: int, now_us: int) -> None:
        self._session = session
        self._no = channel_no
        self._now_us = now_us
        self._recent = self._recent_alone()
        self._digest = self._open_digest()

    def add(self, reached: Sequence[tuple[Alert, int]]) -> None:
        """Have alerts go out, with their escalations, but for those that still wait to."""
        waiting = self._waiting({uuid.UUID(alert.alert_id) for alert, _ in reached})
        added = []
        for alert, escalation in reached:
            alert_id = uuid.UUID(alert.alert_id)
            if alert_id not in waiting:
                waiting.add(alert_id)
                row = self._row_for(alert, escalation)
                added.append({"delivery_no": row.no, "alert_id": alert_id})
        if added:
            self._session.execute(insert(DeliveryAlert), added)

    def _row_for(self, alert: Alert, escalation: int) -> DeliveryRow:
        if goes_alone(self._recent, alert.priority):
            self._recent += 1
            row = self._made(f"{alert.alert_id} {escalation}")
        else:
            row = self._digest = self._digest or self._made_digest()
        row.alerts += 1
        row.escalation = max(row.escalation, escalation)
        if row.no is None:
            self._session.flush()
        return row

    def _made(self, what: str) -> DeliveryRow:
        row = _delivery(self._no, f"{self._no} {what} {self._now_us}", self._now_us)
        self._session.add(row)
        return row

    def _made_digest(self) -> DeliveryRow:
        latest = self._session.scalar(
            select(func.max(DeliveryRow.made_us)).where(
                DeliveryRow.channel_no == self._no, DeliveryRow.is_digest
            )
        )
        row = self._made("digest")
        row.is_digest, row.due_us = True, digest_due_us(self._now_us, latest or 0)
        return row

    def _waiting(self, alert_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
        asked = (
            select(DeliveryAlert.alert_id)
            .join(DeliveryRow, DeliveryRow.no == DeliveryAlert.delivery_no)
            .where(
                DeliveryRow.channel_no == self._no,
                DeliveryRow.ended_us.is_(None),
                DeliveryAlert.alert_id.in_(alert_ids),
            )
        )
        return set(self._session.scalars(asked))

    def _recent_alone(self) -> int:
        asked = select(func.count()).where(
            DeliveryRow.channel_no == self._no,
            DeliveryRow.made_us > self._now_us - WINDOW_US,
            DeliveryRow.alerts > 0,
            ~DeliveryRow.is_digest,
        )
        return self._session.scalar(asked) or 0

    def _open_digest(self) -> DeliveryRow | None:
        """The digest that still gathers: nobody has tried to send it."""
        asked = select(DeliveryRow).where(
            DeliveryRow.channel_no == self._no,
            DeliveryRow.is_digest,
            DeliveryRow.ended_us.is_(None),
            DeliveryRow.attempts == 0,
        )
        return self._session.scalars(asked.with_for_update()).first()


def _ids(calls: Iterable[CallOut]) -> set[uuid.UUID]:
    return {uuid.UUID(call.alert_id) for call in calls}


def _delivery(channel_no: int, what: str, now_us: int) -> DeliveryRow:
    return DeliveryRow(
        id=uuid.uuid5(_DELIVERIES, what),
        channel_no=channel_no,
        is_digest=False,
        alerts=0,
        escalation=0,
        state=DeliveryState.WAITING.value,
        attempts=0,
        outcome="",
        made_us=now_us,
        due_us=now_us,
        leased_until_us=0,
        ended_us=None,
    )
