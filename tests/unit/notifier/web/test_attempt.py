"""What a browser keeps while its owner is at the identity provider."""

import base64
import json

import pytest

from spotter.notifier.web.oidc.attempt import Attempt, attempt_in

ATTEMPT = Attempt("a state", "a nonce", "a verifier", "members?id=7")


def test_what_was_kept_comes_back() -> None:
    assert attempt_in(ATTEMPT.text()) == ATTEMPT
    assert ATTEMPT.text().replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize("to", ["/evil.example", "//evil.example", "https://evil.example", "a\nb"])
def test_a_cookie_leads_to_pages_of_ours_only(to: str) -> None:
    said = {"state": "1", "nonce": "2", "verifier": "3", "to": to}
    planted = base64.urlsafe_b64encode(json.dumps(said).encode()).decode()

    assert attempt_in(planted) == Attempt("1", "2", "3", "")


@pytest.mark.parametrize("text", ["", "=", "e30", "bm90IEpTT04", "W10", "\xe9"])
def test_what_is_no_attempt_is_none(text: str) -> None:
    assert attempt_in(text) is None
