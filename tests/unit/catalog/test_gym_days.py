"""Which day of the gym something belongs to."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from spotter.catalog.gym_days import day_in

BERLIN = ZoneInfo("Europe/Berlin")


def us(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("started", "day"),
    [
        ("2026-03-28T22:59:59", date(2026, 3, 28)),  # winter: an hour ahead of UTC
        ("2026-03-28T23:00:00", date(2026, 3, 29)),
        ("2026-03-29T21:59:59", date(2026, 3, 29)),  # the clocks went forward: two hours
        ("2026-03-29T22:00:00", date(2026, 3, 30)),
        ("2026-10-24T22:00:00", date(2026, 10, 25)),
        ("2026-10-25T22:59:59", date(2026, 10, 25)),  # a day of 25 hours
        ("2026-10-25T23:00:00", date(2026, 10, 26)),
    ],
)
def test_a_day_begins_at_the_gyms_midnight_in_summer_and_in_winter(started: str, day: date) -> None:
    assert day_in(us(started), BERLIN) == day


def test_the_last_microsecond_of_a_day_is_that_days() -> None:
    assert day_in(us("2026-01-01T23:00:00") - 1, BERLIN) == date(2026, 1, 1)
