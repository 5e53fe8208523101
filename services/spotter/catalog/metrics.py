"""Prometheus metrics of the catalog."""

from prometheus_client import CollectorRegistry, Counter

from spotter.catalog.ledger.metrics import LedgerMetrics
from spotter.catalog.retention.metrics import RetentionMetrics


class CatalogMetrics:
    """The catalog's metrics, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.refused_calls = Counter(
            "spotter_catalog_calls_refused", "Calls without the shared token.", registry=registry
        )
        self.ledger = LedgerMetrics(registry)
        self.retention = RetentionMetrics(registry)
