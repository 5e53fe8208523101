"""Checks members out, and undoes a check-in that was somebody else's."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature
from spotter.catalog.checkin.disowning import disown
from spotter.catalog.checkin.keys import pin_of
from spotter.catalog.checkin.times import happened_us
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import SessionRow
from spotter.catalog.errors import CatalogError
from spotter.catalog.members.statements import by_id
from spotter.catalog.sessions import statements
from spotter.catalog.sessions.changes import end
from spotter.wire.catalog.people.sessions import Session as SessionValue

_ITSELF = "spotter"


class Leaving:
    """Ends sessions; ``zone`` is the gym's, ``now_us`` the wall clock's time in microseconds.

    All methods return the session that ended, None if none was open, and raise
    :class:`DatabaseError`. An empty author is Spotter.
    """

    def __init__(self, database: Database, zone: ZoneInfo, now_us: Callable[[], int]) -> None:
        self._database = database
        self._zone = zone
        self._now_us = now_us

    def check_out(
        self, *, station_id: str, member_id: str, number: str, at_us: int, author: str
    ) -> SessionValue | None:
        """End the open session of a station, a member or whoever has the number.

        Raises :class:`CatalogError` for none of them, and for a time that is not lately.
        """
        signed = Signature(author or _ITSELF, happened_us(at_us, self._now_us()))
        with self._database.writing() as session:
            row = _open(session, station_id, member_id, number)
            if row is None or row.begun_us > signed.at_us:  # what is said is of an earlier one
                return None
            end(session, row, signed)
            return statements.value(session, row)

    def not_me(self, station_id: str, author: str) -> SessionValue | None:
        """End a station's open session as nobody's."""
        signed = Signature(author or _ITSELF, self._now_us())
        with self._database.writing() as session:
            row = statements.open_at_station(session, station_id)
            if row is None:
                return None
            disown(session, row, self._zone, signed)
            return statements.value(session, row)


def _open(session: Session, station_id: str, member_id: str, number: str) -> SessionRow | None:
    if member_id:
        row = statements.open_of_member(session, by_id(session, member_id).no)
    elif number:
        pin = pin_of(session, number)
        row = statements.open_of_member(session, pin.member_no) if pin else None
    elif station_id:
        row = statements.open_at_station(session, station_id)
    else:
        raise CatalogError("expected a station, a member or a number; found none")
    return None if row is None or (station_id and row.station_id != station_id) else row
