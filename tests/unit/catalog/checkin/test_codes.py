"""A station's codes count for a minute, there, and once."""

from collections.abc import Callable

import pytest

from spotter.catalog.checkin.codes import StationCodes, Ticket, require
from spotter.catalog.errors import UnauthenticatedError

SHOWN_US = 1_772_000_010_000_000
"""The first moment of a half minute."""
CODES = StationCodes(b"a secret of this gym")


def test_a_code_counts_for_sixty_seconds_from_the_first_moment_that_it_is_shown() -> None:
    code = CODES.shown("rack-1", 3, SHOWN_US).code

    assert CODES.ticket(code, SHOWN_US + 59_999_999) == Ticket("rack-1", 3)
    with pytest.raises(UnauthenticatedError, match="the code is old"):
        CODES.ticket(code, SHOWN_US + 60_000_000)


def test_a_screen_shows_another_code_and_other_digits_every_thirty_seconds() -> None:
    shown = [CODES.shown("rack-1", 0, SHOWN_US + at_s * 1_000_000) for at_s in (0, 29, 30)]

    assert [one.next_us - SHOWN_US for one in shown] == [30_000_000, 30_000_000, 60_000_000]
    assert shown[0] == shown[1]
    assert shown[2].code != shown[0].code


@pytest.mark.parametrize(
    "changed",
    [
        lambda _: "",
        lambda code: code[:-1],
        lambda code: code.replace(".", "", 1),
        lambda _: StationCodes(b"another").shown("rack-1", 0, SHOWN_US).code,
        lambda code: "x" + code,
    ],
)
def test_what_this_gym_has_not_signed_is_refused_as_an_old_code_is(
    changed: Callable[[str], str],
) -> None:
    code = CODES.shown("rack-1", 0, SHOWN_US).code

    with pytest.raises(
        UnauthenticatedError, match=r"^the code is old, used, or of another station"
    ):
        CODES.ticket(changed(code), SHOWN_US)


def test_a_code_of_another_station_or_of_before_somebody_came_is_refused() -> None:
    ticket = CODES.ticket(CODES.shown("rack-1", 3, SHOWN_US).code, SHOWN_US)

    require(ticket, Ticket("rack-1", 3))
    for expected in (Ticket("rack-2", 3), Ticket("rack-1", 4)):
        with pytest.raises(UnauthenticatedError):
            require(ticket, expected)


def test_digits_count_as_long_as_the_code_beside_them_and_are_of_their_station() -> None:
    stations = [f"rack-{number}" for number in range(60)]
    shown = {one: CODES.shown(one, 0, SHOWN_US).digits for one in stations}

    ages = [0, 59_999_999, 60_000_000]
    counted = [
        sum(CODES.are_right(shown[one], Ticket(one, 0), SHOWN_US + age) for one in stations)
        for age in ages
    ]
    assert counted[:2] == [60, 60]
    assert counted[2] < 10
    assert len(set(shown.values())) > 30
    assert {len(one) for one in shown.values()} == {2}
