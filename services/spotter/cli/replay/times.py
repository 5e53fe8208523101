"""Times as people write them: how long ago, a day, or a time of a day. Pure."""

import re
from datetime import datetime, timedelta

from spotter.cli.errors import InputError

_AGO = re.compile(r"(\d{1,5})([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def time_us(text: str, now: datetime) -> int:
    """The time that ``text`` names, microseconds since the Unix epoch.

    Days and times without an offset are those of the time zone of ``now``, by summer time or not.
    Raises :class:`InputError` for what names no time.

    >>> from datetime import UTC
    >>> now = datetime(2026, 11, 30, 12, tzinfo=UTC)
    >>> datetime.fromtimestamp(time_us("7d", now) / 1e6, UTC).isoformat()
    '2026-11-23T12:00:00+00:00'
    >>> from zoneinfo import ZoneInfo
    >>> summer_us = time_us("2026-07-01", now.astimezone(ZoneInfo("Europe/Berlin")))
    >>> datetime.fromtimestamp(summer_us / 1e6, UTC).isoformat()
    '2026-06-30T22:00:00+00:00'
    """
    try:
        if ago := _AGO.fullmatch(text):
            time = now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        else:
            said = datetime.fromisoformat(text)
            time = said if said.tzinfo else said.replace(tzinfo=now.tzinfo)
        return max(0, round(time.timestamp() * 1e6))
    except (ValueError, OverflowError):
        raise InputError(
            "expected a time such as 7d, 12h, 30m, 2026-11-23 or 2026-11-23T18:30; "
            f"found {text[:60]!r}"
        ) from None
