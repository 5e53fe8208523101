"""What is read of workouts that are followed."""

import uuid
from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import FollowingRow, MemberRow, SessionRow
from spotter.catalog.members.statements import is_erased
from spotter.wire.catalog.training.followed_workouts import following_from_bytes
from spotter.wire.catalog.training.followings import FollowedSession
from spotter.wire.errors import WireError

Found = tuple[FollowingRow, SessionRow]


def open_ones(session: Session) -> list[FollowedSession]:
    """Those of all open sessions that can be read."""
    found = []
    for row, of_session in session.execute(_asked().where(SessionRow.ended_us.is_(None))):
        with suppress(WireError):
            found.append(value(row, of_session))
    return found


def of_session(session: Session, session_no: int, *, to_change: bool = False) -> Found | None:
    """That of a session; ``to_change``: nobody else changes it meanwhile."""
    asked = _asked().where(SessionRow.no == session_no)
    if to_change:
        asked = asked.with_for_update(of=FollowingRow).execution_options(populate_existing=True)
    found = session.execute(asked).one_or_none()
    return None if found is None else (found[0], found[1])


def latest_of(session: Session, member_no: int, workout_id: uuid.UUID) -> Found | None:
    """The last session in which the member has done that workout, if there is one."""
    asked = _asked().where(SessionRow.member_no == member_no, FollowingRow.workout_id == workout_id)
    latest = asked.order_by(SessionRow.begun_us.desc(), SessionRow.no.desc()).limit(1)
    found = session.execute(latest).one_or_none()
    return None if found is None else (found[0], found[1])


def numbers_of(session: Session, session_ids: Iterable[str]) -> dict[str, int]:
    """The numbers of those of these sessions in which a workout is followed, by their ids."""
    ids = set()
    for one in session_ids:
        with suppress(ValueError):  # no session of ours
            ids.add(uuid.UUID(one))
    if not ids:
        return {}
    asked = select(SessionRow.id, SessionRow.no).join(FollowingRow).where(SessionRow.id.in_(ids))
    return {str(one): no for one, no in session.execute(asked)}


def over(session: Session) -> list[int]:
    """The numbers of the sessions that have ended, while their workouts have not; oldest first."""
    asked = select(SessionRow.no).join(FollowingRow)
    is_over = SessionRow.ended_us.is_not(None) & FollowingRow.is_over.is_(False)
    return list(session.scalars(asked.where(is_over).order_by(SessionRow.begun_us, SessionRow.no)))


def value(row: FollowingRow, of_session: SessionRow) -> FollowedSession:
    """The workout in a row. Raises WireError for one of a newer release."""
    return FollowedSession(
        str(of_session.id),
        of_session.station_id,
        following_from_bytes(row.data),
        str(row.performed_id or ""),
    )


def _asked() -> Select[FollowingRow, SessionRow]:
    return (
        select(FollowingRow, SessionRow)
        .join(SessionRow, SessionRow.no == FollowingRow.session_no)
        .join(MemberRow, MemberRow.no == SessionRow.member_no)
        .where(~is_erased(MemberRow.id))
    )
