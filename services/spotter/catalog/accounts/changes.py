"""What changes accounts: each function is one change in the transaction of ``session``."""

import uuid
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from spotter.catalog.accounts import statements
from spotter.catalog.accounts.ends import INVITATION_US
from spotter.catalog.accounts.scopes import limit
from spotter.catalog.accounts.shown_secrets import digest_of
from spotter.catalog.accounts.standing import check_may_change, check_role, checked_sign_in_name
from spotter.catalog.audit import Signature, note
from spotter.catalog.database.tables import (
    AccountClass,
    AccountMember,
    AccountRow,
    AccountStation,
    InvitationRow,
    SignInRow,
    TokenRow,
)
from spotter.catalog.deliveries.channels import remove_those_of
from spotter.catalog.errors import ConflictError
from spotter.catalog.members.statements import by_id as member_by_id
from spotter.wire.catalog.checks import checked_name
from spotter.wire.catalog.people.accounts import EVERYBODY, Role, Scope

KIND = "account"


@dataclass(frozen=True, slots=True)
class Guest:
    """Whom to invite; ``member_id`` is empty unless it is a member's account."""

    name: str
    sign_in_name: str
    role: Role
    scope: Scope
    member_id: str


@dataclass(frozen=True, slots=True)
class Change:
    """What to change of an account; None: nothing. An empty name stays as it is."""

    name: str = ""
    role: Role | None = None
    scope: Scope | None = None
    is_disabled: bool | None = None


def invite(session: Session, guest: Guest, secret: str, signed: Signature) -> AccountRow:
    """A new account, whose password the ``secret`` chooses.

    Raises :class:`CatalogError` for a guest whose account there cannot be, ConflictError for a
    name that is taken, UnknownError for a class or member that is not known, and DeniedError.
    """
    check_may_change(statements.author_role(session, signed.author), guest.role)
    check_role(guest.role, guest.scope, has_member=bool(guest.member_id))
    sign_in_name = checked_sign_in_name(guest.sign_in_name)
    if statements.by_sign_in_name(session, sign_in_name) is not None:
        raise ConflictError(f"somebody signs in as {sign_in_name} already")
    row = new_row(guest.name, guest.role, signed.at_us)
    row.sign_in_name = sign_in_name
    if guest.member_id:
        row.member_no = _member_no(session, guest.member_id)
    session.add(row)
    session.flush()
    limit(session, row, guest.scope)
    _invite(session, row, secret, signed.at_us)
    note(session, signed, KIND, row.id, f"invited a {row.role}", member_no=row.member_no)
    return row


def invite_first(session: Session, guest: Guest, secret: str, signed: Signature) -> AccountRow:
    """The first account, or a new secret for it as long as nobody has accepted an invitation.

    Raises :class:`ConflictError` when somebody has, and as :func:`invite` does.
    """
    if any(map(_can_sign_in, statements.listed(session))):
        raise ConflictError("somebody has an account already")
    row = statements.by_sign_in_name(session, guest.sign_in_name)
    if row is None:
        return invite(session, guest, secret, signed)
    return reset(session, row, secret, signed)


def reset(session: Session, row: AccountRow, secret: str, signed: Signature) -> AccountRow:
    """Let the ``secret`` choose another password; the present one, sign-ins and tokens end.

    Raises :class:`ConflictError` for whom an identity provider signs in; DeniedError.
    """
    check_may_change(statements.author_role(session, signed.author), Role(row.role))
    if row.issuer is not None:
        raise ConflictError("an identity provider signs this account in; it has no password")
    row.password_hash = None
    _let_nobody_in(session, row)
    _invite(session, row, secret, signed.at_us)
    note(session, signed, KIND, row.id, "reset the account", member_no=row.member_no)
    return row


