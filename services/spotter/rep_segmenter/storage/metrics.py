"""Prometheus metrics of reps that are cut."""

from prometheus_client import CollectorRegistry, Counter, Histogram

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class CutMetrics:
    """Reps and sets, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.reps = Counter(
            "spotter_segmenter_reps", "Reps cut, stored and enqueued.", registry=registry
        )
        self.known_reps = Counter(
            "spotter_segmenter_reps_known",
            "Reps cut again, as after a restart, that had been enqueued before.",
            registry=registry,
        )
        self.abandoned = Counter(
            "spotter_segmenter_reps_abandoned",
            "Movements that began like a rep but were none, or whose person was lost.",
            registry=registry,
        )
        self.sets = Counter("spotter_segmenter_sets", "Sets started.", registry=registry)
        self.rep_delay_s = Histogram(
            "spotter_segmenter_rep_delay_seconds",
            "Time from the capture of a rep's last frame to the rep being stored, seconds.",
            buckets=_SECONDS,
            registry=registry,
        )
