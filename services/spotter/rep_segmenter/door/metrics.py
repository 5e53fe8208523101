"""Prometheus metrics of what pose workers send."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from spotter.rep_segmenter.door.admission import REASONS

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class DoorMetrics:
    """Frames, streams and calls of pose workers, in ``registry``."""

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
        self.batch_s = Histogram(
            "spotter_segmenter_batch_seconds",
            "Time from a batch's arrival until its frames are in the pose log, seconds.",
            buckets=_SECONDS,
            registry=registry,
        )
