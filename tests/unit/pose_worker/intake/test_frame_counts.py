"""Every dropped frame is counted; logs stay short."""

from prometheus_client import CollectorRegistry
from structlog.testing import capture_logs

from spotter.pose_worker.intake.frame_counts import FrameCounts
from spotter.pose_worker.intake.metrics import FrameMetrics


def test_the_first_loss_of_a_kind_is_logged_and_later_ones_are_summed_up() -> None:
    registry, now_s = CollectorRegistry(), [0.0]
    counts = FrameCounts(FrameMetrics(registry), lambda: now_s[0])
    with capture_logs() as lines:
        counts.dropped("rack-1", "stale")
        for _ in range(10):
            now_s[0] += 0.6
            counts.dropped("rack-1", "stale")
        counts.dropped("rack-2", "stale", 3)
    assert [(line["station_id"], line["frames"]) for line in lines] == [
        ("rack-1", 1),
        ("rack-1", 9),
        ("rack-2", 3),
    ]
    name = "spotter_pose_worker_frames_dropped_total"
    assert registry.get_sample_value(name, {"station": "rack-1", "reason": "stale"}) == 11


def test_zero_dropped_frames_are_not_logged() -> None:
    with capture_logs() as lines:
        FrameCounts(FrameMetrics(CollectorRegistry()), lambda: 0.0).dropped("rack-1", "stale", 0)
    assert lines == []
