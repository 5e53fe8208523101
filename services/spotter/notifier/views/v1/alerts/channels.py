"""Channels, by which trainers are reached, and what went out by them."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StrictBool

from spotter.alerting.values import Priority
from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.alerts.alerts import PriorityName
from spotter.notifier.views.v1.fields import Given, Id, Name, StationId, TimeMs, milliseconds
from spotter.wire.catalog.alerts.channels import (
    KINDS,
    LONGEST_ADDRESS,
    MOST_ESCALATION,
    ChannelPlan,
    QuietHours,
    plan_of,
)
from spotter.wire.catalog.alerts.deliveries import delivery_of
from spotter.wire.catalog.people.classes import time_of

_MOST = 100
KindName = Literal["apprise", "webhook", "web_push"]
StateName = Literal["waiting", "delivered", "withdrawn", "failed"]
Place = Annotated[str, Field(min_length=1, max_length=LONGEST_ADDRESS, repr=False)]
TimeOfDay = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["22:00"])]


class AppriseGiven(Given):
    """A service that Apprise knows."""

    kind: Literal["apprise"]
    url: Annotated[Place, Field(examples=["ntfy://my-topic"])]


class WebhookGiven(Given):
    """A program that is called, as Standard Webhooks says."""

    kind: Literal["webhook"]
    url: Annotated[Place, Field(examples=["https://example.org/spotter"])]


class BrowserGiven(Given):
    """A browser's push subscription, as its Push API gives it."""

    kind: Literal["web_push"]
    endpoint: Place
    p256dh: Annotated[str, Field(max_length=200, repr=False)]
    auth: Annotated[str, Field(max_length=100, repr=False)]


AddressGiven = Annotated[AppriseGiven | WebhookGiven | BrowserGiven, Field(discriminator="kind")]


class QuietHoursGiven(Given):
    """When a channel is silent, in the gym's time zone; over midnight if it ends earlier."""

    begin: TimeOfDay
    end: TimeOfDay
    high_comes: Annotated[StrictBool, Field(description="high priority comes all the same")] = True


class PlanGiven(Given):
    """What a channel is for."""

    label: Name
    class_ids: Annotated[tuple[UUID, ...], Field(max_length=_MOST)] = ()
    station_ids: Annotated[tuple[StationId, ...], Field(max_length=_MOST)] = ()
    member_ids: Annotated[
        tuple[UUID, ...],
        Field(
            max_length=_MOST,
            description="being named by one of the three is enough; none named: everybody",
        ),
    ] = ()
    lowest_priority: PriorityName = "low"
    quiet_hours: QuietHoursGiven | None = None
    from_escalation: Annotated[
        int,
        Field(
            strict=True,
            ge=0,
            le=MOST_ESCALATION,
            description="0: at once; 1: when nobody has answered once",
        ),
    ] = 0
    has_names: Annotated[StrictBool, Field(description="messages name members")] = False

    @property
    def value(self) -> ChannelPlan:
        """The plan as the catalog takes it. Raises :class:`WireError` for what cannot be one."""
        quiet = self.quiet_hours
        return ChannelPlan(
            label=self.label,
            class_ids=tuple(map(str, self.class_ids)),
            station_ids=self.station_ids,
            member_ids=tuple(map(str, self.member_ids)),
            lowest_priority=Priority[self.lowest_priority.upper()],
            quiet_hours=QuietHours(time_of(quiet.begin), time_of(quiet.end), quiet.high_comes)
            if quiet
            else None,
            from_escalation=self.from_escalation,
            has_names=self.has_names,
        )


class ChannelGiven(Given):
    """A channel to make."""

    plan: PlanGiven
    address: AddressGiven
    is_gyms: Annotated[StrictBool, Field(description="it is the whole gym's, nobody's own")] = False


class ChannelChanged(Given):
    """What a channel is to be."""

    plan: PlanGiven
    address: Annotated[
        AddressGiven | None, Field(description="of the same kind; null: as it is")
    ] = None


class QuietHoursView(View):
    """When a channel is silent."""

    begin: TimeOfDay
    end: TimeOfDay
    high_comes: bool


