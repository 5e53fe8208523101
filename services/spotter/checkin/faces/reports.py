"""Tells the catalog what was seen, without repeating itself."""

import structlog

from spotter.catalog_client.errors import CatalogAwayError, RefusedError
from spotter.catalog_client.people.faces import Faces
from spotter.checkin.metrics import CheckinMetrics
from spotter.faces.deciding.comparing import Sight
from spotter.wire.catalog.people.faces import FaceSight, SealedFace

_log = structlog.get_logger()


class FaceReports:
    """What the catalog is told of faces, and counts of it; no member's name or id is logged."""

    def __init__(self, faces: Faces, metrics: CheckinMetrics) -> None:
        self._faces = faces
        self._metrics = metrics
        self._last: dict[str, Sight] = {}

    def recognised(self, station_id: str, member_id: str) -> None:
        """Check a member in."""
        try:
            self._faces.check_in(station_id, member_id)
        except (CatalogAwayError, RefusedError) as error:
            self._failed("refused", station_id, error)
        else:
            self._metrics.faces.labels("recognised").inc()

    def enrolled(self, station_id: str, face: SealedFace) -> None:
        """Have a face kept."""
        try:
            self._faces.store(station_id, face)
        except (CatalogAwayError, RefusedError) as error:
            self._failed("not_enrolled", station_id, error)
        else:
            self._metrics.faces.labels("enrolled").inc()

    def sight(self, station_id: str, sight: Sight, *, is_final: bool = False) -> None:
        """Say why nobody is recognised, when that has changed."""
        if self._last.get(station_id) is sight and not is_final:
            return
        self._last[station_id] = sight
        if is_final:
            self._metrics.faces.labels("not_sure").inc()
        try:
            self._faces.report(station_id, FaceSight[sight.name], is_final=is_final)
        except (CatalogAwayError, RefusedError) as error:
            _log.debug("nobody was told", station_id=station_id, reason=str(error))

    def forget(self, station_id: str) -> None:
        """Nobody there asks any more."""
        self._last.pop(station_id, None)

    def _failed(self, outcome: str, station_id: str, error: Exception) -> None:
        self._metrics.faces.labels(outcome).inc()
        _log.warning("a face led to nothing", station_id=station_id, reason=str(error))
