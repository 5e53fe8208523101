"""The metrics of deliveries."""

from prometheus_client import CollectorRegistry, Counter, Histogram

from spotter.wire.catalog.alerts.deliveries import AttemptOutcome

_DELAY_S = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 900.0)


class DeliveryMetrics:
    """What went out, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._attempts = Counter(
            "spotter_deliveries",
            "Attempts to reach a trainer, by kind of channel and by outcome.",
            ["kind", "outcome"],
            registry=registry,
        )
        self._delay_s = Histogram(
            "spotter_delivery_delay_seconds",
            "From the call for a trainer, or the first alert of a digest, to the receiver's yes.",
            ["kind"],
            buckets=_DELAY_S,
            registry=registry,
        )

    def count(self, kind: str, outcome: AttemptOutcome, delay_s: float) -> None:
        """Count an attempt, ``delay_s`` after it was called for."""
        self._attempts.labels(kind, outcome.value).inc()
        if outcome is AttemptOutcome.DELIVERED:
            self._delay_s.labels(kind).observe(delay_s)
