"""What names, ids and places may be, wherever they arrive at the catalog."""

import re
import unicodedata
import uuid
from collections.abc import Mapping
from datetime import date

from spotter.wire.errors import WireError

FIRST_DAY = date(1970, 1, 1)
LAST_DAY = date(2100, 12, 31)
LONGEST_NAME = 200
MOST_KEPT_DAYS = 36_500
LOCAL_AUTHOR = "local"
"""Whoever sits at the machine, until there is sign-in."""

_STATION_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Zl", "Zp"})
"""Unicode's categories of characters that a name has no use for; not those that join letters."""
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Its classes of characters that turn around what stands beside a name."""
_BLANK = frozenset({"Cf", "Mn", "Me"})
"""Its categories of those that show nothing by themselves."""
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Hangul's fillers, and the pattern of Braille without a dot."""
_SHOWN = 60


def checked_name(text: str, what: str = "a name") -> str:
    """``text`` composed (Unicode NFC), each run of spaces as one.

    Raises :class:`WireError` when nothing is left that is seen, for more than 200 characters, and
    for control characters.
    """
    name = composed(text)
    categories = {unicodedata.category(one) for one in set(name) - _BLANK_LETTERS}
    if categories <= _BLANK:
        raise WireError(f"expected {what}; found nothing")
    if len(name) > LONGEST_NAME:
        raise WireError(f"{what} has at most {LONGEST_NAME} characters; found {len(name)}")
    if categories & _UNSEEN:
        raise WireError(f"{what} has no control characters; found {name[:_SHOWN]!r}")
    if any(unicodedata.bidirectional(one) in _TURNING for one in name):
        raise WireError(
            f"{what} has no characters that turn the text around; found {name[:_SHOWN]!r}"
        )
    return name


def composed(text: str) -> str:
    """``text`` composed (Unicode NFC), each run of spaces as one, none at its ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def checked_id(text: str, what: str) -> str:
    """The UUID in ``text`` as lower-case text with hyphens. Raises :class:`WireError`."""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise WireError(f"the id of {what} is a UUID; found {text[:_SHOWN]!r}") from None


def check_ids(ids: Mapping[str, str]) -> None:
    """Raises :class:`WireError` unless each of ``ids``, by what it names, is a UUID or empty."""
    for what, text in ids.items():
        if text:
            checked_id(text, what)


def checked_station_id(text: str) -> str:
    """``text``; raises :class:`WireError` unless it is a station's id."""
    if not _STATION_ID.fullmatch(text):
        raise WireError(
            "a station's id is 1 to 40 lower-case letters, digits and hyphens; "
            f"found {text[:_SHOWN]!r}"
        )
    return text


def checked_author(text: str) -> str:
    """Who changes something. Raises :class:`WireError` when nobody is named."""
    return checked_name(text, "an author")


def checked_day(day: date) -> date:
    """``day`` itself; raises :class:`WireError` unless it is from 1970 to 2100."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise WireError(f"expected a day from {FIRST_DAY} to {LAST_DAY}; found {day}")
    return day
