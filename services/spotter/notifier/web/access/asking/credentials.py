"""What a request carries to say who asks: a cookie, or a token, from an address. Pure."""

import re
from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.responses import Response

COOKIE = "__Host-spotter"
"""The prefix makes browsers take it only over TLS, for this host, and for all of its paths."""

_LONGEST_S = 30 * 24 * 3600
"""For a browser that is closed; the catalog ends sign-ins earlier than that."""
_SECRET = re.compile(r"spotter_[a-z]+_[A-Za-z0-9_-]{20,200}")
_BEARER = "bearer "


@dataclass(frozen=True, slots=True)
class Shown:
    """A secret, and whether a browser sent it by itself, as a cookie."""

    secret: str
    is_cookie: bool


def shown_by(asking: HTTPConnection) -> Shown | None:
    """What whoever asks shows; None if it cannot be a secret of ours. A token goes first."""
    header = asking.headers.get("authorization", "")
    is_token = header.lower().startswith(_BEARER)
    secret = header[len(_BEARER) :].strip() if is_token else cookie_in(asking, COOKIE)
    return Shown(secret, not is_token) if _SECRET.fullmatch(secret) else None


def address_of(asking: HTTPConnection) -> str:
    """The address that it comes from, past trusted proxies; empty where there is none."""
    return asking.client.host if asking.client else ""


def cookie_in(asking: HTTPConnection, name: str) -> str:
    """A cookie's value; empty for none, and for two, of which a neighbouring site has set one.

    Blanks are those of RFC 6265. Browsers take a name for another one that begins with a blank of
    Latin-1 or Unicode; were that removed as well, such a cookie would pass for ours.
    """
    lines = asking.headers.getlist("cookie")
    pairs = [one.strip(" \t").partition("=") for line in lines for one in line.split(";")]
    found = [value for given, _, value in pairs if given == name]
    return found[0] if len(found) == 1 else ""


def give(response: Response, secret: str) -> None:
    """Have the browser keep the ``secret`` of a sign-in, out of reach of scripts."""
    response.set_cookie(
        COOKIE, secret, max_age=_LONGEST_S, path="/", secure=True, httponly=True, samesite="lax"
    )


def take_away(response: Response) -> None:
    """Have the browser forget it."""
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
