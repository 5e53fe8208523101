"""Asks the catalog about accounts, and changes them."""

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.api.catalog.v1.account_service_pb2_grpc import AccountServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.catalog.people.accounts import (
    EVERYBODY,
    ROLES,
    Account,
    Invited,
    Role,
    Scope,
    SignIn,
    account_of,
    scope_message,
    sign_in_of,
)


class Accounts:
    """Who may sign in; ``author`` is who changes them, an account's id or ``local``.

    All methods raise :class:`CatalogAwayError` and :class:`RefusedError`.
    """

    def __init__(self, channel: CatalogChannel, author: str = LOCAL_AUTHOR) -> None:
        self._channel = channel
        self._stub = AccountServiceStub(channel.grpc)
        self._author = author

    def invite(  # noqa: PLR0913 - what an invitation consists of
        self,
        name: str,
        sign_in_name: str,
        role: Role,
        *,
        scope: Scope = EVERYBODY,
        member_id: str = "",
        only_first: bool = False,
    ) -> Invited:
        """A new account; ``only_first``: unless somebody has one and uses it (ConflictError)."""
        request = pb2.InviteRequest(
            name=name,
            sign_in_name=sign_in_name,
            role=ROLES.label(role),
            scope=scope_message(scope),
            member_id=member_id,
            only_first=only_first,
            author=self._author,
        )
        answer = self._channel.call(self._stub.Invite, request)
        return Invited(account_of(answer.account), answer.secret)

    def reset(self, account: str) -> Invited:
        """Another invitation for the account with that id, or that name to sign in with."""
        request = pb2.ResetAccountRequest(account=account, author=self._author)
        answer = self._channel.call(self._stub.ResetAccount, request)
        return Invited(account_of(answer.account), answer.secret)

    def listed(self) -> list[Account]:
        """All accounts, by name."""
        answer = self._channel.call(self._stub.ListAccounts, pb2.ListAccountsRequest())
        return list(map(account_of, answer.accounts))

    def change(
        self,
        account_id: str,
        *,
        name: str = "",
        role: Role | None = None,
        scope: Scope | None = None,
        is_disabled: bool | None = None,
    ) -> Account:
        """Change what is given; the rest stays as it is."""
        request = pb2.ChangeAccountRequest(
            account_id=account_id,
            name=name,
            role=None if role is None else ROLES.label(role),
            scope=None if scope is None else scope_message(scope),
            is_disabled=is_disabled,
            author=self._author,
        )
        return account_of(self._channel.call(self._stub.ChangeAccount, request).account)

    def erase(self, account_id: str) -> None:
        """Remove an account."""
        request = pb2.EraseAccountRequest(account_id=account_id, author=self._author)
        self._channel.call(self._stub.EraseAccount, request)

    def sign_ins(self, account_id: str) -> list[SignIn]:
        """The sign-ins of an account that have not ended, latest first."""
        request = pb2.ListSignInsRequest(account_id=account_id)
        answer = self._channel.call(self._stub.ListSignIns, request)
        return list(map(sign_in_of, answer.sign_ins))

    def end_sign_ins(self, account_id: str, sign_in_id: str = "") -> int:
        """End one sign-in of an account, or all; returns how many ended."""
        request = pb2.EndSignInsRequest(
            account_id=account_id, sign_in_id=sign_in_id, author=self._author
        )
        return self._channel.call(self._stub.EndSignIns, request).ended
