"""Logs and counts what was assumed about a station's video, or left out of it."""

from collections import Counter

import structlog

from spotter.camera_ingest.metrics import IngestMetrics
from spotter.pictures.notices import NoticeKind, Notices

_log = structlog.get_logger()


class NoticeCounter:
    """Counts the notices of one station's streams, and logs each stream's first of each kind.

    A file that is played again is not told again.
    """

    def __init__(self, metrics: IngestMetrics, station_id: str) -> None:
        self._metrics = metrics
        self._station_id = station_id
        self._notices = Notices()
        self._counted: Counter[NoticeKind] = Counter()
        self._logged: dict[NoticeKind, str] = {}

    def update(self, notices: Notices) -> None:
        """Count what is new in ``notices`` of the stream that is played."""
        if notices is not self._notices:
            self._notices, self._counted = notices, Counter()
        counts = notices.counts.copy()  # the thread that reads the camera may add to them
        for kind, count in (counts - self._counted).items():
            self._count(kind, count)
            self._log_once(kind, notices.first(kind))
        self._counted = counts

    def _count(self, kind: NoticeKind, count: int) -> None:
        if kind is NoticeKind.DAMAGE:
            self._metrics.frames.dropped.labels(self._station_id, "damaged").inc(count)
        else:
            self._metrics.notices.labels(self._station_id, kind.value).inc(count)

    def _log_once(self, kind: NoticeKind, words: str) -> None:
        if self._logged.get(kind) != words:
            self._logged[kind] = words
            _log.warning("not as the stream says", found=words)
