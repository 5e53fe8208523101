"""What the pose worker counts."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_AGES_S = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)


class Metrics:
    """All metrics of one pose worker, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.frames_in = Counter(
            "spotter_pose_worker_frames_in",
            "Frames read from the stations' streams.",
            ["station"],
            registry=registry,
        )
        self.frames_dropped = Counter(
            "spotter_pose_worker_frames_dropped",
            "Frames given up. stale: too old for the latency budget; undecodable: no whole JPEG; "
            "trimmed: gone before a dead worker's frames were taken over; overtaken: left by a "
            "dead worker after newer ones were read; unsent: no segmenter took the poses in time.",
            ["station", "reason"],
            registry=registry,
        )
        self.people = Counter(
            "spotter_pose_worker_people", "People found in frames.", registry=registry
        )
        self.queue_age_s = Histogram(
            "spotter_pose_worker_queue_age_seconds",
            "Age of a frame, by its stream entry, when its poses begin to be estimated.",
            buckets=_AGES_S,
            registry=registry,
        )
        self.estimate_s = Histogram(
            "spotter_pose_worker_estimate_seconds",
            "Time to estimate the poses of one batch: from its beginning until its people are "
            "known, with a wait for the people of the batch before.",
            buckets=_AGES_S,
            registry=registry,
        )
        self.finish_s = Histogram(
            "spotter_pose_worker_finish_seconds",
            "Part of that time in the thread that finishes estimates: waiting for a network that "
            "is still at work, and reading the people from its maps.",
            buckets=_AGES_S,
            registry=registry,
        )
        self.batch_frames = Histogram(
            "spotter_pose_worker_batch_frames",
            "Frames, each of another station, in one batch.",
            buckets=(1, 2, 4, 8, 16, 32),
            registry=registry,
        )
        self.ack_s = Histogram(
            "spotter_pose_worker_ack_seconds",
            "Time from the poses of a frame to the segmenter's acknowledgement.",
            buckets=_AGES_S,
            registry=registry,
        )
        self.frames_acked = Counter(
            "spotter_pose_worker_frames_acked",
            "Frames whose poses a segmenter has acknowledged.",
            registry=registry,
        )
        self.frames_unacked = Gauge(
            "spotter_pose_worker_frames_unacked",
            "Frames whose poses no segmenter has acknowledged yet.",
            registry=registry,
        )
        self.stations = Gauge(
            "spotter_pose_worker_stations",
            "Stations that this worker looks after.",
            registry=registry,
        )
