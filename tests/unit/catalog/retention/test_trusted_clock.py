"""Data go by a clock only once it can be believed."""

import pytest

from spotter.catalog.retention.trusted_clock import TrustedClock, is_believed

MINUTE_US, DAY_US = 60_000_000, 86_400_000_000
YEAR_US = 365 * DAY_US
NOW_US = 20_000 * DAY_US


def watched(jumps_us: dict[int, int], minutes: int) -> list[bool]:
    """Whether the clock is believed at each minute; it is off by the sum of its jumps so far."""
    clock, off_us, said = TrustedClock(), 0, []
    for minute in range(minutes):
        off_us += jumps_us.get(minute, 0)
        now_us = NOW_US + minute * MINUTE_US + off_us
        # Somebody trains all the time, at capture times of the same clock.
        said.append(is_believed(clock.even_s(now_us, 60.0 * minute), now_us, now_us - MINUTE_US))
    return said


def test_a_clock_is_believed_after_an_hour() -> None:
    said = watched({}, 180)
    assert (said.index(True), said.count(False)) == (60, 60)


def test_a_clock_that_is_a_year_ahead_for_a_minute_is_not_believed() -> None:
    said = watched({100: YEAR_US, 101: -YEAR_US}, 180)
    assert said[60:100] == [True] * 40
    assert said[100:161] == [False] * 61
    assert said[161:] == [True] * 19


@pytest.mark.parametrize("jump_us", [YEAR_US, -YEAR_US, 2 * MINUTE_US])
def test_any_jump_ends_the_trust(jump_us: int) -> None:
    assert watched({70: jump_us}, 130)[69:] == [True] + [False] * 60


def test_a_clock_that_is_set_slowly_is_believed() -> None:
    assert watched(dict.fromkeys(range(180), 20_000), 180)[60:] == [True] * 120


@pytest.mark.parametrize("newest_us", [None, NOW_US - 8 * DAY_US, NOW_US - YEAR_US])
def test_where_nobody_trains_it_takes_a_day(newest_us: int | None) -> None:
    assert not is_believed(86_399.0, NOW_US, newest_us)
    assert is_believed(86_400.0, NOW_US, newest_us)
