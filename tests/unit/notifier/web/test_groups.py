"""The role that a provider's groups give."""

import pytest

from spotter.notifier.web.oidc.attempt import Attempt, attempt_in
from spotter.notifier.web.oidc.groups import role_of, roles_in
from spotter.wire.catalog.people.accounts import Role

ROLES = {"owners": Role.OWNER, "coaches": Role.TRAINER}


def test_groups_and_their_roles_are_named_in_one_line() -> None:
    assert roles_in("owners=owner, coaches=trainer") == ROLES


@pytest.mark.parametrize("words", ["owners", "owners=king", "=owner", "anna=member", "s=station"])
def test_what_is_no_role_of_a_group_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="expected GROUP=ROLE"):
        roles_in(words)


def test_the_strongest_role_counts_and_nobody_has_one_without_a_group() -> None:
    assert role_of(["coaches", "owners"], ROLES) is Role.OWNER
    assert role_of(["coaches"], ROLES) is Role.TRAINER
    assert role_of(["everybody"], ROLES) is None


def test_an_attempt_comes_back_from_its_cookie_and_nothing_else_does() -> None:
    attempt = Attempt("state", "nonce", "verifier", "members?id=1")

    assert attempt_in(attempt.text()) == attempt
    assert [attempt_in(text) for text in ("", "e30=", "no base64", "bnVsbA==")] == [None] * 4
