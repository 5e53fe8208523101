"""Removes the poses that are kept of a member, in small steps."""

from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import CursorResult, Delete, Select, delete, select, tuple_
from sqlalchemy.orm import Session

from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import BaselineRow, PatternRep, RepPoses, RepRow, SessionRow
from spotter.catalog.ledger.rows.keys import RepKey, has_key
from spotter.catalog.members.statements import by_id

CHUNK = 500
"""Rows in one transaction: others may write in between."""


def remove_poses(database: Database, member_id: str) -> int:
    """Remove the poses of a member's reps and their baselines, which consist of poses.

    Returns of how many reps. Raises :class:`UnknownError` and :class:`DatabaseError`.
    """
    with database.reading() as session:
        member_no = by_id(session, member_id).no
    removed = 0
    for keys in rep_keys(database, member_no):
        with database.writing() as session:
            removed += deleted(session, delete(RepPoses).where(has_key(RepPoses, keys)))
            session.execute(delete(PatternRep).where(has_key(PatternRep, keys)))
    with database.writing() as session:
        own = BaselineRow.session_no.in_(session_numbers(member_no))
        session.execute(delete(BaselineRow).where(own))
    return removed


def rep_keys(database: Database, member_no: int) -> Iterator[list[RepKey]]:
    """The keys of a member's reps in order, a chunk at a time; they may be deleted meanwhile."""
    after: RepKey | None = None
    while True:
        with database.reading() as session:
            keys = _keys_after(session, member_no, after)
        if not keys:
            return
        yield keys
        after = keys[-1]


def session_numbers(member_no: int) -> Select[int]:
    """The numbers of a member's sessions, as a part of a statement."""
    return select(SessionRow.no).where(SessionRow.member_no == member_no)


def deleted(session: Session, statement: Delete) -> int:
    """Delete rows; returns how many."""
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def _keys_after(session: Session, member_no: int, after: RepKey | None) -> list[RepKey]:
    key = tuple_(RepRow.started_us, RepRow.station_no, RepRow.track_id)
    asked = select(RepRow.started_us, RepRow.station_no, RepRow.track_id).where(
        RepRow.session_no.in_(session_numbers(member_no))
    )
    if after is not None:
        asked = asked.where(key > after)
    ordered = asked.order_by(RepRow.started_us, RepRow.station_no, RepRow.track_id)
    return [(us, station, track) for us, station, track in session.execute(ordered.limit(CHUNK))]
