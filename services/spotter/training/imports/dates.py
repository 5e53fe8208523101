"""Dates with times as Strong and Hevy write them, which depends on the phone's language."""

import re
from datetime import datetime, tzinfo
from functools import lru_cache
from unicodedata import normalize

from spotter.training.imports.months import month_of

EXPECTED = "a date and time like '2024-11-08 18:30:00' or '8 Nov 2024, 18:30'"
_MONTH = r"(?P<month>[^\W\d_]{3,12}|\d{1,2}[月월])\.?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
_DATES = (
    rf"{_YEAR}([-/.])(?P<number>\d{{1,2}})\2{_DAY}",
    rf"{_YEAR}[年년]\s*(?P<number>\d{{1,2}})[月월]\s*{_DAY}[日일]",
    rf"{_DAY}\.\s?(?P<number>\d{{1,2}})\.\s?{_YEAR}",  # nobody writes the month first with dots
    # Spanish and Portuguese put "de" between the parts, Russian ends with the word for year.
    rf"{_DAY}\.?\s+(?:de\s+)?{_MONTH},?\s+(?:de\s+)?{_YEAR}(?:\s*\u0433\.)?",
    rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
)
_TIME = (
    r"(?:(?:T|,?\s+(?:(?:at|um|à|às|kl\.)\s+)?)"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?\s?m\.?)?)?"
)
_WHOLE = tuple(re.compile(date + _TIME, re.IGNORECASE) for date in _DATES)
_YEARS = range(1970, 2101)


@lru_cache(maxsize=8)  # a workout has the same times in all its rows
def moment(text: str, zone: tzinfo) -> datetime | None:
    """The moment that ``text`` names on a clock of ``zone``; None if it is not understood.

    The apps write what the phone's clock showed, without a zone. A date alone is its midnight.
    ``03/02/2026`` is not understood: it is in February here and in March there.

    >>> from datetime import UTC
    >>> str(moment("8 Nov 2024, 18:30", UTC)), moment("03/02/2026 18:30", UTC)
    ('2024-11-08 18:30:00+00:00', None)
    """
    plain = normalize("NFKC", text)  # phones put narrow spaces before "PM"
    found = next(filter(None, (form.fullmatch(plain) for form in _WHOLE)), None)
    if not found:
        return None
    parts = found.groupdict()
    month = int(parts["number"]) if parts.get("number") else month_of(parts["month"])
    year, day = int(parts["year"]), int(parts["day"])
    hour, minute = _clock(int(parts["hour"] or 0), parts["half"]), int(parts["minute"] or 0)
    if month is None or hour is None or year not in _YEARS:
        return None
    try:
        return datetime(year, month, day, hour, minute, int(parts["second"] or 0), tzinfo=zone)
    except ValueError:
        return None


def _clock(hour: int, half: str | None) -> int | None:
    """The hour of the day; None for one that a clock of twelve hours does not have."""
    if half is None:
        return hour
    return hour % 12 + 12 * (half.lower() == "p") if 1 <= hour <= 12 else None
