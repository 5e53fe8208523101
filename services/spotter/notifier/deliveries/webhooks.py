"""Calls programs, as Standard Webhooks says: https://www.standardwebhooks.com."""

import json
from dataclasses import asdict
from datetime import UTC, datetime

from standardwebhooks import Webhook

from spotter.notifier.deliveries.message import Message
from spotter.notifier.deliveries.outcomes import attempt_of
from spotter.notifier.deliveries.posting import Post
from spotter.wire.catalog.alerts.channels import WebhookAddress
from spotter.wire.catalog.alerts.deliveries import Attempt

_ALERT, _TEST = "alert.called", "channel.test"
_ENVELOPE = frozenset({"delivery_id", "number", "made_us"})


def send_webhook(address: WebhookAddress, message: Message, by: Post) -> Attempt:
    """Call the program, under the same id at each attempt. Raises what :class:`Post` does."""
    body, now = _payload(message), by.now()
    headers = {
        "Content-Type": "application/json",
        "webhook-id": message.delivery_id,
        "webhook-timestamp": f"{int(now.timestamp())}",
        "webhook-signature": Webhook(address.secret).sign(message.delivery_id, now, body),
    }
    answer = by.post(address.url, body.encode(), headers)
    return attempt_of(message.number, answer.status, answer.retry_after)


def _payload(message: Message) -> str:
    said = {name: one for name, one in asdict(message).items() if name not in _ENVELOPE}
    return json.dumps(
        {
            "type": _ALERT if message.alert_ids else _TEST,
            "timestamp": datetime.fromtimestamp(message.made_us / 1e6, UTC).isoformat(),
            "data": said,
        }
    )
