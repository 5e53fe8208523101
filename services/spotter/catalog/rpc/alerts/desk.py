"""What all calls about alerts answer from."""

from collections.abc import Callable
from dataclasses import dataclass

from spotter.alerting.events import Event
from spotter.api.catalog.v1.alert_service_pb2_grpc import AlertServiceServicer
from spotter.catalog.alerts.deciding.decided import Decided
from spotter.catalog.alerts.deciding.engine_host import EngineHost, Note
from spotter.catalog.alerts.deciding.turns import Happened
from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.errors import CatalogError
from spotter.wire.catalog.checks import checked_author


@dataclass(frozen=True, slots=True)
class AlertDesk:
    """The database, the engine, the check that a station exists, and the clock.

    ``check_station`` raises :class:`CatalogError`; ``now_us`` is the wall clock's time in
    microseconds.
    """

    database: Database
    host: EngineHost
    check_station: Callable[[str], None]
    now_us: Callable[[], int]

    def signed(self, author: str) -> Signature:
        """Who does something now. Raises :class:`WireError` for nobody."""
        return Signature(checked_author(author), self.now_us())

    def decide(self, event: Event, note: Note | None = None) -> Decided:
        """Let something happen now; ``note`` notes what belongs to it in the same transaction."""
        return self.host.decide([Happened(event, self.now_us())], note=note)


class Calls(AlertServiceServicer):
    """A part of AlertService."""

    def __init__(self, desk: AlertDesk) -> None:
        self._desk = desk


def checked_seconds(seconds: int, least: int, most: int, what: str) -> int:
    """So many seconds in microseconds. Raises :class:`CatalogError` for too few or too many."""
    if not least <= seconds <= most:
        raise CatalogError(f"expected {what} of {least} to {most} s; found {seconds}")
    return seconds * 1_000_000
