"""The metrics of pages that are open."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_LATENCY_S = (0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 30.0, 60.0)


class PageMetrics:
    """What pages get, in ``registry``."""

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
        self._pages = Counter(
            "spotter_live_pages",
            "Pages that connected. new: opened. resumed: came back and got what they had missed. "
            "renewed: came back too late for that, or from another notifier.",
            ["how"],
            registry=registry,
        )
        for how in ("new", "resumed", "renewed"):
            self._pages.labels(how)
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

    def note_page(self, *, comes_back: bool, is_behind: bool) -> None:
        """Count a page that has connected."""
        how = "new" if not comes_back else "renewed" if is_behind else "resumed"
        self._pages.labels(how).inc()
