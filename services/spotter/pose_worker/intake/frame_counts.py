"""Counts frames; every dropped frame is counted with its station and reason."""

import threading
from collections import Counter
from collections.abc import Callable

import structlog

from spotter.pose_worker.intake.metrics import FrameMetrics

_log = structlog.get_logger()

_LOG_INTERVAL_S = 5.0

READ = "read"
STALE = "stale"
"""The reason of frames that were too old: this machine cannot keep up."""


class FrameCounts:
    """Counts at once; logs the first drop of a kind and then sums, to keep logs short."""

    def __init__(self, metrics: FrameMetrics, clock: Callable[[], float]) -> None:
        self._metrics = metrics
        self._clock = clock
        self._lock = threading.Lock()
        self._unlogged: Counter[tuple[str, str]] = Counter()
        self._logged_s: dict[tuple[str, str], float] = {}
        self._untold: Counter[tuple[str, str]] = Counter()

    def received(self, station_id: str) -> None:
        """Note that a frame was read."""
        self._metrics.frames_in.labels(station_id).inc()
        with self._lock:
            self._untold[station_id, READ] += 1

    def started(self, age_s: float) -> None:
        """Note that the estimation of a frame of this age starts."""
        self._metrics.queue_age_s.observe(age_s)

    def acknowledged(self, waited_s: float) -> None:
        """Note that a segmenter has acknowledged a frame ``waited_s`` after its estimation."""
        self._metrics.frames_acked.inc()
        self._metrics.ack_s.observe(waited_s)

    def take_untold(self) -> Counter[tuple[str, str]]:
        """How many frames of each station were :data:`READ` and :data:`STALE` since last taken."""
        with self._lock:
            untold, self._untold = self._untold, Counter()
        return untold

    def put_back(self, untold: Counter[tuple[str, str]]) -> None:
        """Return what was taken and could not be told."""
        with self._lock:
            self._untold += untold

    def dropped(self, station_id: str, reason: str, frames: int = 1, *, detail: str = "") -> None:
        """Note that ``frames`` of a station were dropped for one of the metric's reasons."""
        if frames < 1:
            return
        self._metrics.frames_dropped.labels(station_id, reason).inc(frames)
        kind, now_s = (station_id, reason), self._clock()
        with self._lock:
            self._unlogged[kind] += frames
            if reason == STALE:
                self._untold[kind] += frames
            if now_s - self._logged_s.get(kind, float("-inf")) < _LOG_INTERVAL_S:
                return
            self._logged_s[kind] = now_s
            total = self._unlogged.pop(kind)
        more = {"detail": detail} if detail else {}
        _log.warning("frames dropped", station_id=station_id, reason=reason, frames=total, **more)
