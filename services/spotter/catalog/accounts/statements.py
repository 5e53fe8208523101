"""What is read of accounts."""

import uuid
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import (
    AccountClass,
    AccountMember,
    AccountRow,
    AccountStation,
    ClassRow,
    MemberRow,
)
from spotter.catalog.errors import DeniedError, UnknownError
from spotter.catalog.members.names import folded
from spotter.wire.catalog.checks import LOCAL_AUTHOR, checked_id
from spotter.wire.catalog.people.accounts import EVERYBODY, NOBODY, Account, Role, Scope

_WITHOUT_ACCOUNT = frozenset({LOCAL_AUTHOR, "spotter"})


def by_id(session: Session, account_id: str) -> AccountRow:
    """The account with that id. Raises :class:`UnknownError`; WireError for what is no id."""
    asked = select(AccountRow).where(
        AccountRow.id == uuid.UUID(checked_id(account_id, "an account"))
    )
    row = session.scalar(asked)
    if row is None:
        raise UnknownError(f"there is no account {account_id}")
    return row


def by_sign_in_name(session: Session, typed: str) -> AccountRow | None:
    """The account that somebody means who typed that; None for none."""
    name = folded(typed.strip())
    if not name.isprintable():
        return None
    return session.scalar(select(AccountRow).where(AccountRow.sign_in_name == name))


def by_either(session: Session, text: str) -> AccountRow:
    """The account with that id, or that name to sign in with. Raises :class:`UnknownError`."""
    row = by_sign_in_name(session, text)
    if row is not None:
        return row
    try:
        uuid.UUID(text)
    except ValueError:
        raise UnknownError(f"nobody signs in as {text[:60]!r}") from None
    return by_id(session, text)


def by_identity(session: Session, issuer: str, subject: str) -> AccountRow | None:
    """The account of whom an identity provider means; None for none yet."""
    asked = select(AccountRow).where(AccountRow.issuer == issuer, AccountRow.subject == subject)
    return session.scalar(asked)


def listed(session: Session) -> list[AccountRow]:
    """All accounts, by name."""
    return list(session.scalars(select(AccountRow).order_by(AccountRow.name, AccountRow.no)))


def author_role(session: Session, author: str) -> Role | None:
    """The role of who changes something; None for whoever sits at the machine.

    Raises :class:`DeniedError` for an author who has no account, or no longer.
    """
    if author in _WITHOUT_ACCOUNT:
        return None
    try:
        row = session.scalar(select(AccountRow).where(AccountRow.id == uuid.UUID(author)))
    except ValueError:
        row = None
    if row is None or row.is_disabled:
        raise DeniedError(f"expected an author with an account; found {author[:60]!r}")
    return Role(row.role)


def value(session: Session, row: AccountRow) -> Account:
    """The account in a row."""
    return Account(
        account_id=str(row.id),
        name=row.name,
        sign_in_name=row.sign_in_name or "",
        role=Role(row.role),
        scope=scope(session, row),
        member_id=member_id(session, row),
        is_disabled=row.is_disabled,
        is_invited=row.password_hash is None and row.issuer is None,
        is_external=row.issuer is not None,
        made_us=row.made_us,
    )


def scope(session: Session, row: AccountRow) -> Scope:
    """Whom a trainer sees; nobody when all whom it named have left."""
    if not row.is_limited:
        return EVERYBODY
    classes = select(ClassRow.id).join(AccountClass, AccountClass.class_no == ClassRow.no)
    members = select(MemberRow.id).join(AccountMember, AccountMember.member_no == MemberRow.no)
    stations = select(AccountStation.station_id).where(AccountStation.account_no == row.no)
    found = Scope(
        _texts(session.scalars(classes.where(AccountClass.account_no == row.no))),
        _texts(session.scalars(stations)),
        _texts(session.scalars(members.where(AccountMember.account_no == row.no))),
    )
    return Scope(member_ids=(NOBODY,)) if found.is_everybody else found


def member_id(session: Session, row: AccountRow) -> str:
    """The id of the member whose account it is; empty for none."""
    return "" if row.member_no is None else str(session.get_one(MemberRow, row.member_no).id)


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(sorted(map(str, values)))
