import pytest

from spotter.runtime.backoff import Backoff


def test_delays_double_up_to_the_cap() -> None:
    backoff = Backoff(lambda: 1.0, first_s=0.5, cap_s=30)
    assert [backoff.next_s() for _ in range(9)] == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]


def test_jitter_takes_off_up_to_half() -> None:
    values = iter([0.0, 0.5, 1.0])
    backoff = Backoff(lambda: next(values), first_s=1)
    assert [backoff.next_s() for _ in range(3)] == pytest.approx([0.5, 1.5, 4])


def test_success_starts_again_with_the_shortest_delay() -> None:
    backoff = Backoff(lambda: 1.0, first_s=0.5)
    for _ in range(5):
        backoff.next_s()
    backoff.succeeded()
    assert backoff.next_s() == 0.5