def change(session: Session, row: AccountRow, wanted: Change, signed: Signature) -> None:
    """Change an account; one that is disabled loses its sign-ins, tokens and invitation.

    Raises :class:`ConflictError` for what would leave no owner, DeniedError, and as
    :func:`invite` does.
    """
    role = wanted.role or Role(row.role)
    is_own_name = signed.author == str(row.id) and wanted == Change(name=wanted.name)
    if not is_own_name:
        check_may_change(statements.author_role(session, signed.author), Role(row.role), role)
    limited = wanted.scope
    if limited is None and role is not Role.TRAINER and row.is_limited:
        limited = EVERYBODY
    check_role(
        role,
        limited or EVERYBODY,
        has_member=row.member_no is not None,
        is_external=row.issuer is not None,
    )
    if role is not Role.OWNER or wanted.is_disabled:
        require_another_owner(session, row)
    _note_change(session, row, wanted, signed)
    row.role = role.value
    row.name = checked_name(wanted.name) if wanted.name else row.name
    if limited is not None:
        limit(session, row, limited)
    if wanted.is_disabled is not None:
        row.is_disabled = wanted.is_disabled
    if row.is_disabled:
        _let_nobody_in(session, row)


def erase(session: Session, row: AccountRow, signed: Signature) -> None:
    """Erase an account with all that stands for it; what it did stays, by nobody in particular.

    Raises :class:`ConflictError` for the last owner, and DeniedError.
    """
    check_may_change(statements.author_role(session, signed.author), Role(row.role))
    require_another_owner(session, row)
    remove(session, row)
    note(session, signed, KIND, row.id, "erased the account", member_no=row.member_no)


def remove(session: Session, row: AccountRow) -> None:
    """Remove an account's rows, and the channels by which they were reached."""
    remove_those_of(session, str(row.id))
    _let_nobody_in(session, row)
    for table in (AccountClass, AccountStation, AccountMember):
        session.execute(delete(table).where(table.account_no == row.no))
    session.execute(delete(AccountRow).where(AccountRow.no == row.no))


def remove_account_of(session: Session, member_no: int) -> str:
    """Remove the account of a member who is erased; returns its id, empty for none."""
    row = session.scalar(select(AccountRow).where(AccountRow.member_no == member_no))
    if row is None:
        return ""
    account_id = str(row.id)
    remove(session, row)
    return account_id


def new_row(name: str, role: Role, now_us: int) -> AccountRow:
    """An account of which nothing is known but its name and role. Raises :class:`WireError`."""
    return AccountRow(
        id=uuid.uuid4(),
        name=checked_name(name),
        role=role.value,
        is_limited=False,
        is_disabled=False,
        made_us=now_us,
    )


def require_another_owner(session: Session, row: AccountRow) -> None:
    """Raise :class:`ConflictError` if it is the only owner who can sign in.

    All owners stay locked, so that two do not leave at the same time.
    """
    if row.role != Role.OWNER.value:
        return
    owners = select(AccountRow).where(AccountRow.role == Role.OWNER.value)
    able = list(filter(_can_sign_in, session.scalars(owners.with_for_update())))
    if [one.no for one in able] == [row.no]:
        raise ConflictError("this is the last owner: make somebody else an owner first")


def _can_sign_in(row: AccountRow) -> bool:
    return not row.is_disabled and (row.password_hash is not None or row.issuer is not None)


def _let_nobody_in(session: Session, row: AccountRow) -> None:
    """End all secrets that stand for an account: whoever has stolen one may have made others."""
    for table in (InvitationRow, SignInRow, TokenRow):
        session.execute(delete(table).where(table.account_no == row.no))


def _invite(session: Session, row: AccountRow, secret: str, now_us: int) -> None:
    session.add(
        InvitationRow(
            account_no=row.no, secret_hash=digest_of(secret), until_us=now_us + INVITATION_US
        )
    )


def _member_no(session: Session, member_id: str) -> int:
    number = member_by_id(session, member_id).no
    if session.scalar(select(AccountRow.no).where(AccountRow.member_no == number)) is not None:
        raise ConflictError("this member has an account already")
    return number


def _note_change(session: Session, row: AccountRow, wanted: Change, signed: Signature) -> None:
    said = []
    if wanted.role is not None and wanted.role.value != row.role:
        said.append(f"made the {row.role} a {wanted.role}")
    if wanted.scope is not None:
        said.append("changed whom they see")
    if wanted.is_disabled is not None and wanted.is_disabled != row.is_disabled:
        said.append("disabled the account" if wanted.is_disabled else "enabled the account")
    if wanted.name and wanted.name != row.name:
        said.append("renamed the account")
    if said:
        note(session, signed, KIND, row.id, ", ".join(said), member_no=row.member_no)
