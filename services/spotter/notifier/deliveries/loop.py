"""Leases what is due from the catalog, has it sent in threads, and reports what became of it."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog

from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from spotter.api.catalog.v1.delivery_service_pb2_grpc import DeliveryServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.errors import CatalogAwayError, RefusedError
from spotter.notifier.deliveries.metrics import DeliveryMetrics
from spotter.notifier.deliveries.sending import Sender
from spotter.runtime.backoff import Backoff
from spotter.wire.catalog.alerts.deliveries import OUTCOMES, Attempt

THREADS = 16
"""Receivers that are waited for at once; of each channel one."""
_LEASE_S = 60
"""Longer than an attempt may take."""
_LOOK_S = 0.5
_REPORTS = 5


class DeliveryLoop:
    """Call :meth:`step` again and again; it waits half a second where there is nothing to send.

    A slow receiver holds up one of the threads, and nobody else. ``random`` is from 0 to 1.
    """

    def __init__(
        self,
        catalog: CatalogChannel,
        sender: Sender,
        metrics: DeliveryMetrics,
        random: Callable[[], float],
        now_us: Callable[[], int],
    ) -> None:
        self._catalog = catalog
        self._stub = DeliveryServiceStub(catalog.grpc)
        self._sender = sender
        self._metrics = metrics
        self._random = random
        self._now_us = now_us
        self._pauses = Backoff(random)
        self._free = threading.BoundedSemaphore(THREADS)
        self._threads = ThreadPoolExecutor(THREADS, "delivery")
        self._stopping = threading.Event()
        self._is_away = False

    def step(self) -> None:
        """Take what is due, as far as there are threads."""
        count = self._taken()
        leased = self._leased(count) if count else None
        deliveries = leased.deliveries if leased else ()
        for _ in range(count - len(deliveries)):
            self._free.release()
        for one in deliveries:
            self._threads.submit(self._deliver, one, leased.push_key if leased else "")
        if not deliveries:
            self._stopping.wait(_LOOK_S)

    def stop(self) -> None:
        """Begin nothing more; what is under way is reported if it ends in time."""
        self._stopping.set()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _taken(self) -> int:
        """How many threads are free; they are taken."""
        count = 0
        while count < THREADS and self._free.acquire(blocking=False):
            count += 1
        return count

    def _leased(self, count: int) -> pb2.LeaseDeliveriesResponse | None:
        request = pb2.LeaseDeliveriesRequest(count=count, lease_s=_LEASE_S)
        try:
            found = self._catalog.call(self._stub.LeaseDeliveries, request)
        except (CatalogAwayError, RefusedError) as error:
            if not self._is_away:
                structlog.get_logger().warning("nothing can be delivered", reason=str(error))
            self._is_away = True
            self._stopping.wait(self._pauses.next_s())
            return None
        self._is_away = False
        self._pauses.succeeded()
        return found

    def _deliver(self, one: pb2.LeasedDelivery, push_key: str) -> None:
        try:
            attempt = self._sender.send(one, push_key)
            self._count(one, attempt)
            self._report(one, attempt)
        finally:
            self._free.release()

    def _count(self, one: pb2.LeasedDelivery, attempt: Attempt) -> None:
        kind = one.address.WhichOneof("kind") or ""
        delay_s = (self._now_us() - one.made_us) / 1e6
        self._metrics.count(kind, attempt.outcome, delay_s)

    def _report(self, one: pb2.LeasedDelivery, attempt: Attempt) -> None:
        """Say it until it is heard; else the delivery goes out once more when its lease ends."""
        request = pb2.ReportDeliveryRequest(
            delivery_id=one.delivery_id,
            attempt=attempt.number,
            outcome=OUTCOMES.label(attempt.outcome),
            words=attempt.words,
            retry_after_s=attempt.retry_after_s,
        )
        pauses = Backoff(self._random)
        for _ in range(_REPORTS):
            try:
                self._catalog.call(self._stub.ReportDelivery, request)
            except RefusedError:  # the channel was removed meanwhile
                return
            except CatalogAwayError:
                self._stopping.wait(pauses.next_s())
            else:
                return
