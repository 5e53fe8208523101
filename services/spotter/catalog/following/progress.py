"""How far reps and holds have been counted to workouts, in the database."""

from dataclasses import asdict, dataclass
from typing import Any, cast

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from spotter.catalog.database.kinds.upserts import insert_into
from spotter.catalog.database.tables import FollowingProgress
from spotter.catalog.errors import OvertakenError
from spotter.catalog.stream_reading import BEFORE_ALL

_NO = 1


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last entries that were counted, of the streams of verdicts and of holds."""

    verdict_entry_id: str = BEFORE_ALL
    hold_entry_id: str = BEFORE_ALL


def cursor(session: Session) -> Cursor:
    """How far it has come."""
    row = session.get(FollowingProgress, _NO)
    return Cursor() if row is None else Cursor(row.verdict_entry_id, row.hold_entry_id)


def move_on(session: Session, known: Cursor, new: Cursor) -> None:
    """Go from ``known`` to ``new``, before anything else is written in the transaction.

    Nobody else does so until it has ended. Raises :class:`OvertakenError`.
    """
    first = insert_into(session, FollowingProgress).values(no=_NO, **asdict(Cursor()))
    session.execute(first.on_conflict_do_nothing())
    moved = (
        update(FollowingProgress)
        .where(
            FollowingProgress.no == _NO,
            FollowingProgress.verdict_entry_id == known.verdict_entry_id,
            FollowingProgress.hold_entry_id == known.hold_entry_id,
        )
        .values(asdict(new))
    )
    if not cast("CursorResult[Any]", session.execute(moved)).rowcount:
        raise OvertakenError("somebody else has just counted reps to workouts")
