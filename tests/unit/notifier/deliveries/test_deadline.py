"""Nobody waits for what hangs."""

import threading

import pytest

from spotter.notifier.deliveries.deadline import Deadline, HangingError

AT_ONCE_S, LONG_S = 0.001, 60.0


def test_what_ends_in_time_gives_its_result_or_its_error() -> None:
    deadline = Deadline[int](LONG_S)

    def fails() -> int:
        raise TimeoutError("its own")

    assert deadline.keep("a", lambda: 7) == 7
    with pytest.raises(TimeoutError, match="its own"):
        deadline.keep("a", fails)
    assert deadline.keep("a", lambda: 8) == 8


def test_what_hangs_is_left_and_nothing_more_begun_under_its_key_until_it_ends() -> None:
    deadline, may_end, ended = Deadline[bool](AT_ONCE_S), threading.Event(), threading.Event()

    def hangs() -> bool:
        may_end.wait()
        ended.set()
        return True

    with pytest.raises(HangingError, match=r"did not end within 0\.001 s"):
        deadline.keep("a", hangs)
    with pytest.raises(HangingError, match="has not ended yet"):
        deadline.keep("a", hangs)
    may_end.set()
    ended.wait()
