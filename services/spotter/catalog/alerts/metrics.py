"""Prometheus metrics of alerts."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60)


class AlertMetrics:
    """The metrics of alerts, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.opened = Counter(
            "spotter_catalog_alerts_opened", "Alerts opened, by kind.", ["kind"], registry=registry
        )
        self.ended = Counter(
            "spotter_catalog_alerts_ended",
            "Alerts ended, by how: fixed, nothing_followed, was_fine, closed.",
            ["ending"],
            registry=registry,
        )
        self.taken = Counter(
            "spotter_catalog_alerts_taken", "Alerts that somebody took.", registry=registry
        )
        self.open = Gauge(
            "spotter_catalog_alerts_open", "Alerts that are open now.", registry=registry
        )
        self.chattering = Counter(
            "spotter_catalog_alerts_chattering",
            "Alerts opened within ten minutes after one of the same kind, person and fault ended.",
            registry=registry,
        )
        self.late_s = Histogram(
            "spotter_catalog_alerts_late_seconds",
            "From a rep's last frame until what follows for alerts is written, seconds.",
            buckets=_SECONDS,
            registry=registry,
        )
        self.passed_over = Counter(
            "spotter_catalog_alerts_passed_over",
            "Entries of streams that alerts were not made of, by why: unreadable, failed.",
            ["why"],
            registry=registry,
        )
