"""Channels, by which trainers are reached: what they are for, and where they lead.

Where a channel leads is secret: it is in no ``repr``.
"""

import base64
import binascii
import re
from dataclasses import dataclass, field, fields
from datetime import time
from enum import Enum
from urllib.parse import urlsplit

from spotter.alerting.values import Priority
from spotter.api.catalog.v1 import delivery_service_pb2 as pb
from spotter.wire.catalog.alerts.alerts import PRIORITIES
from spotter.wire.catalog.checks import checked_id, checked_name, checked_station_id
from spotter.wire.catalog.people.classes import time_of
from spotter.wire.encoding.enums import WireEnum
from spotter.wire.errors import WireError

LONGEST_ADDRESS = 2000
MOST_ESCALATION = 10
SIGNING_PREFIX = "whsec_"

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{1,40}):/{1,2}\S", re.IGNORECASE)
_POINT_BYTES, _AUTH_BYTES = 65, 16
"""Of a point on P-256, uncompressed, and of a browser's secret (RFC 8291)."""


class ChannelKind(Enum):
    """How a channel reaches somebody."""

    APPRISE = "apprise"
    WEBHOOK = "webhook"
    WEB_PUSH = "web_push"


KINDS = WireEnum(ChannelKind, pb.ChannelKind)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours of each day in the gym's time zone, over midnight if they end before they begin.

    Raises :class:`WireError` if they end when they begin.
    """

    begin: time
    end: time
    high_comes: bool = False

    def __post_init__(self) -> None:
        if self.begin == self.end:
            raise WireError(f"quiet hours end at another time than they begin; found {self.begin}")


@dataclass(frozen=True, slots=True)
class ChannelPlan:
    """What a channel is for.

    It carries alerts of the classes, at the stations, or of the members that it names, of all if it
    names none; of ``lowest_priority`` and above, from ``from_escalation`` on. Raises
    :class:`WireError` for what cannot be one.
    """

    label: str
    class_ids: tuple[str, ...] = ()
    station_ids: tuple[str, ...] = ()
    member_ids: tuple[str, ...] = ()
    lowest_priority: Priority = Priority.LOW
    quiet_hours: QuietHours | None = None
    from_escalation: int = 0
    has_names: bool = False

    def __post_init__(self) -> None:
        checked_name(self.label, "a channel's label")
        for class_id in self.class_ids:
            checked_id(class_id, "a class")
        for station_id in self.station_ids:
            checked_station_id(station_id)
        for member_id in self.member_ids:
            checked_id(member_id, "a member")
        if not 0 <= self.from_escalation <= MOST_ESCALATION:
            raise WireError(
                f"a channel is used from escalation 0 to {MOST_ESCALATION} on; "
                f"found {self.from_escalation}"
            )


@dataclass(frozen=True, slots=True)
class AppriseAddress:
    """An address as Apprise writes it, such as ``ntfy://topic``. Raises :class:`WireError`."""

    url: str = field(repr=False)

    def __post_init__(self) -> None:
        _check_length(self.url)
        if not _SCHEME.match(self.url) or not self.url.isprintable():
            raise WireError("expected an address as Apprise writes it, such as ntfy://topic")

    @property
    def leads_to(self) -> str:
        """What may be shown of it: the service; all the rest may be a token."""
        return f"{self.url.partition(':')[0].lower()}://…"


@dataclass(frozen=True, slots=True)
class WebhookAddress:
    """Where a program listens, and what messages to it are signed by. Raises WireError."""

    url: str = field(repr=False)
    secret: str = field(repr=False)

    def __post_init__(self) -> None:
        _check_url(self.url)
        if not self.secret.startswith(SIGNING_PREFIX) or not _decoded(
            self.secret.removeprefix(SIGNING_PREFIX)
        ):
            raise WireError(f"a webhook's secret is {SIGNING_PREFIX} and base64")

    @property
    def leads_to(self) -> str:
        """What may be shown of it: the host; the path may be a secret."""
        return _host_of(self.url)


