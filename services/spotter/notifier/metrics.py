"""The metrics of the notifier."""

from collections.abc import Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from spotter.notifier.deliveries.metrics import DeliveryMetrics
from spotter.notifier.live.keeping_up.flow import StationFlow
from spotter.notifier.live.keeping_up.ledger_delay import LedgerDelay
from spotter.notifier.live.keeping_up.shortfall_board import ShortfallBoard
from spotter.notifier.live.keeping_up.storage import Storage

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
        self._frame_age_s = _of_station(
            "spotter_station_frame_age_seconds", "Seconds since the camera's last frame.", registry
        )
        self._pose_age_s = _of_station(
            "spotter_station_pose_age_seconds",
            "Seconds since the last poses; nobody in the picture is a pose, too.",
            registry,
        )
        self._reps_waiting = _of_station(
            "spotter_station_reps_waiting", "Reps without a verdict.", registry
        )
        self._wait_s = _of_station(
            "spotter_station_verdict_wait_seconds",
            "Seconds that the oldest rep without a verdict has waited for it.",
            registry,
        )
        self._stale_ratio = _of_station(
            "spotter_station_stale_ratio",
            "Share of the frames of the last 10 s that were too old when a pose worker read them.",
            registry,
        )
        self._person_px = _of_station(
            "spotter_station_person_pixels",
            "How tall the tallest person in the picture would stand there, over 10 s.",
            registry,
        )
        self._shortfalls = Gauge(
            "spotter_station_shortfall",
            "1 for what a station whose camera is live has lacked for some time, by kind.",
            ["station", "kind"],
            registry=registry,
        )
        self._overloaded = Gauge(
            "spotter_overloaded",
            "1 while at most live stations too few frames are judged in time.",
            registry=registry,
        )
        self._restarts = Gauge(
            "spotter_process_restarts",
            "Processes that died or hung and were restarted by `spotter up`, in this run.",
            ["restarted"],
            registry=registry,
        )
        self._memory_used_ratio = Gauge(
            "spotter_redis_memory_used_ratio",
            "Memory that Redis uses, as a part of its limit; 0 without a limit.",
            registry=registry,
        )
        self._ledger_behind_s = Gauge(
            "spotter_ledger_behind_seconds",
            "How long the oldest verdict that the ledger lacks has been waiting, seconds; also "
            "while the catalog is away.",
            registry=registry,
        )
        self._refuses_writes = Gauge(
            "spotter_redis_refuses_writes",
            "1 while Redis stores nothing. memory: at its limit. disk: cannot be written to.",
            ["full"],
            registry=registry,
        )
        self.refused = Counter(
            "spotter_notifier_requests_refused",
            "Requests refused. host: for another name than the page's. origin: by another site's "
            "page.",
            ["reason"],
            registry=registry,
        )
        self.deliveries = DeliveryMetrics(registry)
        for reason in ("host", "origin"):
            self.refused.labels(reason)
        self.unreadable = Counter(
            "spotter_notifier_entries_unreadable",
            "Redis entries that could not be decoded, by the expected kind.",
            ["kind"],
            registry=registry,
        )

    def note_page(self, *, comes_back: bool, is_behind: bool) -> None:
        """Count a page that has connected."""
        how = "new" if not comes_back else "renewed" if is_behind else "resumed"
        self._pages.labels(how).inc()

    def show_flows(self, flows: Mapping[str, StationFlow]) -> None:
        """Show how far the pipeline of each station has come; forget all other stations."""
        shown = (self._frame_age_s, self._pose_age_s, self._reps_waiting, self._wait_s)
        for gauge in shown:
            gauge.clear()
        for station_id, flow in flows.items():
            values = (flow.frame_age_s, flow.pose_age_s, flow.reps_waiting, flow.wait_s)
            for gauge, value in zip(shown, values, strict=True):
                if value is not None:
                    gauge.labels(station_id).set(value)

    def show_storage(self, storage: Storage) -> None:
        """Show how much room Redis has left."""
        self._memory_used_ratio.set(storage.room.used_ratio)
        self._refuses_writes.labels("memory").set(storage.room.is_full)
        self._refuses_writes.labels("disk").set(not storage.writes_to_disk)

    def show_ledger(self, delay: LedgerDelay) -> None:
        """Show how far the ledger is behind."""
        self._ledger_behind_s.set(delay.behind_s)

    def show_shortfalls(self, board: ShortfallBoard, live_ids: Iterable[str]) -> None:
        """Show what each of the live stations lacks; forget all other stations."""
        for gauge in (self._stale_ratio, self._person_px, self._shortfalls):
            gauge.clear()
        for station_id, measures in board.measures.items():
            self._stale_ratio.labels(station_id).set(measures.stale_ratio)
            if measures.person_px is not None:
                self._person_px.labels(station_id).set(measures.person_px)
        for station_id in live_ids:
            for shortfall in board.of(station_id):
                self._shortfalls.labels(station_id, shortfall.kind.value).set(1)
        self._overloaded.set(bool(board.overload))

    def show_restarts(self, counts: Mapping[str, int]) -> None:
        """Show how often each process was restarted."""
        self._restarts.clear()
        for name, count in counts.items():
            self._restarts.labels(name).set(count)


def _of_station(name: str, words: str, registry: CollectorRegistry) -> Gauge:
    live = "By station whose camera is live."
    return Gauge(name, f"{words} {live}", ["station"], registry=registry)
