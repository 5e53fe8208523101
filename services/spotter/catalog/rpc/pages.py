"""Lists in pages: how many entries a page has, and the tokens that lead to the next one."""

import base64
import binascii
import json

from spotter.catalog.errors import CatalogError

_DEFAULT = 100
_MOST = 1000


def page_size(asked: int) -> int:
    """How many entries to answer with. Raises :class:`CatalogError` for more than 1000."""
    if asked > _MOST:
        raise CatalogError(f"expected a page of 1 to {_MOST} entries; found {asked}")
    return asked or _DEFAULT


def token_after(*place: str | int) -> str:
    """The token that leads to what comes after ``place``."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()


def place_in(token: str, *kinds: type[str | int]) -> tuple[str | int, ...] | None:
    """The place in a token, of values of these ``kinds``; None for the first page.

    Raises :class:`CatalogError` for what is no token.
    """
    if not token:
        return None
    try:
        place = json.loads(base64.urlsafe_b64decode(token))
    except (binascii.Error, ValueError):
        place = None
    if not isinstance(place, list) or [type(one) for one in place] != list(kinds):
        raise CatalogError("expected the page token of the answer before; found another")
    return tuple(place)
