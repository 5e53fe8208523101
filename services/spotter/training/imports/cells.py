"""What the cells of a row mean: numbers, units and durations as people's phones write them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

T = TypeVar("T")

# A point, a comma, or the comma of Arabic.
_NUMBER = re.compile(r"\d{1,9}(?:[.,\u066b]\d{1,24})?")
_DURATION = re.compile(
    r"(?:(\d{1,4})\s*h\w*\.?)?\s*(?:(\d{1,5})\s*m\w*\.?)?\s*(?:(\d{1,6})\s*s\w*\.?)?"
)
_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})")
_M_PER_UNIT = {
    "m": Decimal(1),
    "meters": Decimal(1),
    "km": Decimal(1000),
    "mi": Decimal("1609.344"),
    "miles": Decimal("1609.344"),
    "ft": Decimal("0.3048"),
    "yd": Decimal("0.9144"),
}


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A kind of cell: how to say what is expected, and how to read it (None: not understood)."""

    expected: str
    read: Callable[[str], T | None]


def number(text: str) -> Decimal | None:
    """A number with a decimal point or comma. Neither app writes thousands separators."""
    found = _NUMBER.fullmatch(text)
    return Decimal(text.replace(",", ".").replace("\u066b", ".")) if found else None


def whole(text: str) -> int | None:
    """A whole number, which may be written as ``8.0``."""
    found = number(text)
    return None if found is None or found % 1 else int(found)


def duration_s(text: str) -> float | None:
    """Seconds of a duration such as ``1h 5m``, ``45m``, ``200s``, ``1:05:00`` or ``3900``."""
    seconds = number(text)
    if seconds is not None:
        return float(seconds)
    found = _CLOCK.fullmatch(text) or _DURATION.fullmatch(text.lower())
    if not found or not any(found.groups()):
        return None
    hours, minutes, rest = (int(part or 0) for part in found.groups())
    return float(hours * 3600 + minutes * 60 + rest)


def metres(amount: Decimal, unit: str) -> float | None:
    """``amount`` of ``unit`` in metres; None for a unit that is not known."""
    per_unit = _M_PER_UNIT.get(unit.lower().rstrip("."))
    return None if per_unit is None else float(amount * per_unit)


NUMBER = Kind("a number like 82.5", number)
WHOLE = Kind("a whole number", whole)
SECONDS = Kind("a number of seconds", number)
DURATION = Kind("a duration like '1h 5m'", duration_s)
