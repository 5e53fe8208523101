"""Delivers while the page is served."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial

from spotter.catalog_client.channel import CatalogChannel
from spotter.notifier.deliveries.apprise_services import silence_apprise
from spotter.notifier.deliveries.loop import DeliveryLoop
from spotter.notifier.deliveries.metrics import DeliveryMetrics
from spotter.notifier.deliveries.posting import Post
from spotter.notifier.deliveries.public_addresses import watch_connections
from spotter.notifier.deliveries.sending import Sender
from spotter.notifier.settings import NotifierSettings
from spotter.runtime.clock import wall_clock_us
from spotter.runtime.loops import Loop

_STOP_WAIT_S = 2.0


@contextmanager
def delivering(
    settings: NotifierSettings, metrics: DeliveryMetrics, on_failure: Callable[[], None]
) -> Iterator[None]:
    """Deliver within the block, where there is a catalog; ``on_failure`` is called for a bug."""
    if not settings.catalog_address:
        yield
        return
    silence_apprise()
    watch_connections()
    sender = Sender(
        settings.page,
        settings.push_contact,
        Post(partial(datetime.now, UTC), plain_http=settings.private_receivers),
        private_receivers=settings.private_receivers,
    )
    with CatalogChannel.of(settings) as catalog:
        deliveries = DeliveryLoop(catalog, sender, metrics, random.random, wall_clock_us)
        loop = Loop("deliveries", deliveries.step, on_failure)
        try:
            yield
        finally:
            deliveries.stop()
            loop.stop(_STOP_WAIT_S)
    if loop.error is not None:
        raise loop.error
