"""Prometheus metrics of frames, from being read to being acknowledged."""

from prometheus_client import CollectorRegistry, Counter, Histogram

_AGES_S = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)


class FrameMetrics:
    """What becomes of frames, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.frames_in = Counter(
            "spotter_pose_worker_frames_in",
            "Frames read from the stations' streams.",
            ["station"],
            registry=registry,
        )
        self.frames_dropped = Counter(
            "spotter_pose_worker_frames_dropped",
            "Frames dropped. stale: too old for the latency budget; undecodable: a damaged JPEG; "
            "trimmed: removed from the stream before a dead worker's frames were taken over; "
            "overtaken: left by a dead worker after newer ones were read; unsent: no segmenter "
            "acknowledged the poses in time.",
            ["station", "reason"],
            registry=registry,
        )
        self.queue_age_s = Histogram(
            "spotter_pose_worker_queue_age_seconds",
            "Age of a frame, by its stream entry, when its estimation starts.",
            buckets=_AGES_S,
            registry=registry,
        )
        self.ack_s = Histogram(
            "spotter_pose_worker_ack_seconds",
            "Time from the estimation of a frame's poses to the segmenter's acknowledgement.",
            buckets=_AGES_S,
            registry=registry,
        )
        self.frames_acked = Counter(
            "spotter_pose_worker_frames_acked",
            "Frames whose poses a segmenter has acknowledged.",
            registry=registry,
        )
