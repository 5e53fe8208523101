"""When it is night, and patterns are looked for. Pure."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

_SECOND_US = 1_000_000
_LASTS_S = 4 * 3600
"""What was not begun by then waits for the next night: people come to train."""


def night_of(now_us: int, hour: int, zone: ZoneInfo) -> int | None:
    """When the night began, at that hour in the gym's time zone; None unless it is night.

    Times are microseconds since the Unix epoch. A night lasts four hours.
    """
    now_s = now_us / _SECOND_US
    today = datetime.fromtimestamp(now_s, zone).date()
    for day in (today, today - timedelta(days=1)):
        begins_s = datetime.combine(day, time(hour), zone).timestamp()
        if begins_s <= now_s < begins_s + _LASTS_S:
            return round(begins_s * _SECOND_US)
    return None
