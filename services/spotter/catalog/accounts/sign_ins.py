"""Sign-ins, as rows: each function reads or changes them in the transaction of ``session``."""

import uuid

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from spotter.catalog.accounts.ends import Ends
from spotter.catalog.accounts.shown_secrets import digest_of
from spotter.catalog.database.tables import AccountRow, InvitationRow, PairingRow, SignInRow
from spotter.wire.catalog.checks import checked_id
from spotter.wire.catalog.people.accounts import SignIn

_LONGEST_AGENT = 200


def begin(  # noqa: PLR0913, PLR0917 - what a sign-in consists of
    session: Session, row: AccountRow, secret: str, agent: str, ends: Ends, now_us: int
) -> SignInRow:
    """A new sign-in; all that are over go."""
    _sweep(session, ends, now_us)
    begun = SignInRow(
        id=uuid.uuid4(),
        account_no=row.no,
        secret_hash=digest_of(secret),
        agent="".join(filter(str.isprintable, agent))[:_LONGEST_AGENT],
        begun_us=now_us,
        used_us=now_us,
        until_us=ends.until_us(now_us),
    )
    session.add(begun)
    session.flush()
    return begun


def listed(session: Session, account: AccountRow, ends: Ends, now_us: int) -> list[SignIn]:
    """The sign-ins of an account that have not ended, latest first."""
    asked = select(SignInRow).where(SignInRow.account_no == account.no)
    rows = session.scalars(asked.order_by(SignInRow.begun_us.desc(), SignInRow.no.desc()))
    return [
        SignIn(str(row.id), row.agent, row.begun_us, row.used_us, row.until_us)
        for row in rows
        if not ends.is_over(row.used_us, row.until_us, now_us)
    ]


def end(session: Session, account: AccountRow, only: str = "", but: str = "") -> int:
    """End sign-ins of an account: all, ``only`` one, or all ``but`` one; returns how many.

    Raises :class:`WireError` for what is no id.
    """
    ending = delete(SignInRow).where(SignInRow.account_no == account.no)
    if only:
        ending = ending.where(SignInRow.id == uuid.UUID(checked_id(only, "a sign-in")))
    if but:
        ending = ending.where(SignInRow.id != uuid.UUID(checked_id(but, "a sign-in")))
    return len(session.scalars(ending.returning(SignInRow.no)).all())


def end_all(session: Session) -> None:
    """End all sign-ins and invitations, and forget screens that wait to be paired."""
    for table in (SignInRow, InvitationRow, PairingRow):
        session.execute(delete(table))


def _sweep(session: Session, ends: Ends, now_us: int) -> None:
    idle = SignInRow.used_us < now_us - 2 * ends.idle_us
    session.execute(delete(SignInRow).where(or_(SignInRow.until_us <= now_us, idle)))
