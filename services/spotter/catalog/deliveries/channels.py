"""What changes channels: each function is one change in the transaction of ``session``."""

import uuid
from collections.abc import Sequence
from datetime import time

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from spotter.alerting.values import Priority
from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from spotter.catalog.audit import Signature, note
from spotter.catalog.database.tables import (
    ChannelRoute,
    ChannelRow,
    DeliveryAlert,
    DeliveryRow,
)
from spotter.catalog.errors import ConflictError, UnknownError
from spotter.wire.catalog.alerts.channels import (
    Address,
    ChannelKind,
    ChannelPlan,
    PushAddress,
    QuietHours,
    address_message,
    address_of,
    kind_of,
)
from spotter.wire.catalog.checks import checked_id

KIND = "channel"
_CLASS, _STATION, _MEMBER = "class", "station", "member"


def create(
    session: Session, plan: ChannelPlan, address: Address, account_id: str, signed: Signature
) -> ChannelRow:
    """A new channel, or the one by which that browser is reached already."""
    if isinstance(address, PushAddress) and (known := _of_browser(session, address, account_id)):
        change(session, known, plan, address, signed)
        return known
    row = ChannelRow(
        id=uuid.uuid4(), kind=kind_of(address).value, account_id=account_id, made_us=signed.at_us
    )
    _lead(row, address)
    _fill(row, plan)
    session.add(row)
    session.flush()
    _route(session, row, plan)
    note(session, signed, KIND, row.id, "made a channel")
    return row


def change(
    session: Session,
    row: ChannelRow,
    plan: ChannelPlan,
    address: Address | None,
    signed: Signature,
) -> None:
    """Replace what a channel is for and, if there is an ``address``, where it leads.

    It is in use again if nobody was there. Raises :class:`ConflictError` for another kind.
    """
    if address is not None:
        if (kind := kind_of(address)) is not ChannelKind(row.kind):
            raise ConflictError(f"expected an address of the kind {row.kind}; found {kind.value}")
        _lead(row, address)
    _fill(row, plan)
    session.execute(delete(ChannelRoute).where(ChannelRoute.channel_no == row.no))
    _route(session, row, plan)
    note(session, signed, KIND, row.id, "changed the channel")


def remove(session: Session, row: ChannelRow, signed: Signature) -> None:
    """Remove a channel, and the log of what went out by it."""
    note(session, signed, KIND, row.id, "removed the channel")
    _remove(session, row.no)


def remove_those_of(session: Session, account_id: str) -> None:
    """Remove the channels of somebody who has left."""
    for no in session.scalars(select(ChannelRow.no).where(ChannelRow.account_id == account_id)):
        _remove(session, no)


def forget_member(session: Session, member_id: str) -> None:
    """No channel names a member any more who is erased; what it carried of others it still does."""
    session.execute(
        delete(ChannelRoute).where(ChannelRoute.kind == _MEMBER, ChannelRoute.target == member_id)
    )


def by_id(session: Session, channel_id: str) -> ChannelRow:
    """The channel with that id. Raises :class:`UnknownError`; WireError for what is no id."""
    wanted = uuid.UUID(checked_id(channel_id, "a channel"))
    row = session.scalar(select(ChannelRow).where(ChannelRow.id == wanted))
    if row is None:
        raise UnknownError(f"there is no channel {channel_id}")
    return row


def listed(session: Session, account_id: str) -> Sequence[ChannelRow]:
    """The channels of somebody and of the whole gym, or everybody's, by label."""
    asked = select(ChannelRow).order_by(ChannelRow.label, ChannelRow.no)
    if account_id:
        asked = asked.where(ChannelRow.account_id.in_(("", account_id)))
    return session.scalars(asked).all()


def plan_in(session: Session, row: ChannelRow) -> ChannelPlan:
    """What the channel in a row is for."""
    routes = session.execute(
        select(ChannelRoute.kind, ChannelRoute.target)
        .where(ChannelRoute.channel_no == row.no)
        .order_by(ChannelRoute.target)
    ).all()
    quiet = None
    if row.quiet_begin is not None and row.quiet_end is not None:
        quiet = QuietHours(row.quiet_begin, row.quiet_end, row.high_comes)
    return ChannelPlan(
        label=row.label,
        class_ids=tuple(target for kind, target in routes if kind == _CLASS),
        station_ids=tuple(target for kind, target in routes if kind == _STATION),
        member_ids=tuple(target for kind, target in routes if kind == _MEMBER),
        lowest_priority=Priority(row.lowest_priority),
        quiet_hours=quiet,
        from_escalation=row.from_escalation,
        has_names=row.has_names,
    )


def address_in(row: ChannelRow) -> Address:
    """Where the channel in a row leads; secret."""
    return address_of(pb2.Address.FromString(row.address))


def _lead(row: ChannelRow, address: Address) -> None:
    row.address = address_message(address).SerializeToString()
    row.leads_to = address.leads_to


def _fill(row: ChannelRow, plan: ChannelPlan) -> None:
    quiet = plan.quiet_hours
    row.label, row.has_names = plan.label, plan.has_names
    row.is_routed = bool(plan.class_ids or plan.station_ids or plan.member_ids)
    row.lowest_priority, row.from_escalation = plan.lowest_priority.value, plan.from_escalation
    row.quiet_begin, row.quiet_end = (quiet.begin, quiet.end) if quiet else _NEVER
    row.high_comes = bool(quiet and quiet.high_comes)
    row.gone_us = None


_NEVER: tuple[time | None, time | None] = (None, None)


def _route(session: Session, row: ChannelRow, plan: ChannelPlan) -> None:
    targets = {_CLASS: plan.class_ids, _STATION: plan.station_ids, _MEMBER: plan.member_ids}
    session.add_all(
        ChannelRoute(channel_no=row.no, kind=kind, target=target)
        for kind, named in targets.items()
        for target in named
    )
    session.flush()


def _of_browser(session: Session, address: PushAddress, account_id: str) -> ChannelRow | None:
    asked = select(ChannelRow).where(
        ChannelRow.account_id == account_id, ChannelRow.kind == ChannelKind.WEB_PUSH.value
    )
    for row in session.scalars(asked):
        known = address_in(row)
        if isinstance(known, PushAddress) and known.endpoint == address.endpoint:
            return row
    return None


def _remove(session: Session, no: int) -> None:
    own = select(DeliveryRow.no).where(DeliveryRow.channel_no == no)
    session.execute(delete(DeliveryAlert).where(DeliveryAlert.delivery_no.in_(own)))
    session.execute(delete(DeliveryRow).where(DeliveryRow.channel_no == no))
    session.execute(delete(ChannelRoute).where(ChannelRoute.channel_no == no))
    session.execute(delete(ChannelRow).where(ChannelRow.no == no))
