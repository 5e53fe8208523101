"""Who guesses has to wait, longer each time, and never for good."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.catalog.accounts.attempts import Attempts, Rule, network_of
from spotter.catalog.accounts.counts import NEVER, LatestCounts
from spotter.catalog.accounts.devices import MOST_WAITING
from spotter.catalog.errors import TooManyError

SECOND_US = 1_000_000
DAY_US = 86_400 * SECOND_US
LONGEST_S = 900


def wait_s(attempts: Attempts, name: str, address: str, now_us: int) -> int:
    try:
        attempts.succeeded(attempts.begin(name, address, now_us))
    except TooManyError as error:
        return error.retry_s
    return 0


def failures(attempts: Attempts, count: int, name: str = "ida", address: str = "a") -> int:
    """Fail so often, as soon as one may; returns when, in microseconds."""
    now_us = 0
    for _ in range(count):
        try:
            attempts.begin(name, address, now_us)
        except TooManyError as error:
            now_us += error.retry_s * SECOND_US
            attempts.begin(name, address, now_us)
    return now_us


def test_five_failures_are_free_and_pauses_double_up_to_a_quarter_of_an_hour() -> None:
    rule = Rule(5, 1, LONGEST_S, 60)
    pauses = [rule.pause_s(count) for count in (0, 4, 5, 6, 7, 14, 15, 10_000)]
    assert pauses == [0, 0, 1, 2, 4, 512, 900, 900]


def test_who_guesses_in_parallel_gets_no_more_guesses() -> None:
    attempts = Attempts()
    for _ in range(5):
        attempts.begin("ida", "a", 0)
    with pytest.raises(TooManyError, match="try again in 1 s"):
        attempts.begin("ida", "a", 0)


def test_one_address_that_guesses_stops_nobody_at_another() -> None:
    attempts = Attempts()
    now_us = failures(attempts, 20)
    assert wait_s(attempts, "ida", "a", now_us) == LONGEST_S
    assert wait_s(attempts, "ida", "b", now_us) == 0
    assert wait_s(attempts, "ben", "a", now_us) == 0


def test_who_is_right_starts_anew_and_forgives_nobody_elses_guesses() -> None:
    attempts = Attempts()
    for number in range(50):
        attempts.begin(f"guessed-{number}", "a", 0)
    with pytest.raises(TooManyError):
        attempts.begin("eve", "a", 0)
    assert wait_s(attempts, "eve", "a", SECOND_US) == 0
    attempts.begin("guessed", "a", SECOND_US)
    with pytest.raises(TooManyError):
        attempts.begin("guessed-too", "a", 2 * SECOND_US)


def test_who_is_right_makes_nobody_else_wait() -> None:
    attempts = Attempts()
    for number in range(50):
        attempts.begin(f"guessed-{number}", "a", 0)
    assert wait_s(attempts, "eve", "a", SECOND_US) == 0
    assert wait_s(attempts, "ben", "a", SECOND_US) == 0


def test_many_addresses_that_guess_one_name_make_its_owner_wait_a_minute_at_most() -> None:
    attempts = Attempts()
    for number in range(200):
        try:
            attempts.begin("ida", f"bot-{number}", number * 61 * SECOND_US)
        except TooManyError as error:
            pytest.fail(f"waited {error.retry_s} s after a minute")
    assert 0 < wait_s(attempts, "ida", "home", 199 * 61 * SECOND_US) <= 60


@given(st.lists(st.integers(-2 * LONGEST_S, 2 * LONGEST_S), max_size=60))
def test_nobody_waits_longer_than_a_quarter_of_an_hour_whatever_came_before(
    gaps_s: list[int],
) -> None:
    attempts, now_us = Attempts(), 0
    for gap_s in gaps_s:
        now_us += gap_s * SECOND_US
        assert wait_s_of_failure(attempts, now_us) <= LONGEST_S
    assert wait_s(attempts, "ida", "a", now_us + LONGEST_S * SECOND_US) == 0


def wait_s_of_failure(attempts: Attempts, now_us: int) -> int:
    try:
        attempts.begin("ida", "a", now_us)
    except TooManyError as error:
        return error.retry_s
    return 0


def test_failures_are_forgotten_after_a_day() -> None:
    attempts = Attempts()
    now_us = failures(attempts, 12) + DAY_US
    for _ in range(5):
        attempts.begin("ida", "a", now_us)


def test_the_memory_is_bounded() -> None:
    counts = LatestCounts()
    for number in range(30_000):
        counts.put(("name", str(number)), (1, number))
    kept = [number for number in range(30_000) if counts.get(("name", str(number))) != NEVER]
    assert kept == list(range(10_000, 30_000))


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("unix:", "unix:", True),
    ],
)
def test_a_network_of_ipv6_counts_as_one_address(one: str, other: str, *, is_same: bool) -> None:
    assert (network_of(one) == network_of(other)) is is_same


def test_an_address_whose_screens_wait_by_the_dozen_has_to_wait_and_stops_no_other() -> None:
    attempts = Attempts()
    for _ in range(20):
        attempts.begin_screen("192.0.2.1", 0)

    with pytest.raises(TooManyError, match="too many screens at this address"):
        attempts.begin_screen("192.0.2.1", 0)
    attempts.begin_screen("192.0.2.2", 0)
    attempts.begin_screen("", 0)
    assert wait_s(attempts, "ida", "192.0.2.1", 0) == 0


def test_no_address_begins_a_tenth_of_the_screens_that_may_wait_in_the_ten_minutes_of_a_code() -> (
    None
):
    attempts, now_us, begun = Attempts(), 0, 0
    while now_us < 600 * SECOND_US:
        try:
            attempts.begin_screen("192.0.2.1", now_us)
        except TooManyError as error:
            now_us += error.retry_s * SECOND_US
        else:
            begun += 1
    assert begun <= MOST_WAITING / 10
