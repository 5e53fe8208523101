from prometheus_client import CollectorRegistry
from structlog.testing import capture_logs

from spotter.camera_ingest.capture.notice_counter import NoticeCounter
from spotter.camera_ingest.metrics import IngestMetrics
from spotter.pictures.notices import NoticeKind, Notices

STATION = "rack-1"


def jumps(registry: CollectorRegistry) -> float | None:
    labels = {"station": STATION, "kind": "jump"}
    return registry.get_sample_value("spotter_ingest_stream_notices_total", labels)


def test_each_notice_is_counted_once_and_the_first_of_its_kind_is_logged() -> None:
    registry, notices = CollectorRegistry(), Notices()
    counter = NoticeCounter(IngestMetrics(registry), STATION)
    with capture_logs() as logged:
        for number in range(3):
            notices.add(NoticeKind.JUMP, f"jump {number}")
            counter.update(notices)
            counter.update(notices)
    assert jumps(registry) == 3
    assert [line["found"] for line in logged] == ["jump 0"]


def test_a_file_that_is_played_again_is_counted_but_not_logged_again() -> None:
    registry = CollectorRegistry()
    counter = NoticeCounter(IngestMetrics(registry), STATION)
    with capture_logs() as logged:
        for _ in range(2):
            notices = Notices()
            notices.add(NoticeKind.JUMP, "a jump")
            counter.update(notices)
    assert jumps(registry) == 2
    assert len(logged) == 1


def test_pictures_that_are_damaged_are_counted_as_frames_that_are_left_out() -> None:
    registry, notices = CollectorRegistry(), Notices()
    notices.add(NoticeKind.DAMAGE, "a picture cannot be decoded")
    NoticeCounter(IngestMetrics(registry), STATION).update(notices)
    labels = {"station": STATION, "reason": "damaged"}
    assert registry.get_sample_value("spotter_ingest_frames_dropped_total", labels) == 1
