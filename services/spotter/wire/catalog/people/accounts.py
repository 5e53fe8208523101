"""Accounts, as the catalog and its clients know them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from spotter.api.catalog.v1 import account_service_pb2 as messages
from spotter.wire.catalog.checks import checked_id, checked_name, checked_station_id
from spotter.wire.encoding.enums import WireEnum

NOBODY = str(uuid.UUID(int=0))
"""In a scope, it stands for members who have left: a scope of nobody else is not everybody's."""


class Role(StrEnum):
    """What somebody may do."""

    OWNER = "owner"
    MANAGER = "manager"
    TRAINER = "trainer"
    MEMBER = "member"
    OPERATOR = "operator"
    STATION = "station"


ROLES = WireEnum(Role, messages.Role)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a trainer sees; all empty: everybody. Raises :class:`WireError` for what is no id."""

    class_ids: tuple[str, ...] = ()
    station_ids: tuple[str, ...] = ()
    member_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for class_id in self.class_ids:
            checked_id(class_id, "a class")
        for station_id in self.station_ids:
            checked_station_id(station_id)
        for member_id in self.member_ids:
            checked_id(member_id, "a member")

    @property
    def is_everybody(self) -> bool:
        """Whether it limits nothing."""
        return not (self.class_ids or self.station_ids or self.member_ids)


EVERYBODY = Scope()


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in, made at ``made_us`` (microseconds since the Unix epoch).

    ``member_id`` is empty unless it is a member's; ``sign_in_name`` is when it ``is_external``.
    Raises :class:`WireError` for an empty name and for an id that is none.
    """

    account_id: str
    name: str
    sign_in_name: str
    role: Role
    scope: Scope = EVERYBODY
    member_id: str = ""
    is_disabled: bool = False
    is_invited: bool = False
    is_external: bool = False
    made_us: int = 0

    def __post_init__(self) -> None:
        checked_id(self.account_id, "an account")
        checked_name(self.name)
        if self.member_id:
            checked_id(self.member_id, "a member")


@dataclass(frozen=True, slots=True)
class Whoever:
    """Who asks: somebody with an account, or the device of the station ``station_id``.

    ``rights`` are those that a token has at most; None: all of the role. ``sign_in_id`` is empty
    for a token and for a device. Raises :class:`WireError` for an id that is none.
    """

    account_id: str
    name: str
    role: Role
    scope: Scope = EVERYBODY
    member_id: str = ""
    station_id: str = ""
    rights: frozenset[str] | None = None
    sign_in_id: str = ""

    def __post_init__(self) -> None:
        checked_id(self.account_id, "an account")


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a cookie stands for; times are microseconds since the Unix epoch."""

    sign_in_id: str
    agent: str
    begun_us: int
    used_us: int
    until_us: int


@dataclass(frozen=True, slots=True)
class Invited:
    """An account, and the secret by which its password is chosen, once."""

    account: Account
    secret: str


def role_of(number: int) -> Role | None:
    """The role that a contract's number stands for; None for the one of UNSPECIFIED.

    Raises :class:`WireError` for a number that stands for none.
    """
    return ROLES.member(number) if number else None


def required_role(number: int) -> Role:
    """The role that a contract's number stands for. Raises :class:`WireError` for none."""
    return ROLES.member(number)


def scope_message(scope: Scope) -> messages.Scope:
    """The message of a scope."""
    return messages.Scope(
        class_ids=scope.class_ids, station_ids=scope.station_ids, member_ids=scope.member_ids
    )


def scope_of(message: messages.Scope) -> Scope:
    """The scope in its message, each named once. Raises :class:`WireError`."""
    return Scope(
        _once(checked_id(one, "a class") for one in message.class_ids),
        _once(message.station_ids),
        _once(checked_id(one, "a member") for one in message.member_ids),
    )


def account_message(account: Account) -> messages.Account:
    """The message of an account."""
    return messages.Account(
        account_id=account.account_id,
        name=account.name,
        sign_in_name=account.sign_in_name,
        role=ROLES.label(account.role),
        scope=scope_message(account.scope),
        member_id=account.member_id,
        is_disabled=account.is_disabled,
        is_invited=account.is_invited,
        is_external=account.is_external,
        made_us=account.made_us,
    )


def account_of(message: messages.Account) -> Account:
    """The account in its message. Raises :class:`WireError`."""
    return Account(
        message.account_id,
        message.name,
        message.sign_in_name,
        ROLES.member(message.role),
        scope_of(message.scope),
        message.member_id,
        message.is_disabled,
        message.is_invited,
        message.is_external,
        message.made_us,
    )


def whoever_message(whoever: Whoever) -> messages.Whoever:
    """The message of who asks."""
    return messages.Whoever(
        account_id=whoever.account_id,
        name=whoever.name,
        role=ROLES.label(whoever.role),
        scope=scope_message(whoever.scope),
        member_id=whoever.member_id,
        station_id=whoever.station_id,
        rights=sorted(whoever.rights or ()),
        sign_in_id=whoever.sign_in_id,
    )


def whoever_of(message: messages.Whoever) -> Whoever:
    """Who asks, from the message. Raises :class:`WireError`."""
    return Whoever(
        message.account_id,
        message.name,
        ROLES.member(message.role),
        scope_of(message.scope),
        message.member_id,
        message.station_id,
        frozenset(message.rights) or None,
        message.sign_in_id,
    )


def sign_in_message(sign_in: SignIn) -> messages.SignInEntry:
    """The message of a sign-in."""
    return messages.SignInEntry(
        sign_in_id=sign_in.sign_in_id,
        agent=sign_in.agent,
        begun_us=sign_in.begun_us,
        used_us=sign_in.used_us,
        until_us=sign_in.until_us,
    )


def sign_in_of(message: messages.SignInEntry) -> SignIn:
    """The sign-in in its message."""
    return SignIn(
        message.sign_in_id, message.agent, message.begun_us, message.used_us, message.until_us
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
