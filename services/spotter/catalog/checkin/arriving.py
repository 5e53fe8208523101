"""Begins the session of a member who has shown who they are."""

from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature
from spotter.catalog.database.tables import MemberRow, SessionRow
from spotter.catalog.errors import ConflictError
from spotter.catalog.pauses.changes import check_not_paused
from spotter.catalog.sessions.changes import Place, begin, check_member
from spotter.catalog.sessions.statements import open_at_station
from spotter.wire.catalog.people.sessions import How


def is_there(session: Session, station_id: str, member: MemberRow) -> bool:
    """Whether the member has checked in at the station already."""
    row = open_at_station(session, station_id)
    return row is not None and row.member_no == member.no


def arrive(
    session: Session, station_id: str, member: MemberRow, how: How, signed: Signature
) -> tuple[SessionRow, list[SessionRow]]:
    """The member's session there, and theirs elsewhere that ended for it: nobody is in two places.

    Who is there already stays as they are. Raises :class:`ConflictError` where somebody else is or
    the station is paused, and for a member who has left or agreed to nothing.
    """
    try:
        check_member(member)
    except ConflictError:  # its reason is not for all who see the screen
        raise ConflictError("you cannot check in at present: ask at the desk, please") from None
    there = open_at_station(session, station_id)
    if there is not None and there.member_no == member.no:
        return there, []
    if there is not None:
        raise _taken(station_id)
    if how is not How.GYM:  # whose door knows nothing of pauses
        check_not_paused(session, station_id)
    row, ended = begin(session, Place(station_id, how=how), member, signed, instead=True)
    if any(one.station_id == station_id for one in ended):  # who came since the look above
        raise _taken(station_id)
    return row, ended


def _taken(station_id: str) -> ConflictError:
    return ConflictError(
        f"somebody else has checked in at {station_id}: expected them to leave first"
    )
