"""All metrics of the notifier."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge

from spotter.notifier.deliveries.metrics import DeliveryMetrics
from spotter.notifier.metrics.pages import PageMetrics
from spotter.notifier.metrics.stations import StationMetrics
from spotter.notifier.metrics.stores import StoreMetrics


class NotifierMetrics:
    """The notifier's metrics, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.pages = PageMetrics(registry)
        self.stations = StationMetrics(registry)
        self.stores = StoreMetrics(registry)
        self.deliveries = DeliveryMetrics(registry)
        self._restarts = Gauge(
            "spotter_process_restarts",
            "Processes that died or hung and were restarted by `spotter up`, in this run.",
            ["restarted"],
            registry=registry,
        )
        self.refused = Counter(
            "spotter_notifier_requests_refused",
            "Requests refused. host: for another name than the page's. origin: by another site's "
            "page.",
            ["reason"],
            registry=registry,
        )
        for reason in ("host", "origin"):
            self.refused.labels(reason)

    def show_restarts(self, counts: Mapping[str, int]) -> None:
        """Show how often each process was restarted."""
        self._restarts.clear()
        for name, count in counts.items():
            self._restarts.labels(name).set(count)
