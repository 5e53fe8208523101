"""Leases what is due to those who send it."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from spotter.catalog.database.tables import ChannelRow, DeliveryAlert, DeliveryRow
from spotter.catalog.deliveries.planning import is_wanted, may_see
from spotter.catalog.deliveries.reporting import end, waiting_of
from spotter.catalog.deliveries.retrying import MOST_ATTEMPTS
from spotter.catalog.deliveries.situation import alerts, present, scopes_of_coaches
from spotter.wire.catalog.alerts.deliveries import DeliveryState
from spotter.wire.catalog.people.accounts import Scope

_UNHEARD = "whoever sent it did not say what became of it"


@dataclass(frozen=True, slots=True)
class Leased:
    """A delivery to send, with the alerts that somebody still needs to hear of."""

    row: DeliveryRow
    channel: ChannelRow
    alert_ids: tuple[uuid.UUID, ...]


@dataclass(frozen=True, slots=True)
class _Standing:
    """Who is at the console, and whom those see who may see alerts."""

    present: frozenset[str]
    scopes: Mapping[str, Scope]


def is_any_due(session: Session, now_us: int) -> bool:
    """Whether there is anything to lease."""
    return session.scalar(select(_due(DeliveryRow, now_us).exists())) or False


def lease(session: Session, count: int, until_us: int, now_us: int) -> list[Leased]:
    """Up to ``count`` deliveries that are due, one of each channel, held until ``until_us``.

    What nobody needs to hear any more ends instead. A channel with a delivery that is held waits.
    """
    standing = _Standing(present(session, now_us), scopes_of_coaches(session))
    found = (_next_of(session, one, now_us, standing) for one in _channels(session, count, now_us))
    leased = [one for one in found if one is not None]
    for one in leased:
        one.row.attempts += 1
        one.row.leased_until_us = until_us
    return leased


def _channels(session: Session, count: int, now_us: int) -> Sequence[ChannelRow]:
    """Channels with something due and nothing held, the longest due first, for this one alone."""
    own = DeliveryRow.channel_no == ChannelRow.no
    held = aliased(DeliveryRow)
    is_held = select(held.no).where(
        held.channel_no == ChannelRow.no, held.ended_us.is_(None), held.leased_until_us > now_us
    )
    due = _due(DeliveryRow, now_us).where(own)
    first_due = (
        select(func.min(DeliveryRow.due_us))
        .where(own, DeliveryRow.ended_us.is_(None))
        .scalar_subquery()
    )
    asked = select(ChannelRow).where(due.exists(), ~is_held.exists()).order_by(first_due)
    return session.scalars(asked.limit(count).with_for_update(skip_locked=True)).all()


def _next_of(
    session: Session, channel: ChannelRow, now_us: int, standing: _Standing
) -> Leased | None:
    waiting = session.scalars(waiting_of(channel.no)).all()
    if any(row.leased_until_us > now_us for row in waiting):
        return None  # somebody else was faster
    for row in (one for one in waiting if one.due_us <= now_us):
        wanted = tuple(_still_wanted(session, row, channel.account_id, standing))
        if row.alerts and not wanted:
            end(row, DeliveryState.WITHDRAWN, row.outcome, now_us)
        elif row.attempts >= MOST_ATTEMPTS:
            end(row, DeliveryState.FAILED, _UNHEARD, now_us)
        else:
            return Leased(row, channel, wanted)
    return None


def _still_wanted(
    session: Session,
    row: DeliveryRow,
    account_id: str,
    standing: _Standing,
) -> Iterator[uuid.UUID]:
    asked = select(DeliveryAlert.alert_id).where(DeliveryAlert.delivery_no == row.no)
    known = alerts(session, session.scalars(asked).all())
    most_urgent = sorted(known.items(), key=lambda one: (-one[1].priority, -one[1].rank, one[0]))
    for alert_id, alert in most_urgent:
        if may_see(standing.scopes.get(account_id), alert) and is_wanted(
            alert, account_id, row.escalation, standing.present
        ):
            yield alert_id


def _due(of: type[DeliveryRow], now_us: int) -> Select[int]:
    return select(of.no).where(
        of.ended_us.is_(None), of.due_us <= now_us, of.leased_until_us <= now_us
    )
