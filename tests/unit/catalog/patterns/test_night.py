"""It is night for four hours from an hour of the gym's own time zone on."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from spotter.catalog.patterns.night import night_of

BERLIN = ZoneInfo("Europe/Berlin")


def us(*when: int, zone: ZoneInfo = BERLIN) -> int:
    return round(datetime(*when, tzinfo=zone).timestamp() * 1e6)  # type: ignore[misc,arg-type]


def test_the_night_begins_at_its_hour_in_the_gyms_zone() -> None:
    begins_us = us(2026, 3, 2, 3)
    assert night_of(begins_us - 1, 3, BERLIN) is None
    assert night_of(begins_us, 3, BERLIN) == begins_us
    assert night_of(us(2026, 3, 2, 6, 59), 3, BERLIN) == begins_us
    assert night_of(us(2026, 3, 2, 7), 3, BERLIN) is None
    assert datetime.fromtimestamp(begins_us / 1e6, UTC).hour == 2


def test_a_night_that_begins_late_lasts_past_midnight() -> None:
    assert night_of(us(2026, 3, 3, 1), 23, BERLIN) == us(2026, 3, 2, 23)


def test_a_night_in_which_clocks_change_lasts_four_hours_as_well() -> None:
    begins_us = us(2026, 3, 29, 1)  # at two it is three
    assert night_of(begins_us + 4 * 3600 * 10**6 - 1, 1, BERLIN) == begins_us
    assert night_of(begins_us + 4 * 3600 * 10**6, 1, BERLIN) is None
