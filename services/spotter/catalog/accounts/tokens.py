"""Tokens for programs, as rows."""

import json
import uuid
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from spotter.catalog.accounts import statements
from spotter.catalog.accounts.changes import KIND
from spotter.catalog.accounts.ends import DAY_US
from spotter.catalog.accounts.shown_secrets import digest_of
from spotter.catalog.accounts.standing import check_may_change
from spotter.catalog.audit import Signature, note
from spotter.catalog.database.tables import AccountRow, TokenRow
from spotter.catalog.errors import CatalogError, UnknownError
from spotter.wire.catalog.checks import checked_id, checked_name
from spotter.wire.catalog.people.accounts import Role

_MOST_DAYS = 366
_MOST_RIGHTS = 200
_LONGEST_RIGHT = 60


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token to make; no ``rights``: all of its account's.

    Raises :class:`CatalogError` for days and rights that it cannot have.
    """

    label: str
    rights: frozenset[str]
    days: int

    def __post_init__(self) -> None:
        if not 1 <= self.days <= _MOST_DAYS:
            raise CatalogError(f"a token is for 1 to {_MOST_DAYS} days; found {self.days}")
        if len(self.rights) > _MOST_RIGHTS or any(
            not 1 <= len(one) <= _LONGEST_RIGHT for one in self.rights
        ):
            raise CatalogError(f"a right has 1 to {_LONGEST_RIGHT} characters")


def create(
    session: Session, account: AccountRow, wanted: NewToken, secret: str, signed: Signature
) -> TokenRow:
    """A new token of an account: one's own, or that of somebody whose account one may change.

    Raises :class:`DeniedError`, and WireError for a label that is none.
    """
    _check_whose(session, account, signed)
    row = TokenRow(
        id=uuid.uuid4(),
        account_no=account.no,
        secret_hash=digest_of(secret),
        label=checked_name(wanted.label, "what the token is for"),
        rights=json.dumps(sorted(wanted.rights)),
        made_us=signed.at_us,
        until_us=signed.at_us + wanted.days * DAY_US,
        used_us=0,
    )
    session.add(row)
    session.flush()
    note(
        session, signed, KIND, account.id, "made a token for programs", member_no=account.member_no
    )
    return row


def listed(session: Session, account_id: str, now_us: int) -> list[tuple[TokenRow, uuid.UUID]]:
    """The tokens that have not ended, latest first, and whose; of all for an empty id.

    Raises :class:`UnknownError`.
    """
    asked = select(TokenRow, AccountRow.id).join(AccountRow, AccountRow.no == TokenRow.account_no)
    if account_id:
        asked = asked.where(AccountRow.no == statements.by_id(session, account_id).no)
    asked = asked.where(TokenRow.until_us > now_us).order_by(TokenRow.no.desc())
    return [(row, owner) for row, owner in session.execute(asked)]


def revoke(session: Session, token_id: str, signed: Signature) -> str:
    """End a token; returns whose it was.

    Raises :class:`UnknownError` for one that is not there, and DeniedError.
    """
    asked = select(TokenRow).where(TokenRow.id == uuid.UUID(checked_id(token_id, "a token")))
    row = session.scalar(asked)
    if row is None:
        raise UnknownError(f"there is no token {token_id}")
    account = session.get_one(AccountRow, row.account_no)
    _check_whose(session, account, signed)
    session.execute(delete(TokenRow).where(TokenRow.no == row.no))
    note(
        session, signed, KIND, account.id, "ended a token for programs", member_no=account.member_no
    )
    return str(account.id)


def rights_of(row: TokenRow) -> frozenset[str] | None:
    """The rights that a token has at most; None: all of its account's."""
    return frozenset(json.loads(row.rights)) or None


def _check_whose(session: Session, account: AccountRow, signed: Signature) -> None:
    role = statements.author_role(session, signed.author)
    if signed.author != str(account.id):
        check_may_change(role, Role(account.role))
