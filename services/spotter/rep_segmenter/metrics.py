"""Prometheus metrics of the segmenter."""

from prometheus_client import CollectorRegistry, Counter, Gauge

from spotter.rep_segmenter.door.metrics import DoorMetrics
from spotter.rep_segmenter.storage.metrics import CutMetrics


class SegmenterMetrics:
    """The segmenter's metrics, in ``registry``; those of a part lie with it."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.door = DoorMetrics(registry)
        self.cut = CutMetrics(registry)
        self.restarted_logs = Counter(
            "spotter_segmenter_pose_logs_restarted",
            "Pose logs that ended in the future, as after a clock that was set back, and were begun"
            " anew.",
            registry=registry,
        )
        self.failures = Counter(
            "spotter_segmenter_failures",
            "Unexpected errors while cutting a station's logged frames, which were then skipped so "
            "that cutting continues with the next ones.",
            registry=registry,
        )
        self.rebuilds = Counter(
            "spotter_segmenter_rebuilds",
            "Times that a station's state was rebuilt from its snapshot and pose log, because this "
            "process was new to it or another process had written to the log.",
            registry=registry,
        )
        self.refused_snapshots = Counter(
            "spotter_segmenter_snapshots_refused",
            "Snapshots refused, so that the station's pose log is cut again. unknown_version: has "
            "another schema version. unreadable: damaged, or not a snapshot. unusable: its "
            "reference is missing or does not fit.",
            ["reason"],
            registry=registry,
        )
        for reason in ("unknown_version", "unreadable", "unusable"):
            self.refused_snapshots.labels(reason)
        self.tracks = Gauge(
            "spotter_segmenter_tracks", "People being followed right now.", registry=registry
        )
        self.unassigned = Gauge(
            "spotter_segmenter_stations_without_reference",
            "Stations whose poses are logged but not cut, for lack of an exercise or a reference.",
            registry=registry,
        )
