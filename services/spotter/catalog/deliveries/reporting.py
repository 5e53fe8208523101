"""Notes what became of deliveries."""

import uuid

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import ChannelRow, DeliveryRow
from spotter.catalog.deliveries.retrying import next_due_us
from spotter.catalog.errors import UnknownError
from spotter.wire.catalog.alerts.deliveries import Attempt, AttemptOutcome, DeliveryState
from spotter.wire.catalog.checks import checked_id

_NOBODY = "nobody is there any more"


def report(
    session: Session, delivery_id: str, attempt: Attempt, now_us: int, random: float
) -> DeliveryRow:
    """Note how an attempt ended; the delivery as it is now.

    An attempt that took so long that another has begun only counts if it was delivered. ``random``
    is from 0 to 1. Raises :class:`UnknownError`.
    """
    row = _by_id(session, delivery_id)
    if row.ended_us is not None:
        return row
    if attempt.outcome is AttemptOutcome.DELIVERED:
        end(row, DeliveryState.DELIVERED, attempt.words, now_us)
    elif attempt.number == row.attempts:
        _not_delivered(session, row, attempt, now_us, random)
    return row


def _not_delivered(
    session: Session, row: DeliveryRow, attempt: Attempt, now_us: int, random: float
) -> None:
    row.outcome, row.leased_until_us = attempt.words, 0
    if attempt.outcome is AttemptOutcome.GONE:
        _close(session, row.channel_no, attempt.words or _NOBODY, now_us)
        return
    due_us = None
    if attempt.outcome is AttemptOutcome.FAILED:
        due_us = next_due_us(row.attempts, row.made_us, now_us, attempt.retry_after_s, random)
    if due_us is None:
        end(row, DeliveryState.FAILED, attempt.words, now_us)
    else:
        row.due_us = due_us


def _close(session: Session, channel_no: int, words: str, now_us: int) -> None:
    """Nothing goes out by a channel any more at whose end nobody is."""
    session.get_one(ChannelRow, channel_no).gone_us = now_us
    for row in session.scalars(waiting_of(channel_no)):
        end(row, DeliveryState.FAILED, words, now_us)


def waiting_of(channel_no: int) -> Select[DeliveryRow]:
    """What a channel has to send, the longest due first."""
    return (
        select(DeliveryRow)
        .where(DeliveryRow.channel_no == channel_no, DeliveryRow.ended_us.is_(None))
        .order_by(DeliveryRow.due_us, DeliveryRow.no)
    )


def _by_id(session: Session, delivery_id: str) -> DeliveryRow:
    wanted = uuid.UUID(checked_id(delivery_id, "a delivery"))
    row = session.scalar(select(DeliveryRow).where(DeliveryRow.id == wanted).with_for_update())
    if row is None:
        raise UnknownError(f"there is no delivery {delivery_id}")
    return row


def end(row: DeliveryRow, state: DeliveryState, words: str, now_us: int) -> None:
    """Nothing more happens to a delivery."""
    row.state, row.outcome, row.ended_us, row.leased_until_us = state.value, words, now_us, 0
