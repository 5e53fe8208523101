"""Which accounts there can be, who changes whose, and when what stands for them ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.catalog.accounts.devices import CODE_LENGTH, LETTERS, code_of, typed_code
from spotter.catalog.accounts.ends import Ends, is_use_noted
from spotter.catalog.accounts.passwords import Passwords, checked_password
from spotter.catalog.accounts.shown_secrets import SecretKind, digest_of, kind_of
from spotter.catalog.accounts.standing import check_may_change, check_role, checked_sign_in_name
from spotter.catalog.errors import CatalogError, DeniedError
from spotter.wire.catalog.people.accounts import EVERYBODY, Role, Scope

MINUTE_US = 60_000_000
RACK = Scope(station_ids=("rack-1",))


@pytest.mark.parametrize("author", [None, Role.OWNER])
@pytest.mark.parametrize("role", list(Role))
def test_owners_and_who_sits_at_the_machine_change_all(author: Role | None, role: Role) -> None:
    check_may_change(author, role)


def test_a_manager_changes_all_but_owners() -> None:
    check_may_change(Role.MANAGER, Role.MANAGER, Role.TRAINER)
    for roles in ((Role.OWNER,), (Role.TRAINER, Role.OWNER), (Role.OWNER, Role.TRAINER)):
        with pytest.raises(DeniedError, match="found a manager"):
            check_may_change(Role.MANAGER, *roles)


@pytest.mark.parametrize("author", [Role.TRAINER, Role.MEMBER, Role.OPERATOR, Role.STATION])
def test_nobody_else_changes_accounts_of_others(author: Role) -> None:
    with pytest.raises(DeniedError):
        check_may_change(author, Role.MEMBER)


@pytest.mark.parametrize(
    ("role", "scope", "has_member", "words"),
    [
        (Role.STATION, EVERYBODY, False, "paired by its code"),
        (Role.MEMBER, EVERYBODY, False, "expected a member"),
        (Role.TRAINER, EVERYBODY, True, "expected a member"),
        (Role.MANAGER, RACK, False, "a trainer's scope"),
    ],
)
def test_a_role_has_what_it_needs_and_nothing_else(
    role: Role, scope: Scope, *, has_member: bool, words: str
) -> None:
    with pytest.raises(CatalogError, match=words):
        check_role(role, scope, has_member=has_member)


def test_a_trainer_may_be_limited_and_a_member_is_somebody() -> None:
    check_role(Role.TRAINER, RACK, has_member=False)
    check_role(Role.MEMBER, EVERYBODY, has_member=True)


@pytest.mark.parametrize("text", ["", " ", "ida k", "a\u200bb c", "x" * 201, "ida\n\x00k"])
def test_a_name_to_sign_in_with_is_one_word(text: str) -> None:
    with pytest.raises(CatalogError, match="a name to sign in with"):
        checked_sign_in_name(text)


@given(st.text())
def test_what_is_kept_of_a_name_to_sign_in_with_is_found_by_itself(text: str) -> None:
    try:
        kept = checked_sign_in_name(text)
    except CatalogError:
        return
    assert checked_sign_in_name(kept) == kept


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**9), max_size=5))
def test_a_sign_in_that_is_over_stays_over(used_us: int, later: list[int]) -> None:
    ends = Ends(idle_us=5 * MINUTE_US, longest_us=10 * MINUTE_US)
    until_us, now_us, was_over = ends.until_us(used_us), used_us, False
    for step_us in later:
        now_us += step_us
        is_over = ends.is_over(used_us, until_us, now_us)
        assert is_over or not was_over
        assert is_over == (now_us - used_us >= 6 * MINUTE_US)
        was_over = is_over


def test_a_use_is_noted_once_a_minute() -> None:
    assert is_use_noted(5, 5 + MINUTE_US - 1)
    assert not is_use_noted(5, 5 + MINUTE_US)


@pytest.mark.parametrize("password", ["", "nine char", "x" * 1001])
def test_a_password_has_ten_to_a_thousand_characters(password: str) -> None:
    with pytest.raises(CatalogError, match="10 to 1000 characters"):
        checked_password(password)
    assert checked_password("ten chars!") == "ten chars!"


def test_nobody_has_a_password_that_is_right() -> None:
    passwords = Passwords()
    assert not passwords.is_right("nobody's", None)
    kept = passwords.kept("correct horse")
    assert passwords.is_right("correct horse", kept)
    assert not passwords.is_right("correct horse ", kept)
    assert not passwords.is_right("c" * 1001, kept)
    assert kept != passwords.kept("correct horse")


def test_each_guess_at_a_kept_password_costs_64_mib_three_times_over() -> None:
    assert Passwords().kept("correct horse").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_secret_says_what_it_is_for() -> None:
    for kind in SecretKind:
        assert kind_of(f"{kind}x") is kind
    assert kind_of("spotter_x") is None
    assert digest_of("a") != digest_of("b")
    assert len(digest_of("\ud800")) == 32


@given(st.binary(min_size=CODE_LENGTH, max_size=CODE_LENGTH))
def test_a_code_is_typed_as_it_is_shown_in_any_case(random_bytes: bytes) -> None:
    code = code_of(random_bytes)
    assert len(code) == CODE_LENGTH
    assert set(code) <= set(LETTERS)
    assert typed_code(f" {code[:4].lower()}-{code[4:]}") == code


def test_all_letters_of_codes_are_as_likely_as_each_other() -> None:
    drawn = "".join(code_of(bytes([number] * CODE_LENGTH))[0] for number in range(256))
    assert {drawn.count(letter) for letter in LETTERS} == {8}
    assert not set("IO01") & set(LETTERS)
