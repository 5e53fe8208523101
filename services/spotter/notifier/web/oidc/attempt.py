"""What a browser keeps while its owner is at the identity provider. Pure.

A cookie of the browser's own: it proves that who comes back is who went (RFC 6749, 10.12), and has
the verifier of the code (RFC 7636). No other site and no script sets or reads it.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass

COOKIE = "__Host-spotter-provider"
LASTS_S = 600
_OWN = re.compile(r"(?!sign-in)[a-z-]*([?#][^\r\n]*)?")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to sign in; ``to`` is one of our pages."""

    state: str
    nonce: str
    verifier: str
    to: str

    @classmethod
    def new(cls, to: str, make_random: Callable[[], str]) -> "Attempt":
        """A new one; ``make_random`` makes text of 256 random bits."""
        return cls(make_random(), make_random(), make_random(), to)

    def text(self) -> str:
        """The cookie's value, of which nothing has to be quoted."""
        return base64.urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode().rstrip("=")


def attempt_in(text: str) -> Attempt | None:
    """The attempt in a cookie's value; None if it has none."""
    try:
        found = json.loads(base64.urlsafe_b64decode(f"{text}==".encode()))
        parts = {name: str(found[name]) for name in ("state", "nonce", "verifier", "to")}
    except (binascii.Error, ValueError, KeyError, TypeError):
        return None
    return Attempt(**parts | {"to": own_page(parts["to"])})


def own_page(wanted: str) -> str:
    """Where to go after signing in: the page that is ``wanted`` if it is ours, else the first."""
    return wanted if _OWN.fullmatch(wanted) else ""
