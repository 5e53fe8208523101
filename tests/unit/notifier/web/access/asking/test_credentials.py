"""What counts as a sign-in's cookie, and as a token."""

import pytest
from starlette.requests import HTTPConnection

from spotter.notifier.web.access.asking.credentials import COOKIE, Shown, shown_by

OWN = "spotter_signin_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
TOKEN = "spotter_token_ccccccccccccccccccccccccccccccccccccccccccc"  # noqa: S105 - nobody's
PLANTED = "spotter_signin_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"


def asking(**headers: str) -> HTTPConnection:
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    return HTTPConnection({"type": "http", "headers": raw})


def test_a_cookie_is_found_among_others() -> None:
    cookies = f"theme=dark; {COOKIE}={OWN}; last"

    assert shown_by(asking(cookie=cookies)) == Shown(OWN, is_cookie=True)


@pytest.mark.parametrize(
    "cookies",
    [
        f"{COOKIE}={OWN}; {COOKIE}={PLANTED}",
        f"\xa0{COOKIE}={PLANTED}",
        f"\x85{COOKIE}={PLANTED}",
        f"{COOKIE.lower()}={PLANTED}",
        f"{COOKIE} ={PLANTED}",
        f'{COOKIE}="{PLANTED}"',
        f"{COOKIE}={OWN}{'a' * 300}",
        f"{COOKIE}={OWN}\xe9",
        f"{COOKIE}={OWN}\0",
        COOKIE,
        "",
    ],
)
def test_what_another_site_may_have_planted_counts_for_nobody(cookies: str) -> None:
    assert shown_by(asking(cookie=cookies)) is None


def test_a_cookie_stays_ours_beside_one_that_only_looks_alike() -> None:
    cookies = f"{COOKIE}={OWN}; \xa0{COOKIE}={PLANTED}"

    assert shown_by(asking(cookie=cookies)) == Shown(OWN, is_cookie=True)


def test_a_token_goes_before_a_cookie() -> None:
    shown = shown_by(asking(cookie=f"{COOKIE}={OWN}", authorization=f"Bearer {TOKEN}"))

    assert shown == Shown(TOKEN, is_cookie=False)
