"""Which PINs are taken, and which times of other systems."""

import pytest

from spotter.catalog.checkin.pins import checked_number, checked_pin, made_pin
from spotter.catalog.checkin.times import happened_us
from spotter.catalog.errors import CatalogError


@pytest.mark.parametrize(
    "pin", ["", "123", "123456789", "12a4", "٤٣٢١", "0000", "1111111", " 1234"]
)
def test_a_pin_is_four_to_eight_digits_and_not_all_the_same(pin: str) -> None:
    with pytest.raises(CatalogError, match="4 to 8 digits, not all the same"):
        checked_pin(pin)


@pytest.mark.parametrize("random", [0, 42, 111_111, 999_999])
def test_a_made_pin_is_taken(random: int) -> None:
    assert len(checked_pin(made_pin(random))) == 6


@pytest.mark.parametrize("number", ["", "1234567890123", "12-3", "Anna"])
def test_a_number_is_digits(number: str) -> None:
    with pytest.raises(CatalogError, match="1 to 12 digits"):
        checked_number(number)


@pytest.mark.parametrize("ago_s", [301, -11])
def test_a_time_that_was_held_back_or_is_to_come_is_refused(ago_s: int) -> None:
    now_us = 1_772_000_000_000_000
    with pytest.raises(CatalogError, match="expected a time in the last 5 minutes"):
        happened_us(now_us - ago_s * 1_000_000, now_us)
