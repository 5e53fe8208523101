"""Signs people in: whoever has a password, an invitation, or a name at an identity provider.

Passwords are checked and kept outside of transactions: that takes long on purpose.
"""

from collections.abc import Callable
from dataclasses import dataclass

import structlog
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from spotter.catalog.accounts import sign_ins, statements
from spotter.catalog.accounts.attempts import Attempt, Attempts
from spotter.catalog.accounts.changes import KIND, new_row, require_another_owner
from spotter.catalog.accounts.ends import Ends
from spotter.catalog.accounts.passwords import Passwords
from spotter.catalog.accounts.recognising import whoever_of
from spotter.catalog.accounts.scopes import limit
from spotter.catalog.accounts.shown_secrets import MakeRandom, SecretKind, digest_of
from spotter.catalog.audit import Signature, note
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import AccountRow, InvitationRow
from spotter.catalog.errors import CatalogError, ConflictError, TooManyError, UnauthenticatedError
from spotter.catalog.members.names import folded
from spotter.wire.catalog.people.accounts import EVERYBODY, Role, Whoever

_WRONG = "the name or the password is wrong"
_NO_INVITATION = "expected an invitation that is neither used nor old; found none"


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom an identity provider has named, and the role that its groups give.

    Raises :class:`CatalogError` when it names nobody.
    """

    issuer: str
    subject: str
    name: str
    role: Role

    def __post_init__(self) -> None:
        if not self.issuer or not self.subject:
            raise CatalogError("expected an identity's issuer and subject; found none")
        if self.role is Role.STATION:
            raise CatalogError("expected the role of somebody; found a station's")


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that began: what the cookie carries, and who it stands for."""

    secret: str
    whoever: Whoever


class SigningIn:
    """Signs people in; for any thread. ``now_us`` is the wall clock's time in microseconds."""

    def __init__(
        self,
        database: Database,
        ends: Ends,
        make_random: MakeRandom,
        now_us: Callable[[], int],
    ) -> None:
        self._database = database
        self._ends = ends
        self._make_random = make_random
        self._now_us = now_us
        self._passwords = Passwords()
        self._attempts = Attempts()

    def by_password(self, typed: str, password: str, address: str, agent: str) -> Begun:
        """Sign in who types a name and a password.

        Raises :class:`UnauthenticatedError` for a wrong one, and TooManyError.
        """
        attempt = self._attempts.begin(folded(typed.strip()), address, self._now_us())
        with self._database.reading() as session:
            row = statements.by_sign_in_name(session, typed)
            kept = None if row is None or row.is_disabled else row.password_hash
            number = None if row is None else row.no
        if not self._is_right(attempt, password, kept):
            structlog.get_logger().warning("sign-in refused", address=address)
            raise UnauthenticatedError(_WRONG)
        self._attempts.succeeded(attempt)
        with self._database.writing() as session:
            row = session.get(AccountRow, number)
            if row is None or row.is_disabled or row.password_hash != kept:
                raise UnauthenticatedError(_WRONG)
            return self._begin(session, row, agent, "signed in")

    def by_invitation(self, secret: str, password: str, agent: str) -> Begun:
        """Choose the password of an invited account, and sign in.

        Raises :class:`UnauthenticatedError` for an invitation that is unknown, used or old, and
        CatalogError for a password that is too short or too long.
        """
        digest = digest_of(secret)
        invited = select(InvitationRow).where(
            InvitationRow.secret_hash == digest, InvitationRow.until_us > self._now_us()
        )
        with self._database.reading() as session:
            if session.scalar(invited) is None:
                raise UnauthenticatedError(_NO_INVITATION)
        kept = self._passwords.kept(password)
        with self._database.writing() as session:
            used = delete(InvitationRow).where(InvitationRow.secret_hash == digest)
            number = session.scalar(used.returning(InvitationRow.account_no))
            row = session.get(AccountRow, number) if number is not None else None
            if row is None or row.is_disabled:
                raise UnauthenticatedError(_NO_INVITATION)
            row.password_hash = kept
            return self._begin(session, row, agent, "chose a password and signed in")

    def by_identity(self, identity: Identity, agent: str) -> Begun:
        """Sign in whom an identity provider has named, with the role that it gives.

        Raises :class:`UnauthenticatedError` for an account that is disabled.
        """
        with self._database.writing() as session:
            row = statements.by_identity(session, identity.issuer, identity.subject)
            if row is None:
                row = new_row(identity.name, identity.role, self._now_us())
                row.issuer, row.subject = identity.issuer, identity.subject
                session.add(row)
                session.flush()
            if row.is_disabled:
                raise UnauthenticatedError("this account may not sign in")
            _give_role(session, row, identity.role)
            return self._begin(session, row, agent, "signed in by an identity provider")

    def change_password(self, account_id: str, present: str, password: str, staying: str) -> None:
        """Change one's own password; all sign-ins end but the one that is ``staying``.

        Raises :class:`UnauthenticatedError` when the present one is wrong, TooManyError, and
        CatalogError for one that is too short or too long.
        """
        attempt = self._attempts.begin(account_id, "", self._now_us())
        with self._database.reading() as session:
            known = statements.by_id(session, account_id).password_hash
        if not self._is_right(attempt, present, known):
            raise UnauthenticatedError("the present password is wrong")
        self._attempts.succeeded(attempt)
        kept = self._passwords.kept(password)
        with self._database.writing() as session:
            row = statements.by_id(session, account_id)
            if row.password_hash != known:
                raise ConflictError("somebody else has just changed this password")
            row.password_hash = kept
            sign_ins.end(session, row, but=staying)
            signed = Signature(str(row.id), self._now_us())
            note(session, signed, KIND, row.id, "changed the password", member_no=row.member_no)

    def _is_right(self, attempt: Attempt, password: str, kept: str | None) -> bool:
        try:
            return self._passwords.is_right(password, kept)
        except TooManyError:
            self._attempts.undecided(attempt)
            raise

    def _begin(self, session: Session, row: AccountRow, agent: str, what: str) -> Begun:
        now_us = self._now_us()
        secret = SecretKind.SIGN_IN + self._make_random()
        begun = sign_ins.begin(session, row, secret, agent, self._ends, now_us)
        note(session, Signature(str(row.id), now_us), KIND, row.id, what, member_no=row.member_no)
        return Begun(secret, whoever_of(session, row, str(begun.id)))


def _give_role(session: Session, row: AccountRow, role: Role) -> None:
    """The provider's groups decide, unless nobody would be left who may change anything."""
    if role.value == row.role:
        return
    try:
        require_another_owner(session, row)
    except ConflictError:
        structlog.get_logger().warning("the last owner stays one", account=str(row.id))
        return
    row.role = role.value
    if role is not Role.TRAINER:
        limit(session, row, EVERYBODY)
