"""Members' numbers and PINs: which are taken. Pure."""

import re
from collections.abc import Iterable
from itertools import count

from spotter.catalog.errors import CatalogError

_NUMBER = re.compile(r"[0-9]{1,12}")
_LARGEST_NUMBER = 10**12 - 1
_PIN = re.compile(r"[0-9]{4,8}")
MADE_DIGITS = 6
"""Of a PIN that nobody chose."""
FIRST_NUMBER = 1001
"""Of the first member to whom a gym gives none of its own."""


def checked_number(text: str) -> str:
    """A member's number. Raises :class:`CatalogError` unless it is 1 to 12 digits.

    >>> checked_number("0042")
    '0042'
    """
    if not _NUMBER.fullmatch(text):
        raise CatalogError(f"a member's number is 1 to 12 digits; found {text!r}")
    return text


def free_number(taken: Iterable[str]) -> str:
    """The next after the largest, or the smallest free one where nothing comes after that.

    Those that a gym gave itself may have leading zeros.

    >>> free_number([]), free_number(["1001", "0042"]), free_number(["1001", "9" * 12])
    ('1001', '1002', '1002')
    """
    known = {int(one) for one in taken}
    following = max(known | {FIRST_NUMBER - 1}) + 1
    if following <= _LARGEST_NUMBER:
        return str(following)
    return str(next(one for one in count(FIRST_NUMBER) if one not in known))


def checked_pin(text: str) -> str:
    """A PIN. Raises :class:`CatalogError` unless it is 4 to 8 digits, not all the same."""
    if not _PIN.fullmatch(text) or len(set(text)) == 1:
        raise CatalogError("a PIN is 4 to 8 digits, not all the same; found another")
    return text


def made_pin(random_below: int) -> str:
    """A PIN of a random number below 10 to the power of :data:`MADE_DIGITS`.

    >>> made_pin(42), made_pin(777777)
    ('000042', '777776')
    """
    text = f"{random_below:0{MADE_DIGITS}d}"
    return text if len(set(text)) > 1 else f"{random_below ^ 1:0{MADE_DIGITS}d}"
