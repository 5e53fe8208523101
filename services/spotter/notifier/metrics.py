"""The metrics of the notifier."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_LATENCY_S = (0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 30.0, 60.0)


class NotifierMetrics:
    """The notifier's metrics, registered with ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.verdicts_shown = Counter(
            "spotter_verdicts_shown",
            "Verdicts put on the board, by outcome.",
            ["outcome"],
            registry=registry,
        )
        self.clients = Gauge(
            "spotter_live_clients", "Pages that are connected now.", registry=registry
        )
        self.rep_to_browser_s = Histogram(
            "spotter_rep_to_browser_seconds",
            "From the capture of a rep's last frame to the message sent to a browser.",
            buckets=_LATENCY_S,
            registry=registry,
        )
        self.poses_sent = Counter(
            "spotter_live_poses_sent", "Poses sent to browsers.", registry=registry
        )
        self.poses_dropped = Counter(
            "spotter_live_poses_dropped",
            "Poses replaced by a newer one before a slow browser was ready for them.",
            registry=registry,
        )
        self.unreadable = Counter(
            "spotter_notifier_entries_unreadable",
            "Redis entries that could not be decoded, by the expected kind.",
            ["kind"],
            registry=registry,
        )
