"""Notifies browsers by their makers' push services: RFC 8030, 8291 and 8292."""

import json
import uuid
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from webpush import WebPush, WebPushSubscription

from spotter.notifier.deliveries.message import Message
from spotter.notifier.deliveries.outcomes import attempt_of
from spotter.notifier.deliveries.posting import Post
from spotter.wire.catalog.alerts.channels import PushAddress
from spotter.wire.catalog.alerts.deliveries import Attempt

_LASTS_S = 900
"""Old news is no news: a phone that was off for longer is not told."""
_URGENCY = {"low": "low", "medium": "normal", "high": "high"}
_LONGEST_BODY = 1000
"""Of the 3993 bytes that every push service takes; a character may be four of them."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who notifies: the gym's private key, PEM, and an e-mail address for the operators."""

    key_pem: str = field(repr=False)
    contact: str


def send_push(address: PushAddress, message: Message, us: Identity, by: Post) -> Attempt:
    """Notify the browser. A message about the same alert replaces the one before.

    Raises what :class:`Post` does.
    """
    sealed = _web_push(us).get(_payload(message), _subscription(address))
    headers = {
        "Authorization": sealed.headers["authorization"],
        "Content-Encoding": sealed.headers["content-encoding"],
        "Content-Type": "application/octet-stream",
        "TTL": f"{_LASTS_S}",
        "Urgency": _URGENCY[message.urgency] if message.alert_ids else "high",
    }
    if message.count == 1:
        headers["Topic"] = uuid.UUID(message.alert_ids[0]).hex
    answer = by.post(address.endpoint, sealed.encrypted, headers)
    return attempt_of(message.number, answer.status, answer.retry_after)


def _payload(message: Message) -> str:
    """What the service worker shows: see static/sw.js."""
    return json.dumps(
        {
            "title": message.title,
            "body": message.body[:_LONGEST_BODY],
            "url": message.url,
            "tag": message.alert_ids[0] if message.count == 1 else "",
            "urgency": message.urgency,
        },
        ensure_ascii=False,
    )


def _subscription(address: PushAddress) -> WebPushSubscription:
    return WebPushSubscription.model_validate(
        {
            "endpoint": address.endpoint,
            "keys": {"p256dh": address.p256dh, "auth": address.auth},
        }
    )


def _web_push(us: Identity) -> WebPush:
    private = us.key_pem.encode()
    public = load_pem_private_key(private, None).public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return WebPush(private, pem, subscriber=us.contact, ttl=_LASTS_S)
