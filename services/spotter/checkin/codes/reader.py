"""Reads codes in frames and reports them to the catalog, which knows what they are worth."""

from collections.abc import Callable

import numpy as np
import structlog
from numpy.typing import NDArray

from spotter.catalog_client.errors import CatalogAwayError, RefusedError
from spotter.checkin.codes.decoding import texts_in
from spotter.checkin.codes.reported_codes import ReportedCodes
from spotter.checkin.metrics import CheckinMetrics

_log = structlog.get_logger()

ReportCode = Callable[[str, str], bool]
"""Tells the catalog of a station's id and a code's text; returns whether it is a member's badge.

It raises the errors of catalog_client."""


class CodeReader:
    """Reports each code that comes into view, without logging what it says."""

    name = "codes"

    def __init__(self, report: ReportCode, metrics: CheckinMetrics) -> None:
        self._report = report
        self._metrics = metrics
        self._reported = ReportedCodes()

    def read(self, station_id: str, bgr: NDArray[np.uint8], captured_us: int) -> None:
        """Report the codes in an (H, W, 3) uint8 frame."""
        for text in texts_in(bgr):
            if self._reported.is_due(station_id, text, captured_us):
                outcome = self._outcome(station_id, text)
                self._metrics.codes.labels(outcome).inc()
                if outcome != "away":
                    self._reported.note(station_id, text, captured_us)

    def forget(self, station_id: str) -> None:
        """Forget what was reported of a station."""
        self._reported.forget(station_id)

    def _outcome(self, station_id: str, text: str) -> str:
        try:
            return "known" if self._report(station_id, text) else "unknown"
        except CatalogAwayError as error:
            _log.warning("a code cannot be reported", station_id=station_id, reason=str(error))
            return "away"
        except RefusedError as error:
            _log.info("a code was refused", station_id=station_id, reason=str(error))
            return "refused"