@dataclass(frozen=True, slots=True)
class PushAddress:
    """A browser's subscription, as its Push API gives it. Raises :class:`WireError`."""

    endpoint: str = field(repr=False)
    p256dh: str = field(repr=False)
    auth: str = field(repr=False)

    def __post_init__(self) -> None:
        _check_url(self.endpoint)
        if len(_decoded(self.p256dh)) != _POINT_BYTES or len(_decoded(self.auth)) != _AUTH_BYTES:
            raise WireError("expected the keys of a browser's push subscription, as base64url")

    @property
    def leads_to(self) -> str:
        """What may be shown of it: the push service."""
        return _host_of(self.endpoint)


Address = AppriseAddress | WebhookAddress | PushAddress
ADDRESSES: dict[ChannelKind, type[Address]] = {
    ChannelKind.APPRISE: AppriseAddress,
    ChannelKind.WEBHOOK: WebhookAddress,
    ChannelKind.WEB_PUSH: PushAddress,
}


def kind_of(address: Address) -> ChannelKind:
    """How a channel with that address reaches somebody."""
    return next(kind for kind, one in ADDRESSES.items() if isinstance(address, one))


def plan_message(plan: ChannelPlan) -> pb.ChannelPlan:
    """The message of a plan."""
    quiet = plan.quiet_hours
    return pb.ChannelPlan(
        label=plan.label,
        class_ids=plan.class_ids,
        station_ids=plan.station_ids,
        member_ids=plan.member_ids,
        lowest_priority=PRIORITIES.label(plan.lowest_priority),
        quiet_hours=pb.QuietHours(
            begin=f"{quiet.begin:%H:%M}", end=f"{quiet.end:%H:%M}", high_comes=quiet.high_comes
        )
        if quiet
        else None,
        from_escalation=plan.from_escalation,
        has_names=plan.has_names,
    )


def plan_of(message: pb.ChannelPlan) -> ChannelPlan:
    """The plan in its message. Raises :class:`WireError`."""
    quiet = message.quiet_hours
    lowest = message.lowest_priority
    return ChannelPlan(
        label=checked_name(message.label, "a channel's label"),
        class_ids=tuple(dict.fromkeys(checked_id(one, "a class") for one in message.class_ids)),
        station_ids=tuple(dict.fromkeys(message.station_ids)),
        member_ids=tuple(dict.fromkeys(checked_id(one, "a member") for one in message.member_ids)),
        lowest_priority=PRIORITIES.member(lowest) if lowest else Priority.LOW,
        quiet_hours=QuietHours(time_of(quiet.begin), time_of(quiet.end), quiet.high_comes)
        if message.HasField("quiet_hours")
        else None,
        from_escalation=message.from_escalation,
        has_names=message.has_names,
    )


def address_message(address: Address) -> pb.Address:
    """The message of an address; secret."""
    match address:
        case AppriseAddress(url):
            return pb.Address(apprise=url)
        case WebhookAddress(url, secret):
            return pb.Address(webhook=pb.WebhookAddress(url=url, secret=secret))
        case PushAddress():
            said = {one.name: getattr(address, one.name) for one in fields(address)}
            return pb.Address(web_push=pb.PushSubscription(**said))


def address_of(message: pb.Address) -> Address:
    """The address in its message. Raises :class:`WireError`."""
    match message.WhichOneof("kind"):
        case "apprise":
            return AppriseAddress(message.apprise)
        case "webhook":
            return WebhookAddress(message.webhook.url, message.webhook.secret)
        case "web_push":
            found = message.web_push
            return PushAddress(found.endpoint, found.p256dh, found.auth)
        case _:
            raise WireError("expected where a channel leads; found nothing")


def _check_length(text: str) -> None:
    if len(text) > LONGEST_ADDRESS:
        raise WireError(
            f"an address has up to {LONGEST_ADDRESS} characters; found one of {len(text)}"
        )


def _check_url(url: str) -> None:
    _check_length(url)
    try:
        parts = urlsplit(url)
        is_one = parts.scheme in {"https", "http"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_one = False
    if not is_one or "@" in parts.netloc or not url.isprintable() or " " in url:
        raise WireError("expected a URL such as https://example.org/spotter, without a password")


def _host_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/…"


def _decoded(text: str) -> bytes:
    """The bytes in base64 of either alphabet, with padding or without; none of what is not that."""
    try:
        plain = text.rstrip("=").replace("-", "+").replace("_", "/")
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""
