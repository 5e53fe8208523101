"""Prometheus metrics of the catalog."""

from prometheus_client import CollectorRegistry, Counter

from spotter.catalog.alerts.metrics import AlertMetrics
from spotter.catalog.films.metrics import FilmMetrics
from spotter.catalog.following.metrics import FollowingMetrics
from spotter.catalog.ledger.metrics import LedgerMetrics
from spotter.catalog.retention.metrics import RetentionMetrics


class CatalogMetrics:
    """The catalog's metrics, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.refused_calls = Counter(
            "spotter_catalog_calls_refused", "Calls without the shared token.", registry=registry
        )
        self.silent_sessions = Counter(
            "spotter_catalog_sessions_silent",
            "Sessions ended because nobody was there any more.",
            registry=registry,
        )
        self.films = FilmMetrics(registry)
        self.followings = FollowingMetrics(registry)
        self.ledger = LedgerMetrics(registry)
        self.alerts = AlertMetrics(registry)
        self.retention = RetentionMetrics(registry)
