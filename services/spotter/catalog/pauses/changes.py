"""Pauses and resumes stations."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature, note
from spotter.catalog.database.kinds.upserts import insert_into
from spotter.catalog.database.tables import StationPauseRow
from spotter.catalog.errors import ConflictError

_KIND = "station"


def pause(session: Session, station_id: str, signed: Signature) -> StationPauseRow:
    """The station's pause, which begins now unless it is paused already."""
    values = {"station_id": station_id, "paused_us": signed.at_us, "author": signed.author}
    new = insert_into(session, StationPauseRow).values(values).on_conflict_do_nothing()
    if session.scalar(new.returning(StationPauseRow.station_id)):
        note(session, signed, _KIND, station_id, "paused the station")
    return session.get_one(StationPauseRow, station_id)


def resume(session: Session, station_id: str, signed: Signature) -> bool:
    """End the station's pause; returns whether there was one."""
    row = session.get(StationPauseRow, station_id, with_for_update=True)
    if row is None:
        return False
    session.delete(row)
    note(session, signed, _KIND, station_id, "resumed the station")
    return True


def check_not_paused(session: Session, station_id: str) -> None:
    """Raise :class:`ConflictError` for a paused station: nothing is kept of who is there."""
    if session.get(StationPauseRow, station_id) is not None:
        raise ConflictError("this station is paused: go on filming there first")


def pauses(session: Session) -> Sequence[StationPauseRow]:
    """All pauses, by the stations' ids."""
    return session.scalars(select(StationPauseRow).order_by(StationPauseRow.station_id)).all()
