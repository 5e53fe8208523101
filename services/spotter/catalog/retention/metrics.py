"""Prometheus metrics of retention."""

from prometheus_client import CollectorRegistry, Counter


class RetentionMetrics:
    """The metrics of retention, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.removed = Counter(
            "spotter_catalog_retention_removed",
            "What was kept for long enough and removed, by kind: poses, verdicts, baselines, "
            "versions, alerts, cues, silences, class lines, presences, failed tries to check "
            "in, and on SQLite the bytes that its file became smaller.",
            ["kind"],
            registry=registry,
        )
