"""Sends one delivery by its channel, and says in words what became of it."""

from dataclasses import dataclass, field
from functools import partial

import structlog

from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from spotter.notifier.deliveries.apprise_services import NoServiceError, send_by_apprise
from spotter.notifier.deliveries.deadline import Deadline, HangingError
from spotter.notifier.deliveries.message import Message, message_of
from spotter.notifier.deliveries.posting import PlainHttpError, Post, UnreachableError
from spotter.notifier.deliveries.public_addresses import only_public_addresses
from spotter.notifier.deliveries.pushes import Identity, send_push
from spotter.notifier.deliveries.webhooks import send_webhook
from spotter.wire.catalog.alerts.channels import (
    Address,
    AppriseAddress,
    PushAddress,
    WebhookAddress,
    address_of,
)
from spotter.wire.catalog.alerts.deliveries import Attempt, AttemptOutcome
from spotter.wire.errors import WireError

LONGEST_S = 30.0
"""Shorter than a lease."""
_PRIVATE = "it leads into the gym's own network: see SPOTTER_PRIVATE_RECEIVERS"


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends deliveries about the console at ``page``, for any thread.

    ``contact`` is an e-mail address for the operators of push services. Without
    ``private_receivers``, nothing goes to addresses of the gym's own network, nor by plain HTTP.
    ``deadline`` is for an attempt as a whole: a library's limits may be for each answer on its way.
    """

    page: str
    contact: str
    post: Post
    private_receivers: bool = False
    deadline: Deadline[Attempt] = field(default_factory=lambda: Deadline(LONGEST_S))

    def send(self, one: pb2.LeasedDelivery, push_key: str) -> Attempt:
        """What became of the attempt; raises nothing that a receiver may cause."""
        try:
            return self.deadline.keep(one.channel_id, partial(self._fenced, one, push_key))
        except HangingError as error:
            return Attempt(one.attempt, AttemptOutcome.FAILED, str(error))

    def _fenced(self, one: pb2.LeasedDelivery, push_key: str) -> Attempt:
        if self.private_receivers:
            return self._tried(one, push_key)
        with only_public_addresses() as fence:
            attempt = self._tried(one, push_key)
        if fence.has_refused and attempt.outcome is not AttemptOutcome.DELIVERED:
            return Attempt(one.attempt, AttemptOutcome.REFUSED, _PRIVATE)
        return attempt

    def _tried(self, one: pb2.LeasedDelivery, push_key: str) -> Attempt:
        try:
            return self._sent(address_of(one.address), message_of(one, self.page), push_key)
        except UnreachableError as error:
            return Attempt(one.attempt, AttemptOutcome.FAILED, str(error))
        except (NoServiceError, PlainHttpError, WireError) as error:
            return Attempt(one.attempt, AttemptOutcome.REFUSED, str(error))
        except Exception as error:  # noqa: BLE001 - a library's bug ends one attempt, not the loop
            kind = type(error).__name__  # its words may hold the address
            structlog.get_logger().error("delivery failed", reason=kind, delivery=one.delivery_id)
            return Attempt(one.attempt, AttemptOutcome.FAILED, f"Spotter failed ({kind})")

    def _sent(self, address: Address, message: Message, push_key: str) -> Attempt:
        match address:
            case AppriseAddress():
                return send_by_apprise(address, message)
            case WebhookAddress():
                return send_webhook(address, message, self.post)
            case PushAddress():
                return send_push(address, message, Identity(push_key, self.contact), self.post)
