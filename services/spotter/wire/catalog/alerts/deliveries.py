"""What goes out to trainers, as the catalog tells of it."""

from dataclasses import dataclass
from enum import Enum

from spotter.api.catalog.v1 import delivery_service_pb2 as pb
from spotter.wire.encoding.enums import WireEnum


class DeliveryState(Enum):
    """What became of a delivery."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"


class AttemptOutcome(Enum):
    """How an attempt ended: accepted, may work later, will not work, nobody is there any more."""

    DELIVERED = "delivered"
    FAILED = "failed"
    REFUSED = "refused"
    GONE = "gone"


STATES = WireEnum(DeliveryState, pb.DeliveryState)
OUTCOMES = WireEnum(AttemptOutcome, pb.AttemptOutcome)

LONGEST_WORDS = 200
MOST_ALERTS = 20
"""That a delivery names; it may be about more."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """How attempt ``number`` ended, in words too, without secrets, cut to 200 characters.

    ``retry_after_s`` is what the receiver asks for, 0: nothing.
    """

    number: int
    outcome: AttemptOutcome
    words: str
    retry_after_s: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", self.words[:LONGEST_WORDS])


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something that goes out by a channel; times are microseconds since the Unix epoch.

    It is about ``alerts`` alerts, none if it is a test, of which it names 20. ``due_us`` is when it
    is tried next, 0: not again; ``ended_us`` 0: it waits.
    """

    delivery_id: str
    channel_id: str
    alert_ids: tuple[str, ...]
    alerts: int
    escalation: int
    state: DeliveryState
    attempts: int
    made_us: int
    outcome: str = ""
    due_us: int = 0
    ended_us: int = 0


def delivery_message(one: Delivery) -> pb.Delivery:
    """The message of a delivery."""
    return pb.Delivery(
        delivery_id=one.delivery_id,
        channel_id=one.channel_id,
        alert_ids=one.alert_ids,
        alerts=one.alerts,
        escalation=one.escalation,
        state=STATES.label(one.state),
        attempts=one.attempts,
        outcome=one.outcome,
        made_us=one.made_us,
        due_us=one.due_us,
        ended_us=one.ended_us,
    )


def delivery_of(message: pb.Delivery) -> Delivery:
    """The delivery in its message. Raises :class:`WireError`."""
    return Delivery(
        delivery_id=message.delivery_id,
        channel_id=message.channel_id,
        alert_ids=tuple(message.alert_ids),
        alerts=message.alerts,
        escalation=message.escalation,
        state=STATES.member(message.state),
        attempts=message.attempts,
        made_us=message.made_us,
        outcome=message.outcome,
        due_us=message.due_us,
        ended_us=message.ended_us,
    )
