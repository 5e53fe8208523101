"""A notifier's deliveries in the test's own process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from prometheus_client import CollectorRegistry

from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from spotter.catalog_client.channel import CatalogChannel
from spotter.notifier.deliveries.apprise_services import silence_apprise
from spotter.notifier.deliveries.deadline import Deadline
from spotter.notifier.deliveries.loop import DeliveryLoop
from spotter.notifier.deliveries.metrics import DeliveryMetrics
from spotter.notifier.deliveries.posting import Post
from spotter.notifier.deliveries.public_addresses import watch_connections
from spotter.notifier.deliveries.sending import LONGEST_S, Sender
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.runtime.loops import Loop
from support.reaching.reached import Reached
from support.waiting import until

PAGE = "https://gym.example/"
CONTACT = "gym@example.org"


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Sends what the catalog of ``gym`` has."""

    gym: Reached
    registry: CollectorRegistry

    def settled(self, count: int) -> list[pb2.Delivery]:
        """The log, latest first, once ``count`` deliveries have ended."""

        def look() -> list[pb2.Delivery]:
            log = self.gym.log()
            return log if sum(bool(one.ended_us) for one in log) == count else []

        return until(look, what=f"{count} deliveries that have ended")

    def tried(self, attempts: int) -> pb2.Delivery:
        """The latest delivery, once so many attempts of it have failed."""

        def look() -> pb2.Delivery | None:
            one = self.gym.log()[0]
            is_known = one.due_us > self.gym.clock.now_us or one.ended_us
            return one if one.attempts == attempts and is_known else None

        found = until(look, what=f"{attempts} attempts")
        assert found is not None
        return found

    def counted(self, kind: str, outcome: str) -> float:
        """How many attempts the metrics have."""
        labels = {"kind": kind, "outcome": outcome}
        return self.registry.get_sample_value("spotter_deliveries_total", labels) or 0.0


@contextmanager
def deliverer(
    gym: Reached,
    *,
    limit_s: float = 10.0,
    deadline_s: float = LONGEST_S,
    private_receivers: bool = True,
) -> Iterator[Deliverer]:
    """Deliver until the end; an attempt has ``deadline_s``, one of a webhook ``limit_s``."""
    silence_apprise()
    watch_connections()
    registry = CollectorRegistry()
    post = Post(partial(datetime.now, UTC), limit_s, plain_http=True)
    sender = Sender(PAGE, CONTACT, post, private_receivers, Deadline(deadline_s))
    failures: list[None] = []
    with CatalogChannel(gym.address, GrpcSecurity()) as channel:
        deliveries = DeliveryLoop(
            channel, sender, DeliveryMetrics(registry), lambda: 1.0, lambda: gym.clock.now_us
        )
        loop = Loop("deliveries", deliveries.step, lambda: failures.append(None))
        try:
            yield Deliverer(gym, registry)
        finally:
            deliveries.stop()
            loop.stop(10.0)
    assert not failures
