"""The calls of AccountService about sign-ins."""

import grpc

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.catalog.accounts import changes, sign_ins, statements
from spotter.catalog.accounts.recognising import recognised
from spotter.catalog.accounts.signing_in import Identity
from spotter.catalog.accounts.standing import check_may_change
from spotter.catalog.audit import note
from spotter.catalog.rpc.accounts.desk import Calls
from spotter.catalog.rpc.answers import answers
from spotter.wire.catalog.people.accounts import (
    Role,
    required_role,
    sign_in_message,
    whoever_message,
)

Context = grpc.ServicerContext


class SignInCalls(Calls):
    """Signs in, says who a secret stands for, and ends sign-ins."""

    @answers
    def AcceptInvitation(
        self, request: pb2.AcceptInvitationRequest, _context: Context
    ) -> pb2.AcceptInvitationResponse:
        """Choose a password, and sign in."""
        begun = self._signing_in.by_invitation(request.secret, request.password, request.agent)
        self._desk.announce(begun.whoever.account_id)
        return pb2.AcceptInvitationResponse(
            secret=begun.secret, whoever=whoever_message(begun.whoever)
        )

    @answers
    def SignIn(self, request: pb2.SignInRequest, _context: Context) -> pb2.SignInResponse:
        """Sign in by a password."""
        begun = self._signing_in.by_password(
            request.sign_in_name, request.password, request.address, request.agent
        )
        return pb2.SignInResponse(secret=begun.secret, whoever=whoever_message(begun.whoever))

    @answers
    def SignInByIdentity(
        self, request: pb2.SignInByIdentityRequest, _context: Context
    ) -> pb2.SignInByIdentityResponse:
        """Sign in whom an identity provider has named."""
        role = required_role(request.role)
        identity = Identity(request.issuer, request.subject, request.name, role)
        begun = self._signing_in.by_identity(identity, request.agent)
        self._desk.announce(begun.whoever.account_id)
        return pb2.SignInByIdentityResponse(
            secret=begun.secret, whoever=whoever_message(begun.whoever)
        )

    @answers
    def Authenticate(
        self, request: pb2.AuthenticateRequest, _context: Context
    ) -> pb2.AuthenticateResponse:
        """Who a secret stands for."""
        desk = self._desk
        whoever = recognised(desk.database, request.secret, desk.ends, desk.now_us())
        return pb2.AuthenticateResponse(whoever=whoever_message(whoever))

    @answers
    def ListSignIns(
        self, request: pb2.ListSignInsRequest, _context: Context
    ) -> pb2.ListSignInsResponse:
        """The sign-ins of an account that have not ended."""
        with self._desk.database.reading() as session:
            row = statements.by_id(session, request.account_id)
            found = sign_ins.listed(session, row, self._desk.ends, self._desk.now_us())
        return pb2.ListSignInsResponse(sign_ins=map(sign_in_message, found))

    @answers
    def EndSignIns(
        self, request: pb2.EndSignInsRequest, _context: Context
    ) -> pb2.EndSignInsResponse:
        """End one sign-in of an account, or all."""
        signed = self._desk.signed(request.author)
        with self._desk.database.writing() as session:
            row = statements.by_id(session, request.account_id)
            role = statements.author_role(session, signed.author)
            if signed.author != str(row.id):
                check_may_change(role, Role(row.role))
            ended = sign_ins.end(session, row, request.sign_in_id)
            account_id = str(row.id)
            if ended:
                note(session, signed, changes.KIND, row.id, "signed out", member_no=row.member_no)
        self._desk.announce(account_id)
        return pb2.EndSignInsResponse(ended=ended)

    @answers
    def ChangePassword(
        self, request: pb2.ChangePasswordRequest, _context: Context
    ) -> pb2.ChangePasswordResponse:
        """Change one's own password."""
        self._signing_in.change_password(
            request.account_id, request.present, request.password, request.sign_in_id
        )
        self._desk.announce(request.account_id)
        return pb2.ChangePasswordResponse()
