"""Secrets that are shown once: how they look, and what is kept of them. Pure.

Each begins with what it is for, so that people and scanners of leaked secrets recognise it.
"""

import hashlib
from collections.abc import Callable
from enum import StrEnum

MakeRandom = Callable[[], str]
"""Makes text of at least 256 random bits, such as :func:`secrets.token_urlsafe` does."""


class SecretKind(StrEnum):
    """What a secret is for, by how it begins."""

    SIGN_IN = "spotter_signin_"
    TOKEN = "spotter_token_"  # noqa: S105 - a beginning
    STATION = "spotter_station_"
    INVITATION = "spotter_invitation_"
    PAIRING = "spotter_pairing_"
    BADGE = "spotter_badge_"


def kind_of(secret: str) -> SecretKind | None:
    """What a secret is for; None: for nothing here."""
    return next((kind for kind in SecretKind if secret.startswith(kind)), None)


def digest_of(secret: str) -> bytes:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
