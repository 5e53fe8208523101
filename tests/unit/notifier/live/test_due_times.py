"""What is due when nothing happens for a while."""

from spotter.notifier.live.due_times import DueTimes


def test_what_is_not_put_off_is_due_once() -> None:
    due = DueTimes()
    due.put_off("a", 10.0)
    due.put_off("b", 20.0)

    assert due.pop(10.0) == []
    assert due.pop(10.1) == ["a"]
    assert due.pop(30.0) == ["b"]
    assert due.pop(99.0) == []


def test_what_is_put_off_again_and_again_is_due_after_the_last_time() -> None:
    due = DueTimes()
    assert not due.put_off("a", 10.0)
    assert all(due.put_off("a", 10.0 + second) for second in range(1, 50))

    assert due.pop(58.0) == []
    assert due.pop(59.5) == ["a"]
    assert not due.put_off("a", 70.0)


def test_a_clock_that_was_set_back_makes_it_due_earlier() -> None:
    due = DueTimes()
    due.put_off("a", 1000.0)
    due.put_off("a", 10.0)

    assert due.pop(11.0) == ["a"]
    assert due.pop(2000.0) == []


def test_what_is_forgotten_is_never_due() -> None:
    due = DueTimes()
    due.put_off("a", 10.0)
    due.forget("a")

    assert due.pop(20.0) == []
