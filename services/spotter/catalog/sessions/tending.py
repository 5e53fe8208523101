"""What the catalog does for members and sessions without being asked."""

from collections.abc import Callable

import structlog

from spotter.catalog.database.opening import Database
from spotter.catalog.errors import CatalogError, DatabaseError
from spotter.catalog.members.erasing import Erasing
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.catalog.sessions.changes import end_idle


class Tending:
    """Ends forgotten sessions, finishes interrupted erasing, and keeps Redis up to date.

    A session without a rep for ``session_hours`` was forgotten. ``now_us`` returns microseconds
    since the Unix epoch.
    """

    def __init__(
        self,
        database: Database,
        announcer: SessionAnnouncer,
        erasing: Erasing,
        session_hours: float,
        now_us: Callable[[], int],
    ) -> None:
        self._database = database
        self._announcer = announcer
        self._erasing = erasing
        self._session_hours = session_hours
        self._now_us = now_us
        self._problem = ""
        self._log = structlog.get_logger()

    def step(self) -> None:
        """Do it once; what the database cannot do now is done the next time."""
        try:
            self._announcer.announce(self._end_forgotten())
            self._go_on_erasing()
            self._problem = ""
        except DatabaseError as error:
            if not self._problem:
                self._log.warning("sessions not tended", reason=str(error))
            self._problem = str(error)

    def _go_on_erasing(self) -> None:
        try:
            for erasure in self._erasing.go_on(self._now_us()):
                self._log.info("member erased", removed=dict(erasure.removed))
        except CatalogError as error:  # such as an exercise that this release cannot read
            self._log.error("erasing does not get on", reason=str(error))

    def _end_forgotten(self) -> list[str]:
        with self._database.writing() as session:
            found = end_idle(session, self._now_us(), self._session_hours)
            ended = [(str(row.id), row.station_id) for row in found]
        for _, station_id in ended:
            self._log.info("session ended: no rep for hours", station_id=station_id)
        return [session_id for session_id, _ in ended]
