"""The rows that are due, a chunk at a time."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, or_, select, tuple_
from sqlalchemy.orm import Session

from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import BaselineRow, RepPoses, RepRow, SessionRow
from spotter.catalog.ledger.rows.keys import RepKey, has_key
from spotter.catalog.members.poses import deleted
from spotter.catalog.retention.due import Due, Kind

_TABLES: dict[Kind, type[RepRow | RepPoses]] = {Kind.POSES: RepPoses, Kind.VERDICTS: RepRow}
_ARE_OF_ONE = and_(
    RepRow.started_us == RepPoses.started_us,
    RepRow.station_no == RepPoses.station_no,
    RepRow.track_id == RepPoses.track_id,
)
_USED_AFTER_US = 24 * 3600 * 1_000_000
"""A baseline judges reps for as long as the person is there after it was made."""


def remove_reps(database: Database, due: Due, chunk: Callable[[], int]) -> Iterator[int]:
    """Remove what is due of reps, each chunk in a transaction of its own; yields how many went.

    What is due is looked for beside it: whoever writes does not wait for that. Raises
    :class:`DatabaseError`.
    """
    table, after = _TABLES[due.kind], None
    while True:
        with database.reading() as session:
            keys = _keys(session, due, after, chunk())
        if not keys:
            return
        with database.writing() as session:
            count = deleted(session, delete(table).where(has_key(table, keys)))
        yield count
        after = keys[-1]


def remove_baselines(database: Database, due: Due, chunk: Callable[[], int]) -> Iterator[int]:
    """Remove the baselines that go with the poses that are due, likewise."""
    asked = (
        select(BaselineRow.baseline_id)
        .where(BaselineRow.started_us < due.before_us - _USED_AFTER_US)
        .where(whose(due, BaselineRow.session_no))
    )
    while True:
        with database.reading() as session:
            ids = list(session.scalars(asked.limit(chunk())))
        if not ids:
            return
        with database.writing() as session:
            count = deleted(session, delete(BaselineRow).where(BaselineRow.baseline_id.in_(ids)))
        yield count


def _keys(session: Session, due: Due, after: RepKey | None, count: int) -> list[RepKey]:
    table = _looked_up_in(due)
    key = (table.started_us, table.station_no, table.track_id)
    asked = _of(select(*key), due).where(table.started_us < due.before_us)
    if after is not None:
        asked = asked.where(tuple_(*key) > after)
    found = session.execute(asked.order_by(*key).limit(count))
    return [(us, station, track) for us, station, track in found]


def _looked_up_in(due: Due) -> type[RepRow | RepPoses]:
    """The table whose order is gone by: a member's are found by their sessions, which reps name."""
    return _TABLES[due.kind] if due.member_no is None else RepRow


def _of(asked: Select[int, int, int], due: Due) -> Select[int, int, int]:
    """Only those that ``due`` means; whose poses are, their rep's row says."""
    if due.member_no is None and not due.apart:
        return asked
    if due.kind is Kind.POSES:
        is_theirs = due.member_no is not None
        asked = (
            asked.join(RepPoses, _ARE_OF_ONE) if is_theirs else asked.outerjoin(RepRow, _ARE_OF_ONE)
        )
    return asked.where(whose(due, RepRow.session_no))


def whose(due: Due, session_no: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a column
    """Whether the session is of those whom ``due`` means."""
    if due.member_no is not None:
        own = select(SessionRow.no).where(SessionRow.member_no == due.member_no)
        return session_no.in_(own)  # type: ignore[no-any-return]
    own = select(SessionRow.no).where(SessionRow.member_no.in_(due.apart))
    return or_(session_no.is_(None), session_no.not_in(own))
