"""Limits whom a trainer sees."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from spotter.catalog.classes.statements import by_id as class_by_id
from spotter.catalog.database.tables import (
    AccountClass,
    AccountMember,
    AccountRow,
    AccountStation,
)
from spotter.catalog.members.statements import by_ids
from spotter.wire.catalog.people.accounts import NOBODY, Scope


def limit(session: Session, row: AccountRow, scope: Scope) -> None:
    """Let an account see those in ``scope`` only.

    Raises :class:`UnknownError` for a class or a member that is not known.
    """
    for table in (AccountClass, AccountStation, AccountMember):
        session.execute(delete(table).where(table.account_no == row.no))
    row.is_limited = not scope.is_everybody
    classes = [class_by_id(session, one) for one in scope.class_ids]
    members = by_ids(session, (one for one in scope.member_ids if one != NOBODY))
    session.add_all(AccountClass(account_no=row.no, class_no=one.no) for one in classes)
    session.add_all(AccountStation(account_no=row.no, station_id=one) for one in scope.station_ids)
    session.add_all(AccountMember(account_no=row.no, member_no=one.no) for one in members)
    session.flush()
