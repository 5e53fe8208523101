"""What went out, and what is to go out, as it is told of."""

import uuid
from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, delete, or_, select, tuple_
from sqlalchemy.orm import Session

from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import ChannelRow, DeliveryAlert, DeliveryRow
from spotter.wire.catalog.alerts.deliveries import MOST_ALERTS, Delivery, DeliveryState
from spotter.wire.catalog.checks import checked_id

KEPT_DAYS = 30
_DAY_US = 24 * 3600 * 1_000_000
_CHUNK = 500

Place = tuple[int, int]
"""In the log: when it was made, microseconds, and its number."""


def listed(
    session: Session, *, channel_id: str, account_id: str, before: Place | None, count: int
) -> list[tuple[Place, Delivery]]:
    """At most ``count`` deliveries, latest first, from the one ``before`` on.

    Those of a channel, or of somebody's and the gym's, where that is named. Raises WireError.
    """
    asked = select(DeliveryRow, ChannelRow.id).join(
        ChannelRow, ChannelRow.no == DeliveryRow.channel_no
    )
    if channel_id:
        asked = asked.where(ChannelRow.id == uuid.UUID(checked_id(channel_id, "a channel")))
    if account_id:
        asked = asked.where(or_(ChannelRow.account_id == "", ChannelRow.account_id == account_id))
    if before:
        asked = asked.where(tuple_(DeliveryRow.made_us, DeliveryRow.no) < before)
    latest_first = asked.order_by(DeliveryRow.made_us.desc(), DeliveryRow.no.desc())
    found = session.execute(latest_first.limit(count)).all()
    return [((row.made_us, row.no), value(session, row, of)) for row, of in found]


def latest_of(session: Session, channel: ChannelRow) -> Delivery | None:
    """A channel's latest delivery that has ended and was not withdrawn."""
    row = session.scalar(
        select(DeliveryRow)
        .where(
            DeliveryRow.channel_no == channel.no,
            DeliveryRow.ended_us.is_not(None),
            DeliveryRow.state != DeliveryState.WITHDRAWN.value,
        )
        .order_by(DeliveryRow.made_us.desc(), DeliveryRow.no.desc())
        .limit(1)
    )
    return value(session, row, channel.id) if row else None


def value(session: Session, row: DeliveryRow, channel_id: uuid.UUID) -> Delivery:
    """The delivery in a row."""
    asked = select(DeliveryAlert.alert_id).where(DeliveryAlert.delivery_no == row.no)
    alert_ids = session.scalars(asked.order_by(DeliveryAlert.alert_id).limit(MOST_ALERTS))
    return Delivery(
        delivery_id=str(row.id),
        channel_id=str(channel_id),
        alert_ids=tuple(map(str, alert_ids)),
        alerts=row.alerts,
        escalation=row.escalation,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        made_us=row.made_us,
        outcome=row.outcome,
        due_us=row.due_us if row.ended_us is None else 0,
        ended_us=row.ended_us or 0,
    )


def forgetting(database: Database, now_us: int) -> Iterator[int]:
    """Remove what was made more than 30 days ago; yields how many went in each transaction."""
    old = DeliveryRow.made_us < now_us - KEPT_DAYS * _DAY_US
    while numbers := _numbers(database, old):
        with database.writing() as session:
            session.execute(delete(DeliveryAlert).where(DeliveryAlert.delivery_no.in_(numbers)))
            session.execute(delete(DeliveryRow).where(DeliveryRow.no.in_(numbers)))
        yield len(numbers)


def _numbers(database: Database, old: ColumnElement[bool]) -> Sequence[int]:
    """Some of those, looked up apart: while there are none, nobody waits for a writer."""
    with database.reading() as session:
        return session.scalars(select(DeliveryRow.no).where(old).limit(_CHUNK)).all()
