"""Prometheus metrics of the pose worker."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from spotter.pose_worker.equipment.metrics import EquipmentMetrics
from spotter.pose_worker.intake.metrics import FrameMetrics

_AGES_S = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)


class Metrics:
    """All metrics of one pose worker, in ``registry``; those of a part lie with it."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.frames = FrameMetrics(registry)
        self.equipment = EquipmentMetrics(registry)
        self.people = Counter(
            "spotter_pose_worker_people", "People found in frames.", registry=registry
        )
        self.estimate_s = Histogram(
            "spotter_pose_worker_estimate_seconds",
            "Time to estimate the poses of one batch, from its start until its people are known; "
            "includes waiting for the batch before.",
            buckets=_AGES_S,
            registry=registry,
        )
        self.finish_s = Histogram(
            "spotter_pose_worker_finish_seconds",
            "Part of that time in the postprocessing thread: waiting for the network to finish, "
            "and decoding people from its maps.",
            buckets=_AGES_S,
            registry=registry,
        )
        self.batch_frames = Histogram(
            "spotter_pose_worker_batch_frames",
            "Frames in one batch, each from a different station.",
            buckets=(1, 2, 4, 8, 16, 32),
            registry=registry,
        )
        self.frames_unacked = Gauge(
            "spotter_pose_worker_frames_unacked",
            "Frames whose poses no segmenter has acknowledged yet.",
            registry=registry,
        )
        self.stations = Gauge(
            "spotter_pose_worker_stations",
            "Stations that this worker owns.",
            registry=registry,
        )
