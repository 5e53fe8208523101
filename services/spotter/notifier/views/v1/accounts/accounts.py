"""Accounts, and what their owners see of them."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StrictBool

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.accounts.sign_in import Password
from spotter.notifier.views.v1.fields import (
    Given,
    Id,
    Name,
    OptionalId,
    StationId,
    TimeMs,
    Words,
    milliseconds,
)
from spotter.notifier.web.access.rights.rights import Right
from spotter.wire.catalog.people.accounts import Scope, account_of

RoleName = Literal["owner", "manager", "trainer", "member", "operator"]
_MOST = 1000
_SignInName = Annotated[
    str, Field(min_length=1, max_length=200, description="what is typed to sign in")
]
_MostIds = Field(max_length=_MOST)


class ScopeGiven(Given):
    """Whom a trainer sees; all empty: everybody."""

    class_ids: Annotated[tuple[UUID, ...], _MostIds] = ()
    station_ids: Annotated[tuple[StationId, ...], _MostIds] = ()
    member_ids: Annotated[tuple[UUID, ...], _MostIds] = ()

    @property
    def value(self) -> Scope:
        """The scope."""
        classes, members = map(str, self.class_ids), map(str, self.member_ids)
        return Scope(tuple(classes), self.station_ids, tuple(members))


class Invitation(Given):
    """Whom to invite."""

    name: Annotated[Name, Field(description="what others see")]
    sign_in_name: _SignInName
    role: RoleName
    scope: ScopeGiven = ScopeGiven()
    member_id: Annotated[UUID | None, Field(description="of a member's account")] = None


class AccountChanged(Given):
    """What to change; what is left out stays."""

    name: Name | None = None
    role: RoleName | None = None
    scope: ScopeGiven | None = None
    is_disabled: StrictBool | None = None


class ScopeView(View):
    """Whom a trainer sees; all empty: everybody."""

    class_ids: list[Id]
    station_ids: list[str]
    member_ids: list[Id]


class AccountView(View):
    """Somebody who may sign in."""

    account_id: Id
    name: Name
    sign_in_name: Annotated[str, Field(description="empty for whom a provider signs in")]
    role: RoleName
    scope: ScopeView
    member_id: OptionalId
    is_disabled: bool
    is_invited: Annotated[bool, Field(description="nobody has chosen its password yet")]
    is_external: Annotated[bool, Field(description="an identity provider signs it in")]
    made_ms: TimeMs


class InvitedView(View):
    """An account whose password can be chosen, once."""

    account: AccountView
    secret: Annotated[str, Field(description="shown now and never again")]


class SignInView(View):
    """What a cookie stands for."""

    sign_in_id: Id
    agent: Annotated[str, Field(description="where from, in words", examples=["Firefox on Linux"])]
    begun_ms: TimeMs
    used_ms: TimeMs
    until_ms: TimeMs
    is_this: Annotated[bool, Field(description="it is the one that asks")]


class PasswordGiven(Given):
    """A new password."""

    present: Password
    password: Annotated[Password, Field(description="10 to 1000 characters")]


class TokenGiven(Given):
    """A token to make."""

    label: Annotated[Words, Field(min_length=1, description="what it is for")]
    rights: Annotated[tuple[Right, ...], Field(description="at most; none: all of one's own")] = ()
    days: Annotated[int, Field(ge=1, le=366)]


class TokenView(View):
    """A token for programs."""

    token_id: Id
    label: str
    account_id: Id
    rights: Annotated[list[str], Field(description="at most; none: all of the account's")]
    made_ms: TimeMs
    until_ms: TimeMs
    used_ms: Annotated[int | None, Field(description="null: never")]


class TokenMade(View):
    """A new token."""

    token: TokenView
    secret: Annotated[str, Field(description="shown now and never again")]


def account_view(message: pb2.Account) -> AccountView:
    """The view of an account."""
    account = account_of(message)
    return AccountView(
        account_id=account.account_id,
        name=account.name,
        sign_in_name=account.sign_in_name,
        role=account.role.value,  # type: ignore[arg-type]
        scope=ScopeView(
            class_ids=list(account.scope.class_ids),
            station_ids=list(account.scope.station_ids),
            member_ids=list(account.scope.member_ids),
        ),
        member_id=account.member_id or None,
        is_disabled=account.is_disabled,
        is_invited=account.is_invited,
        is_external=account.is_external,
        made_ms=milliseconds(account.made_us),
    )


def sign_in_view(one: pb2.SignInEntry, present: str) -> SignInView:
    """The view of a sign-in; ``present`` is the one that asks."""
    return SignInView(
        sign_in_id=one.sign_in_id,
        agent=one.agent,
        begun_ms=milliseconds(one.begun_us),
        used_ms=milliseconds(one.used_us),
        until_ms=milliseconds(one.until_us),
        is_this=one.sign_in_id == present,
    )


def token_view(one: pb2.Token) -> TokenView:
    """The view of a token."""
    return TokenView(
        token_id=one.token_id,
        label=one.label,
        account_id=one.account_id,
        rights=list(one.rights),
        made_ms=milliseconds(one.made_us),
        until_ms=milliseconds(one.until_us),
        used_ms=milliseconds(one.used_us) if one.used_us else None,
    )
