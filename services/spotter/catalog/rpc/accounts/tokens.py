"""The calls of AccountService about tokens for programs."""

import uuid

import grpc

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.catalog.accounts import statements, tokens
from spotter.catalog.accounts.shown_secrets import SecretKind
from spotter.catalog.database.tables import TokenRow
from spotter.catalog.rpc.accounts.desk import Calls
from spotter.catalog.rpc.answers import answers

Context = grpc.ServicerContext


class TokenCalls(Calls):
    """Makes, lists and ends tokens."""

    @answers
    def CreateToken(
        self, request: pb2.CreateTokenRequest, _context: Context
    ) -> pb2.CreateTokenResponse:
        """A new token, and its secret."""
        signed, secret = self._desk.signed(request.author), self._desk.secret(SecretKind.TOKEN)
        wanted = tokens.NewToken(request.label, frozenset(request.rights), request.days)
        with self._desk.database.writing() as session:
            account = statements.by_id(session, request.account_id)
            row = tokens.create(session, account, wanted, secret, signed)
            return pb2.CreateTokenResponse(token=_message(row, account.id), secret=secret)

    @answers
    def ListTokens(
        self, request: pb2.ListTokensRequest, _context: Context
    ) -> pb2.ListTokensResponse:
        """Tokens that have not ended, latest first."""
        with self._desk.database.reading() as session:
            found = tokens.listed(session, request.account_id, self._desk.now_us())
            return pb2.ListTokensResponse(tokens=[_message(*one) for one in found])

    @answers
    def RevokeToken(
        self, request: pb2.RevokeTokenRequest, _context: Context
    ) -> pb2.RevokeTokenResponse:
        """End a token."""
        signed = self._desk.signed(request.author)
        with self._desk.database.writing() as session:
            account_id = tokens.revoke(session, request.token_id, signed)
        self._desk.announce(account_id)
        return pb2.RevokeTokenResponse()


def _message(row: TokenRow, account_id: uuid.UUID) -> pb2.Token:
    return pb2.Token(
        token_id=str(row.id),
        label=row.label,
        account_id=str(account_id),
        rights=sorted(tokens.rights_of(row) or ()),
        made_us=row.made_us,
        until_us=row.until_us,
        used_us=row.used_us,
    )
