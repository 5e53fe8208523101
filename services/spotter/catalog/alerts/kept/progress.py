"""How far the engine has come, in the database: its last change, its memory, what it has read.

A change is numbered by its time, microseconds since the Unix epoch, or by the number after the last
one. So numbers go on after a backup is restored, where those of today were never given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from spotter.alerting.memory import Memory
from spotter.catalog.alerts.intake.streams import Cursor
from spotter.catalog.database.kinds.upserts import insert_into
from spotter.catalog.database.tables import AlertMemory, AlertProgress
from spotter.catalog.errors import OvertakenError

_NO = 1


@dataclass(frozen=True, slots=True)
class Progress:
    """The last change, the entries that are in it, and whether alerts flood."""

    change_no: int = 0
    cursor: Cursor = field(default_factory=Cursor)
    is_flood: bool = False


def progress(session: Session) -> Progress:
    """How far it has come."""
    row = session.get(AlertProgress, _NO)
    if row is None:
        return Progress()
    cursor = Cursor(row.verdict_entry_id, row.station_entry_id)
    return Progress(row.change_no, cursor, row.is_flood)


def next_change_no(last: int, now_us: int) -> int:
    """The number of the change after ``last``."""
    return max(last + 1, now_us)


def move_on(session: Session, known: Progress, new: Progress) -> None:
    """Go from ``known`` to ``new``, before anything else is written in the transaction.

    Nobody else does so until it has ended. Raises :class:`OvertakenError`.
    """
    if not known.change_no:
        nothing = insert_into(session, AlertProgress).values(no=_NO, **_columns(Progress()))
        session.execute(nothing.on_conflict_do_nothing())
    moved = (
        update(AlertProgress)
        .where(AlertProgress.no == _NO, AlertProgress.change_no == known.change_no)
        .values(_columns(new))
    )
    if not cast("CursorResult[Any]", session.execute(moved)).rowcount:
        raise OvertakenError("somebody else has just written alerts")


def step_on(session: Session, now_us: int) -> int:
    """Number a change that the engine has not decided; whoever hosts it begins anew after it.

    Nobody else writes alerts until the transaction has ended.
    """
    session.get(AlertProgress, _NO, with_for_update=True)
    known = progress(session)
    new = replace(known, change_no=next_change_no(known.change_no, now_us))
    move_on(session, known, new)
    return new.change_no


def memory(session: Session) -> Memory:
    """What the engine remembers."""
    rows = session.scalars(select(AlertMemory))
    return Memory({row.station_id: row.data for row in rows})


def keep_pieces(session: Session, pieces: Mapping[str, str]) -> None:
    """Keep these pieces of memory; of those without text nothing is left."""
    if gone := [name for name, data in pieces.items() if not data]:
        session.execute(delete(AlertMemory).where(AlertMemory.station_id.in_(gone)))
    rows = [{"station_id": name, "data": data} for name, data in pieces.items() if data]
    if rows:
        insert = insert_into(session, AlertMemory)
        replaced = insert.on_conflict_do_update(
            index_elements=["station_id"], set_={"data": insert.excluded.data}
        )
        session.execute(replaced, rows)


def _columns(state: Progress) -> dict[str, Any]:
    return {
        "change_no": state.change_no,
        "verdict_entry_id": state.cursor.verdict_entry_id,
        "station_entry_id": state.cursor.station_entry_id,
        "is_flood": state.is_flood,
    }
