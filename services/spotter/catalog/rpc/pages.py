"""Lists in pages: how many entries a page has, and the tokens that lead to the next one."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any
from unicodedata import category

from spotter.catalog.errors import CatalogError

_DEFAULT = 100
_MOST = 1000
_INTEGERS_END = 2**63
"""No integer of a database is as far from 0."""


def page_size(asked: int) -> int:
    """How many entries to answer with. Raises :class:`CatalogError` unless 1 to 1000, or 0."""
    if not 0 <= asked <= _MOST:
        raise CatalogError(f"expected a page of 1 to {_MOST} entries; found {asked}")
    return asked or _DEFAULT


def token_after(of_list: str, *place: str | int) -> str:
    """The token that leads to what comes after ``place`` in a list of that name."""
    return base64.urlsafe_b64encode(json.dumps([of_list, *place]).encode()).decode()


def place_in(token: str, of_list: str, *kinds: type[str | int]) -> tuple[str | int, ...] | None:
    """The place in a token of that list, of values of these ``kinds``; None for the first page.

    Raises :class:`CatalogError` for what is no token, and for that of another list.
    """
    if not token:
        return None
    try:
        said = json.loads(base64.urlsafe_b64decode(token))
    except (binascii.Error, ValueError):
        said = None
    if not isinstance(said, list) or said[:1] != [of_list] or not _are(said[1:], kinds):
        raise CatalogError("expected the page token of the answer before; found another")
    return tuple(said[1:])


def _are(values: list[Any], kinds: Sequence[type[str | int]]) -> bool:
    """Whether the values are of these kinds, and such as a database has."""
    return [type(one) for one in values] == list(kinds) and all(map(_is_kept, values))


def _is_kept(value: str | int) -> bool:
    if isinstance(value, int):
        return abs(value) < _INTEGERS_END
    return not any(one == "\0" or category(one) == "Cs" for one in value)
