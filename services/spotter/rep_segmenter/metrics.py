"""Prometheus metrics of the segmenter."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from spotter.rep_segmenter.door.admission import REASONS

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class SegmenterMetrics:
    """The segmenter's metrics, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.frames = Counter(
            "spotter_segmenter_frames", "Frames received from pose workers.", registry=registry
        )
        self.left_out = Counter(
            "spotter_segmenter_frames_left_out",
            "Frames received but not used. not_newer: not newer than the last frame of their "
            "station in the pose log, as when a worker resends them. Refused, with a line in the "
            "log: batch: beyond the most frames of a batch. size: too many bytes. broken: cannot "
            "be read. station: not one of this gym's. paused: its station is. time: far from this "
            "clock. people: too many, or not one track each. picture: no camera's size. trace_id: "
            "none. keypoints: far off the picture, or no confidence.",
            ["reason"],
            registry=registry,
        )
        for reason in ("not_newer", *REASONS):
            self.left_out.labels(reason)
        self.streams = Gauge(
            "spotter_segmenter_streams", "Streams of pose workers that are open.", registry=registry
        )
        self.refused_calls = Counter(
            "spotter_segmenter_calls_refused",
            "Calls of pose workers refused or ended. token: without the shared token. full: a "
            "stream too many, while the others are in use. idle: a stream without batches, to make "
            "room for another one.",
            ["reason"],
            registry=registry,
        )
        for reason in ("token", "full", "idle"):
            self.refused_calls.labels(reason)
        self.restarted_logs = Counter(
            "spotter_segmenter_pose_logs_restarted",
            "Pose logs that ended in the future, as after a clock that was set back, and were begun"
            " anew.",
            registry=registry,
        )
        self.batch_s = Histogram(
            "spotter_segmenter_batch_seconds",
            "Time from a batch's arrival until its frames are in the pose log, seconds.",
            buckets=_SECONDS,
            registry=registry,
        )
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
