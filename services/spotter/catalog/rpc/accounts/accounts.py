"""The calls of AccountService about accounts."""

import grpc
from sqlalchemy.orm import Session

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.catalog.accounts import changes, statements
from spotter.catalog.accounts.shown_secrets import SecretKind
from spotter.catalog.database.tables import AccountRow
from spotter.catalog.rpc.accounts.desk import Calls
from spotter.catalog.rpc.answers import answers
from spotter.wire.catalog.people.accounts import account_message, required_role, role_of, scope_of

Context = grpc.ServicerContext


class AccountCalls(Calls):
    """Invites, lists, changes and erases accounts."""

    @answers
    def Invite(self, request: pb2.InviteRequest, _context: Context) -> pb2.InviteResponse:
        """A new account, and the secret by which its password is chosen."""
        signed, secret = self._desk.signed(request.author), self._desk.secret(SecretKind.INVITATION)
        guest = changes.Guest(
            request.name,
            request.sign_in_name,
            required_role(request.role),
            scope_of(request.scope),
            request.member_id,
        )
        invite = changes.invite_first if request.only_first else changes.invite
        with self._desk.database.writing() as session:
            answer = _message(session, invite(session, guest, secret, signed))
        self._desk.announce(answer.account_id)
        return pb2.InviteResponse(account=answer, secret=secret)

    @answers
    def ResetAccount(
        self, request: pb2.ResetAccountRequest, _context: Context
    ) -> pb2.ResetAccountResponse:
        """A new secret for an account, by which another password is chosen."""
        signed, secret = self._desk.signed(request.author), self._desk.secret(SecretKind.INVITATION)
        with self._desk.database.writing() as session:
            row = statements.by_either(session, request.account)
            answer = _message(session, changes.reset(session, row, secret, signed))
        self._desk.announce(answer.account_id)
        return pb2.ResetAccountResponse(account=answer, secret=secret)

    @answers
    def ListAccounts(
        self, _request: pb2.ListAccountsRequest, _context: Context
    ) -> pb2.ListAccountsResponse:
        """All accounts, by name."""
        with self._desk.database.reading() as session:
            rows = statements.listed(session)
            return pb2.ListAccountsResponse(accounts=[_message(session, row) for row in rows])

    @answers
    def ChangeAccount(
        self, request: pb2.ChangeAccountRequest, _context: Context
    ) -> pb2.ChangeAccountResponse:
        """Another name, role or scope, or whether it may sign in."""
        signed = self._desk.signed(request.author)
        wanted = changes.Change(
            request.name,
            role_of(request.role),
            scope_of(request.scope) if request.HasField("scope") else None,
            request.is_disabled if request.HasField("is_disabled") else None,
        )
        with self._desk.database.writing() as session:
            row = statements.by_id(session, request.account_id)
            changes.change(session, row, wanted, signed)
            answer = _message(session, row)
        self._desk.announce(answer.account_id)
        return pb2.ChangeAccountResponse(account=answer)

    @answers
    def EraseAccount(
        self, request: pb2.EraseAccountRequest, _context: Context
    ) -> pb2.EraseAccountResponse:
        """Remove an account's name, and all that stands for it."""
        signed = self._desk.signed(request.author)
        with self._desk.database.writing() as session:
            row = statements.by_id(session, request.account_id)
            account_id = str(row.id)
            changes.erase(session, row, signed)
        self._desk.announce(account_id)
        return pb2.EraseAccountResponse()


def _message(session: Session, row: AccountRow) -> pb2.Account:
    return account_message(statements.value(session, row))
