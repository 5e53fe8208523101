"""When a delivery is tried again, and when alerts are folded into one."""

from hypothesis import given
from hypothesis import strategies as st

from spotter.alerting.values import Priority
from spotter.catalog.deliveries.folding import digest_due_us, goes_alone
from spotter.catalog.deliveries.retrying import MOST_ATTEMPTS, next_due_us

S = 1_000_000


def test_the_pause_doubles_and_is_between_half_and_all_of_its_size() -> None:
    assert [next_due_us(n, 0, 0, 0, 1.0) for n in (1, 2, 3, 4)] == [4 * S, 8 * S, 16 * S, 32 * S]
    assert [next_due_us(n, 0, 0, 0, 0.0) for n in (1, 2, 3, 4)] == [2 * S, 4 * S, 8 * S, 16 * S]


def test_it_is_as_long_as_the_receiver_asks_at_least() -> None:
    assert next_due_us(1, 0, 0, 60, 0.5) == 60 * S
    assert next_due_us(5, 0, 0, 3, 1.0) == 64 * S


def test_there_is_a_last_attempt_and_old_news_is_not_tried_again() -> None:
    assert next_due_us(MOST_ATTEMPTS - 1, 0, 0, 0, 0.0) is not None
    assert next_due_us(MOST_ATTEMPTS, 0, 0, 0, 0.0) is None
    assert next_due_us(1, 0, 0, 15 * 60 + 1, 0.0) is None


@given(
    attempts=st.integers(1, 20),
    now_us=st.integers(0, 10**9),
    asked_s=st.integers(0, 2000),
    random=st.floats(0, 1),
)
def test_it_is_never_tried_in_the_past_nor_after_a_quarter_of_an_hour(
    attempts: int, now_us: int, asked_s: int, random: float
) -> None:
    due_us = next_due_us(attempts, 0, now_us, asked_s, random)
    assert due_us is None or now_us + 2 * S <= due_us <= 15 * 60 * S


def test_a_channel_gets_six_messages_in_ten_minutes_and_four_more_that_are_urgent() -> None:
    assert [goes_alone(n, Priority.MEDIUM) for n in (0, 5, 6)] == [True, True, False]
    assert [goes_alone(n, Priority.HIGH) for n in (6, 9, 10)] == [True, True, False]


def test_digests_gather_for_half_a_minute_and_are_two_minutes_apart() -> None:
    assert digest_due_us(100 * S, 0) == 130 * S
    assert digest_due_us(100 * S, 90 * S) == 240 * S
    assert digest_due_us(500 * S, 90 * S) == 530 * S
