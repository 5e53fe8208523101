"""The days of the gym."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_SECOND_US = 1_000_000


def day_in(at_us: int, zone: ZoneInfo) -> date:
    """The day in the gym's time zone; a rep or a session counts on the day of its start.

    ``at_us`` is microseconds since the Unix epoch.
    """
    return datetime.fromtimestamp(at_us // _SECOND_US, UTC).astimezone(zone).date()
