"""Counts what is refused, and says why without flooding the log."""

from collections.abc import Callable, Iterable
from threading import Lock

import structlog

from spotter.rep_segmenter.door.admission import Reason, Refusal
from spotter.rep_segmenter.door.metrics import DoorMetrics

_QUIET_S = 10.0
"""Whoever sends wrong frames sends many."""


class Refusals:
    """Logs at most one refusal of each reason every ten seconds; ``clock`` is monotonic.

    All threads that receive poses note theirs here.
    """

    def __init__(self, metrics: DoorMetrics, clock: Callable[[], float]) -> None:
        self._metrics = metrics
        self._clock = clock
        self._quiet_until_s: dict[Reason, float] = {}
        self._unsaid: dict[Reason, int] = {}
        self._lock = Lock()
        self._log = structlog.get_logger()

    def note(self, refusals: Iterable[Refusal]) -> None:
        """Count the frames that were refused, and log the first of each reason."""
        for refusal in refusals:
            self._metrics.left_out.labels(refusal.reason).inc(refusal.frame_count)
            if unsaid := self._due(refusal):
                self._log.warning(
                    "frames refused", kind=refusal.reason, frames=unsaid, reason=refusal.words
                )

    def _due(self, refusal: Refusal) -> int:
        """The refused frames of its reason that have not been logged; 0 while it is too soon."""
        with self._lock:
            unsaid = self._unsaid.get(refusal.reason, 0) + refusal.frame_count
            now_s = self._clock()
            if now_s < self._quiet_until_s.get(refusal.reason, 0.0):
                self._unsaid[refusal.reason] = unsaid
                return 0
            self._unsaid[refusal.reason] = 0
            self._quiet_until_s[refusal.reason] = now_s + _QUIET_S
            return unsaid