class PlanView(View):
    """What a channel is for."""

    label: str
    class_ids: list[str]
    station_ids: list[str]
    member_ids: list[str]
    lowest_priority: PriorityName
    quiet_hours: QuietHoursView | None
    from_escalation: int
    has_names: bool


class DeliveryView(View):
    """Something that went out, or is to."""

    delivery_id: Id
    alert_ids: Annotated[list[str], Field(description="20 at most")]
    alerts: Annotated[int, Field(description="how many it is about; 0: a test")]
    escalation: int
    state: StateName
    attempts: int
    outcome: Annotated[str, Field(description="how the last attempt ended, in words")]
    made_ms: TimeMs
    due_ms: Annotated[int | None, Field(description="when it is tried next; null: not again")]
    ended_ms: Annotated[int | None, Field(description="null: it waits")]


class ChannelView(View):
    """A way to reach somebody, without its secrets."""

    channel_id: Id
    kind: KindName
    is_gyms: bool
    plan: PlanView
    leads_to: Annotated[str, Field(examples=["slack://…"])]
    made_ms: TimeMs
    gone_ms: Annotated[int | None, Field(description="nobody is there any more; null: in use")]
    latest: Annotated[DeliveryView | None, Field(description="the latest that has ended")]


class ChannelMade(View):
    """A new channel."""

    channel: ChannelView
    secret: Annotated[
        str, Field(description="what a webhook is signed by, shown once; empty for other kinds")
    ]


class PushKeyView(View):
    """What a browser needs to subscribe."""

    public_key: Annotated[str, Field(description="the gym's, base64url (VAPID)")]


def address_given(given: AddressGiven) -> pb2.Address:
    """The message of an address."""
    match given:
        case AppriseGiven(url=url):
            return pb2.Address(apprise=url)
        case WebhookGiven(url=url):
            return pb2.Address(webhook=pb2.WebhookAddress(url=url))
        case BrowserGiven():
            return pb2.Address(
                web_push=pb2.PushSubscription(
                    endpoint=given.endpoint, p256dh=given.p256dh, auth=given.auth
                )
            )


def channel_view(message: pb2.Channel) -> ChannelView:
    """The view of a channel. Raises :class:`WireError` if it is none."""
    return ChannelView.model_validate(
        {
            "channel_id": message.channel_id,
            "kind": KINDS.member(message.kind).value,
            "is_gyms": not message.account_id,
            "plan": _plan_view(plan_of(message.plan)),
            "leads_to": message.leads_to,
            "made_ms": milliseconds(message.made_us),
            "gone_ms": milliseconds(message.gone_us) or None,
            "latest": delivery_view(message.latest) if message.HasField("latest") else None,
        }
    )


def delivery_view(message: pb2.Delivery) -> DeliveryView:
    """The view of a delivery. Raises :class:`WireError` if it is none."""
    one = delivery_of(message)
    return DeliveryView.model_validate(
        {
            "delivery_id": one.delivery_id,
            "alert_ids": list(one.alert_ids),
            "alerts": one.alerts,
            "escalation": one.escalation,
            "state": one.state.value,
            "attempts": one.attempts,
            "outcome": one.outcome,
            "made_ms": milliseconds(one.made_us),
            "due_ms": milliseconds(one.due_us) or None,
            "ended_ms": milliseconds(one.ended_us) or None,
        }
    )


def _plan_view(plan: ChannelPlan) -> PlanView:
    quiet = plan.quiet_hours
    return PlanView.model_validate(
        {
            "label": plan.label,
            "class_ids": list(plan.class_ids),
            "station_ids": list(plan.station_ids),
            "member_ids": list(plan.member_ids),
            "lowest_priority": plan.lowest_priority.name.lower(),
            "quiet_hours": QuietHoursView(
                begin=f"{quiet.begin:%H:%M}", end=f"{quiet.end:%H:%M}", high_comes=quiet.high_comes
            )
            if quiet
            else None,
            "from_escalation": plan.from_escalation,
            "has_names": plan.has_names,
        }
    )
