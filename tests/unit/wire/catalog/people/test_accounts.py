"""Accounts and audit entries survive their messages, and nonsense is refused in words."""

import pytest

from spotter.wire.catalog.people.accounts import (
    EVERYBODY,
    NOBODY,
    Account,
    Role,
    Scope,
    SignIn,
    Whoever,
    account_message,
    account_of,
    required_role,
    role_of,
    scope_message,
    scope_of,
    sign_in_message,
    sign_in_of,
    whoever_message,
    whoever_of,
)
from spotter.wire.catalog.people.audit import AuditedEntry, entry_message, entry_of
from spotter.wire.errors import WireError

ANNA = "0b5f7d6e-6f0e-4d5c-9a39-0e6f3c1f9a01"
IDA = "0b5f7d6e-6f0e-4d5c-9a39-0e6f3c1f9a02"
SCOPE = Scope((IDA,), ("rack-1", "rack-2"), (ANNA,))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("scope", [EVERYBODY, SCOPE])
def test_an_account_survives_its_message(role: Role, scope: Scope) -> None:
    account = Account(
        IDA, "李小龍", "ida", role, scope, ANNA, is_disabled=True, is_invited=True, made_us=5
    )
    assert account_of(account_message(account)) == account
    external = Account(IDA, "Ida", "", role, is_external=True)
    assert account_of(account_message(external)) == external


@pytest.mark.parametrize("rights", [None, frozenset({"alerts:read", "alerts:write"})])
def test_who_asks_survives_the_message(rights: frozenset[str] | None) -> None:
    whoever = Whoever(IDA, "Ida", Role.TRAINER, SCOPE, ANNA, "rack-1", rights, ANNA)
    assert whoever_of(whoever_message(whoever)) == whoever


def test_sign_ins_and_entries_survive_their_messages() -> None:
    sign_in = SignIn(IDA, "Firefox", 1, 2, 3)
    assert sign_in_of(sign_in_message(sign_in)) == sign_in
    entry = AuditedEntry(1, 2, IDA, "Ida", "rep", "rack-1-5", ANNA, "opened a rep")
    assert entry_of(entry_message(entry)) == entry


def test_a_scope_names_each_once_and_only_what_there_can_be() -> None:
    twice = scope_message(Scope(station_ids=("rack-1", "rack-1"), member_ids=(ANNA.upper(), ANNA)))
    assert scope_of(twice) == Scope(station_ids=("rack-1",), member_ids=(ANNA,))
    for wrong in ({"class_ids": ("x",)}, {"station_ids": ("Rack 1",)}, {"member_ids": ("x",)}):
        with pytest.raises(WireError):
            Scope(**wrong)


def test_a_scope_of_those_who_have_left_is_not_everybodys() -> None:
    assert not Scope(member_ids=(NOBODY,)).is_everybody
    assert EVERYBODY.is_everybody


def test_a_role_that_is_not_said_is_none_and_an_unknown_one_is_refused() -> None:
    assert role_of(0) is None
    assert role_of(1) is Role.OWNER
    for number in (0, 99):
        with pytest.raises(WireError, match="Role is one of OWNER"):
            required_role(number)


def test_who_has_no_id_or_name_is_nobody() -> None:
    with pytest.raises(WireError, match="the id of an account"):
        Account("local", "Ida", "ida", Role.OWNER)
    with pytest.raises(WireError, match="expected a name"):
        Account(IDA, " ", "ida", Role.OWNER)
    with pytest.raises(WireError, match="the id of an account"):
        Whoever("local", "Ida", Role.OWNER)
