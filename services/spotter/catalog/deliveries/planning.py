"""Whom an alert reaches, by which channels, and whether that is still wanted. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import time

from spotter.alerting.values import Alert, Holding, Priority
from spotter.wire.catalog.alerts.channels import ChannelPlan, QuietHours
from spotter.wire.catalog.people.accounts import EVERYBODY, Scope


@dataclass(frozen=True, slots=True)
class Receiver:
    """A channel that is in use: of ``account_id``, or of the whole gym if that is empty.

    ``is_routed``: it carries what its plan names, even when nothing is left of that. ``scope`` is
    whom they may see.
    """

    no: int
    account_id: str
    plan: ChannelPlan
    is_routed: bool = False
    scope: Scope = EVERYBODY


@dataclass(frozen=True, slots=True)
class Situation:
    """The gym's time of day, and who is at the console."""

    local_time: time
    present: Collection[str] = ()


def is_reached(receiver: Receiver, alert: Alert, escalation: int, at: Situation) -> bool:
    """Whether a call-out for ``alert`` goes out by a channel, at this escalation."""
    plan = receiver.plan
    return (
        is_wanted(alert, receiver.account_id, escalation, at.present)
        and escalation >= plan.from_escalation
        and alert.priority >= plan.lowest_priority
        and may_see(receiver.scope, alert)
        and (not receiver.is_routed or _names(plan, alert))
        and not is_quiet(plan.quiet_hours, alert.priority, at.local_time)
    )


def is_wanted(alert: Alert, account_id: str, escalation: int, present: Collection[str]) -> bool:
    """Whether anybody still needs to hear of an alert by a channel of ``account_id``.

    Somebody at the console is not paged. The whole gym is not either, at first, while anybody is
    there; it is once nobody has answered.
    """
    is_seen = account_id in present if account_id else bool(present) and not escalation
    return (
        alert.is_open
        and alert.taking is None
        and alert.holding is not Holding.SILENCE
        and account_id not in alert.declined_by
        and not is_seen
    )


def may_see(scope: Scope | None, alert: Alert) -> bool:
    """Whether somebody with that scope may hear of an alert; None: they may see none at all."""
    return scope is not None and (scope.is_everybody or _names(scope, alert))


def is_quiet(hours: QuietHours | None, priority: Priority, at: time) -> bool:
    """Whether a channel is silent about an alert of that priority at that time of day."""
    if hours is None or (hours.high_comes and priority is Priority.HIGH):
        return False
    if hours.begin < hours.end:
        return hours.begin <= at < hours.end
    return at >= hours.begin or at < hours.end


def _names(them: ChannelPlan | Scope, alert: Alert) -> bool:
    """Whether one of the three names whose the alert is."""
    whose = alert.whose
    return (
        whose.class_id in them.class_ids
        or whose.station_id in them.station_ids
        or whose.member_id in them.member_ids
    )
